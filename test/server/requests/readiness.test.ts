/** « Ce que l’instructeur vérifiera »: over HTTP and a real database. */
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import type { Actor } from '../../../server/accounts/actor.ts';
import { newId } from '../../../server/database/columns.ts';
import { habilitations } from '../../../server/habilitations/tables.ts';
import type { RequestView } from '../../../server/http/api.ts';
import type { ChecksView } from '../../../server/http/api-beside.ts';
import { organisations } from '../../../server/organisations/tables.ts';
import { readinessRoutes } from '../../../server/requests/readiness.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { testDatabase } from '../../support/database.ts';
import { pdf } from '../documents/samples.ts';
import { fieldsOf } from './problems.ts';
import {
  complete,
  createActor,
  createApi,
  createInstructor,
  createOrganisation,
  createWorld,
  type World,
} from './world.ts';

const { database } = await testDatabase();
let world: World;
let api: ReturnType<typeof apiOf>;
let commune: { id: string };
let camille: Actor;
let instructor: Actor;

const canteen = 'cantine_scolaire';
const texts = { cadre_juridique_textes: ['crpa_l114_8', 'deliberation'] };

function apiOf(services: World) {
  const made = createApi(services);
  made.app.route('/requests', readinessRoutes(services));
  return made;
}

beforeAll(async () => {
  world = await createWorld(database);
  api = apiOf(world);
  commune = await createOrganisation(database);
  camille = await createActor(database, [commune.id]);
  instructor = await createInstructor(database);
});

/** A draft of the canteen with its deliberation, ready to be sent. */
async function drafted(actor: Actor, answers: object = {}, changes: object = {}): Promise<RequestView> {
  const draft = await api.created(actor, {
    ...{ use_case: canteen, answers: { ...complete().answers, ...texts, ...answers } },
    ...changes,
  });
  const path = `/requests/${draft.id}/documents/cadre_juridique_document?name=deliberation.pdf`;
  const attached = await api.call(actor, path, {
    ...{
      method: 'PUT',
      body: new Uint8Array(pdf('Délibération')),
      headers: { 'content-type': 'application/pdf' },
    },
  });
  expect(attached.status).toBe(201);
  return draft;
}

const checksOf = async (actor: Actor, id: string, query = '') =>
  (await api.call<ChecksView>(actor, `/requests/${id}/checks${query}`)).body;
const checkOf = async (actor: Actor, id: string, check: string) =>
  (await checksOf(actor, id)).checks.find((one) => one.id === check);

describe('the list', () => {
  test('each check of the API with its state, what the server knows, and what is usual', async () => {
    const draft = await drafted(camille);
    const answer = await api.call<ChecksView>(camille, `/requests/${draft.id}/checks`);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-cache']);
    expect(answer.body.checks.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'organisation passed',
      'cadre_juridique passed',
      'projet passed',
      'donnees_usuelles passed',
      'duree_conservation passed',
      'delegue_et_responsable passed',
      'habilitation_existante passed',
    ]);
    expect(answer.body.facts).toMatchObject({ organisation_may_ask: { passes: true } });
    expect(answer.body.usual).toMatchObject({ source: 'catalogue' });
    expect(answer.body.checks[0]?.label).toBe('Votre organisation peut demander cet accès');
  });

  test('speaks English', async () => {
    const draft = await drafted(camille);
    const { checks } = await checksOf(camille, draft.id, '?lang=en');
    expect(checks[0]?.label).toBe('Your organisation may ask for this access');
  });

  test('of an empty draft is unknown rather than wrong', async () => {
    const draft = await api.created(camille, { answers: {}, eligibility: {}, use_case: '' });
    const { checks } = await checksOf(camille, draft.id);
    expect(new Set(checks.map(({ state }) => state))).toEqual(new Set(['unknown']));
  });

  test('is for the applicant, their colleagues and the provider, and nobody else', async () => {
    const draft = await drafted(camille);
    const colleague = await createActor(database, [commune.id]);
    const stranger = await createActor(database, [(await createOrganisation(database)).id]);
    const invited: Actor = { ...camille, via: 'invitation', invitedTo: draft.id };
    const path = `/requests/${draft.id}/checks`;
    expect((await api.call(colleague, path)).status).toBe(200);
    for (const actor of [stranger, instructor, invited])
      expect((await api.call(actor, path)).status).toBe(404);
    await api.submitted(camille, draft);
    expect((await api.call(instructor, path)).status).toBe(200);
  });

  test('of what does not exist is 404, and repeats nothing', async () => {
    for (const id of ['nowhere', newId(), '%00', "'"]) {
      const answer = await api.call(camille, `/requests/${id}/checks`);
      expect(answer.status).toBe(404);
      expect(JSON.stringify(answer.body)).not.toContain('nowhere');
    }
  });
});

