/** What the tests of the sandbox and of production share: a validated sandbox, and what production asks besides. */
import { expect } from 'vitest';
import type { Answers } from '../../../catalogue/answers.ts';
import type { Actor } from '../../../server/accounts/actor.ts';
import { newId } from '../../../server/database/columns.ts';
import type { Database } from '../../../server/database/connection.ts';
import type { RequestView } from '../../../server/http/api.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { withStandInEditor } from '../../../server/stand-ins/editors.ts';
import { createApi, createCast, promises } from './world.ts';

/** What is promised when production is asked for. */
export const productionPromises = { ...promises, terms_version: '5.5 / 4.0' };

/** The path of who works with a publisher whose tests a provider has accepted. */
export const accepted = {
  developpement: 'editeur',
  editeur: 'editions-logicielles-fictives/logiciel-fictif',
};

/** What the form then says of who develops. */
export const byPublisher = {
  technical_team_type: 'software_company',
  technical_team_value: 'Éditions Logicielles Fictives',
  technical_team_software: 'Logiciel Fictif',
};

/** What production asks besides. */
export const more: Answers = {
  operational_acceptance_done: true,
  safety_certification_means: 'hors_rgs',
  safety_certification_reason: 'Notre association n’est pas une autorité administrative.',
  safety_questionnaire: {
    ...{ o1: 'oui', o2: 'oui', o3: 'non', o4: 'non', o5: 'oui' },
    ...{ mise_en_oeuvre: 'En interne.', surveillance: 'Journaux.', hebergement: 'En France.' },
    administration_exploitation: 'Deux agents.',
  },
  safety_certification_authority_name: 'Alix Bernard',
  safety_certification_authority_function: 'Directrice générale des services',
  safety_certification_begin_date: new Date().toISOString().slice(0, 10),
  volumetrie_appels_par_minute: '50',
};

/** The publisher has had its tests accepted: nobody confirms them again. */
const { operational_acceptance_done: _, ...rest } = more;
export const atOnce: Answers = rest;

/** Call at the top of a test file. */
export async function createProduction(database: Database) {
  const { world: plain, ...cast } = await createCast(database);
  const { applicant, instructor } = cast;
  const world = { ...plain, catalogue: withStandInEditor(plain.catalogue) };
  const api = createApi(world);

  /** A validated sandbox, with a document. */
  async function validated(who: Actor = applicant, changes: object = {}): Promise<RequestView> {
    const draft = await api.created(who, changes);
    await api.attached(who, draft, 'cadre_juridique_document', `deliberation-${draft.number}`);
    const present = (await api.call(who, `/requests/${draft.id}`)).body;
    const sent = await api.submitted(who, present);
    expect(sent.status, JSON.stringify(sent.body)).toBe(200);
    await execute(world, draft.id, { name: 'validate' }, instructor);
    return (await api.call(who, `/requests/${draft.id}`)).body;
  }

  const start = (who: Actor, body: object, key = newId()) =>
    api.call<RequestView>(who, '/requests', {
      method: 'POST',
      body: { api: 'impot-particulier', stage: 'production', ...body },
      headers: { 'idempotency-key': key },
    });

  return { ...cast, world, api, validated, start };
}