describe('the organisation', () => {
  test('that says it is something else fails until the applicant explains', async () => {
    const draft = await drafted(camille, {}, { eligibility: { profil: 'entreprise', mission: 'oui' } });
    const failed = await checkOf(camille, draft.id, 'organisation');
    expect(failed).toMatchObject({ state: 'failed', blocking: true, field: 'explanation' });
    expect(failed?.message).toContain('Le répertoire des entreprises');
    const explanation = 'Une régie qui n’a pas encore de SIRET propre.';
    await api.patched(camille, draft, { explanation });
    expect(await checkOf(camille, draft.id, 'organisation')).toMatchObject({ state: 'passed', explanation });
  });

  test('that may not ask is told why, in the words of the verdict', async () => {
    const draft = await drafted(camille, {}, { eligibility: { profil: 'particulier' } });
    const failed = await checkOf(camille, draft.id, 'organisation');
    expect(failed).toMatchObject({ state: 'failed' });
    expect(failed?.message).toContain('Vous n’êtes pas éligible');
  });

  test('that has closed is sent to the one that succeeds it', async () => {
    const closed = await createOrganisation(database);
    const actor = await createActor(database, [closed.id]);
    const draft = await drafted(actor);
    await database.update(organisations).set({ open: false }).where(eq(organisations.id, closed.id));
    expect((await checkOf(actor, draft.id, 'organisation'))?.message).toContain('SIRET');
  });
});

describe('a habilitation that covers the need already', () => {
  test('is named, unless this request is for something else; the applicant may say how it differs', async () => {
    const organisation = await createOrganisation(database);
    const actor = await createActor(database, [organisation.id]);
    const first = await drafted(actor);
    await api.submitted(actor, first);
    await execute(world, first.id, { name: 'validate', message: '' }, instructor);
    const [held] = await database.select().from(habilitations).where(eq(habilitations.requestId, first.id));
    // Of its own file it says nothing: this is what a request would renew.
    expect(await checkOf(actor, first.id, 'habilitation_existante')).toMatchObject({ state: 'passed' });

    const [year = ''] = (complete().answers.scopes as string[]).filter((id) => id.includes('annee'));
    const again = await drafted(actor, { scopes: [year, 'dgfip_rfr'] });
    const failed = {
      state: 'failed',
      blocking: false,
      about: [`H${held?.number}`],
      reason: 'raison_habilitation_existante',
    };
    expect(await checkOf(actor, again.id, 'habilitation_existante')).toMatchObject(failed);
    const reason = { raison_habilitation_existante: 'Un autre logiciel, pour la crèche familiale.' };
    const explained = await api.patched(actor, again, { answers: reason });
    expect(await checkOf(actor, again.id, 'habilitation_existante')).toMatchObject({
      ...{ state: 'passed', explanation: reason.raison_habilitation_existante },
    });
    // What is explained is sent with the request.
    const sent = await api.submitted(actor, explained.body);
    expect([sent.status, sent.body.answers]).toMatchObject([200, reason]);

    const others: [string, object, object][] = [
      ['more data', { scopes: [year, 'dgfip_rfr', 'dgfip_aft'] }, {}],
      ['another use', { scopes: [year] }, { use_case: 'place_creche' }],
    ];
    for (const [what, answers, changes] of others) {
      const other = await drafted(actor, answers, changes);
      expect(await checkOf(actor, other.id, 'habilitation_existante'), what).toMatchObject({
        state: 'passed',
      });
    }
    const elsewhere = await drafted(camille, { scopes: [year] });
    expect(await checkOf(camille, elsewhere.id, 'habilitation_existante')).toMatchObject({ state: 'passed' });

    const fresh = await drafted(actor, { scopes: [year] });
    const past = new Date(Date.now() - 1000);
    await database
      .update(habilitations)
      .set({ expiresAt: past })
      .where(eq(habilitations.requestId, first.id));
    expect(await checkOf(actor, fresh.id, 'habilitation_existante')).toMatchObject({ state: 'passed' });
  });
});

describe('at submission', () => {
  /** The same API, some of its checks blocking. */
  function blocking(...ids: string[]): World {
    const strict = (definition: ApiDefinition | undefined): ApiDefinition | undefined =>
      definition && {
        ...definition,
        checks: (definition.checks ?? []).map((check) =>
          ids.includes(check.id) ? { ...check, blocking: true } : check,
        ),
      };
    const { catalogue } = world;
    return {
      ...world,
      catalogue: { ...catalogue, localised: (name, language) => strict(catalogue.localised(name, language)) },
    };
  }

  test('a warning stops nothing, and what explains it goes along', async () => {
    const draft = await drafted(camille, { scopes: ['dgfip_annee_n_moins_1', 'dgfip_rbg'] });
    expect(await checkOf(camille, draft.id, 'donnees_usuelles')).toMatchObject({ state: 'failed' });
    expect((await api.submitted(camille, draft)).status).toBe(200);
  });

  test('what the form says already is not said twice', async () => {
    const draft = await drafted(camille, {
      duree_conservation_donnees_caractere_personnel: 60,
      delegue_protection_donnees: complete().answers.responsable_traitement,
      description: undefined,
    });
    const refused = await api.submitted(camille, draft);
    expect(refused.status).toBe(422);
    expect(fieldsOf(refused.body)).toEqual([
      'answers.description required',
      'answers.duree_conservation_donnees_caractere_personnel_justification required',
      'answers.delegue_protection_donnees.email same_person',
    ]);
  });

  test('a check that blocks is a problem of its field, with the way out; a reason opens the way', async () => {
    const strict = apiOf(blocking('donnees_usuelles'));
    const draft = await drafted(camille, { scopes: ['dgfip_annee_n_moins_1', 'dgfip_rbg'] });
    const refused = await strict.submitted(camille, draft);
    expect([refused.status, fieldsOf(refused.body)]).toEqual([422, ['answers.scopes check_failed']]);
    expect(JSON.stringify(refused.body)).toContain('Retirez les données inhabituelles');
    const explained = await api.patched(camille, draft, {
      answers: { raison_donnees_usuelles: 'Le barème en dépend.' },
    });
    expect((await strict.submitted(camille, explained.body)).status).toBe(200);
  });

  test('one that only the server can tell blocks too, under its own name', async () => {
    const organisation = await createOrganisation(database);
    const actor = await createActor(database, [organisation.id]);
    const first = await drafted(actor);
    await api.submitted(actor, first);
    await execute(world, first.id, { name: 'validate', message: '' }, instructor);
    const again = await drafted(actor);
    const refused = await apiOf(blocking('habilitation_existante')).submitted(actor, again);
    expect([refused.status, fieldsOf(refused.body)]).toEqual([
      422,
      ['checks.habilitation_existante check_failed'],
    ]);
    // Only a warning, as the DGFiP has it.
    expect((await api.submitted(actor, again)).status).toBe(200);
  });

  test('a reason is kept as any answer: not too long, and nothing but text', async () => {
    const draft = await drafted(camille);
    for (const [reason, code] of [
      ['x'.repeat(2001), 'too_long'],
      [42, 'wrong_type'],
    ]) {
      const refused = await api.patched(camille, draft, { answers: { raison_donnees_usuelles: reason } });
      expect([refused.status, fieldsOf(refused.body)]).toEqual([
        422,
        [`answers.raison_donnees_usuelles ${code}`],
      ]);
    }
  });
});
