/**
 * What the sources say of the DGFiP's APIs alike: their data as DataPass lists them (`dgfip-scopes.csv`), the sandbox
 * and then production, security, volumes, people.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkAnswers } from '../../catalogue/checker.ts';
import { walk } from '../../catalogue/eligibility.ts';
import { fieldsOf, stepsOf, visibleFields } from '../../catalogue/steps.ts';
import { fill } from './complete.ts';
import { catalogue, definitionOf } from './definitions.ts';

const [, ...rows] = readFileSync(join(import.meta.dirname, 'dgfip-scopes.csv'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(';') as [api: string, id: string, label: string, group: string, flags: string]);
/** DataPass writes straight apostrophes and three dots. */
const written = (text: string) => text.replaceAll("'", '’').replace('etc...', 'etc.').replace('...', '…');

test.each([
  ['impot-particulier', 40],
  ['sfip', 40],
  ['ficoba', 10],
  ['r2p', 0],
])(
  '%s has the %i data that DataPass lists, by their technical values, names, groups and age',
  (api, count) => {
    const listed = rows.filter(([of]) => of === (api === 'sfip' ? 'impot-particulier' : api));
    const scopes = definitionOf(api).scopes.groups.flatMap(({ label, scopes }) =>
      scopes.map((scope) => [scope.id, scope.label, label, scope.deprecated_since ? 'deprecated' : '']),
    );
    expect(scopes).toHaveLength(count);
    expect(scopes).toEqual(
      listed.map(([, id, label, group, flags]) => [id, written(label), written(group), flags]),
    );
  },
);

test.each([
  ['impot-particulier', 'api_impot_particulier', '50', ['50', '100', '200', '500', '750', '1000']],
  ['sfip', 'api_sfip', '50', ['50', '100', '200', '500', '750', '1000']],
  ['r2p', 'api_sfip_r2p', '50', ['50', '200', '1000']],
  ['ficoba', 'api_ficoba', '200', ['200', '500', '700']],
])('%s: production follows the sandbox, and asks for volumes', (id, definitionId, minimum, volumes) => {
  const api = definitionOf(id);
  const [sandbox, production] = api.stages;
  const asked = ['operational_acceptance', 'safety_certification', 'volumetrie'];
  expect([sandbox?.definition_id, production?.definition_id]).toEqual([
    `${definitionId}_sandbox`,
    definitionId,
  ]);
  expect(production?.follows).toEqual({ stage: 'sandbox', asks: asked });
  expect(production?.steps).toEqual([...(sandbox?.steps ?? []), ...asked]);
  for (const name of [definitionId, `${definitionId}_sandbox`]) expect(catalogue.get(name)?.id).toBe(id);

  const field = fieldsOf(api, 'production').find((one) => one.id === 'volumetrie_appels_par_minute');
  expect(field?.kind === 'one_of' && field.options.map((option) => option.id)).toEqual(volumes);
  const codes = (appels: string) => {
    const answers = { volumetrie_appels_par_minute: appels };
    const context = { answers, eligibility: {}, use_case: '' };
    return checkAnswers(api, 'production', context, { step: 'volumetrie' }).map(({ field }) => field);
  };
  expect(codes(minimum)).toEqual([]);
  expect(codes(volumes.at(-1) ?? '')).toEqual(['volumetrie_justification']);
});

describe.each(['impot-particulier', 'sfip', 'r2p', 'ficoba'])('%s', (id) => {
  const api = definitionOf(id);
  const eligibility = { profil: 'administration' };
  const security = (safety_certification_means?: string) => {
    const answers = safety_certification_means ? { safety_certification_means } : {};
    const step = stepsOf(api, 'production').find((one) => one.id === 'safety_certification');
    return step
      ? visibleFields(step, { answers, eligibility, use_case: '' }).map((field) =>
          field.id.replace(/^safety_(certification_)?/, ''),
        )
      : [];
  };

  test('security is shown by its homologation, or by the questionnaire with a reason', () => {
    const signed = ['authority_name', 'authority_function', 'begin_date'];
    const questionnaire = ['means', 'reason', 'questionnaire', 'questionnaire_document', ...signed];
    expect(security()).toEqual(['means']);
    expect(security('homologation')).toEqual(['means', 'document', ...signed, 'end_date']);
    expect(security('hors_rgs')).toEqual(questionnaire);
    expect(security('sans_moyens')).toEqual(questionnaire);
  });

  test('the questionnaire has five questions, four free axes, and readers of its own', () => {
    const fields = fieldsOf(api, 'production');
    const field = fields.find((one) => one.id === 'safety_questionnaire');
    if (field?.kind !== 'questionnaire') throw new Error('a questionnaire');
    const closed = field.questions.filter(({ options }) => options);
    expect(closed.map(({ id, label }) => [id, label.slice(0, 5)])).toEqual(
      [1, 2, 3, 4, 5].map((number) => [`o${number}`, `[O ${number}]`]),
    );
    expect(closed.every(({ options }) => options?.map(({ id }) => id).join() === 'oui,non')).toBe(true);
    expect(field.questions.length - closed.length).toBe(4);
    expect(fields.filter((one) => one.read_by === 'security').map((one) => one.id)).toEqual([
      ...['editor_questionnaire', 'editor_questionnaire_document'],
      ...['safety_questionnaire', 'safety_questionnaire_document'],
    ]);
    // A publisher answers the same for all its clients.
    const publisher = fields.find((one) => one.id === 'editor_questionnaire');
    expect(publisher?.kind === 'questionnaire' && publisher.questions).toEqual(field.questions);
  });

  test('a publisher gives its questionnaire with the sandbox, and is asked; nobody else is', () => {
    const asked = (profil: string, given?: string) => {
      const answers = given ? { editor_questionnaire_given: given } : {};
      const context = { answers, eligibility: { profil, clients: 'public' }, use_case: '' };
      return checkAnswers(api, 'sandbox', context, { step: 'contacts' })
        .map(({ field }) => field)
        .filter((field) => field.startsWith('editor_'));
    };
    expect(asked('administration')).toEqual([]);
    expect(asked('editeur')).toEqual(['editor_questionnaire_given']);
    expect(asked('editeur', 'non')).toEqual([]);
    expect(asked('editeur', 'oui')).toEqual([
      ...['editor_questionnaire', 'editor_questionnaire_document'],
      ...['editor_questionnaire_signatory', 'editor_questionnaire_date'],
    ]);
  });

  test('a client that names its publisher’s questionnaire answers none, only while a publisher develops', () => {
    const asked = (team: string) => {
      const answers = {
        technical_team_type: team,
        safety_certification_means: 'sans_moyens',
        safety_certification_reason: 'La commune n’a pas les moyens techniques d’une homologation.',
        safety_questionnaire_editor: 'H1042',
      };
      const context = { answers, eligibility, use_case: '' };
      return checkAnswers(api, 'production', context, { step: 'safety_certification' }).length;
    };
    expect(asked('software_company')).toBe(0);
    expect(asked('internal_team')).toBe(5);
  });

  test('who asks for production at once does not confirm tests that the publisher has done', () => {
    const steps = (developpement?: string) => {
      const context = {
        answers: {},
        eligibility: { ...eligibility, ...(developpement && { developpement }) },
        use_case: '',
      };
      return stepsOf(api, 'production', context).map(({ id }) => id);
    };
    expect(steps()).toContain('operational_acceptance');
    expect(steps('editeur')).not.toContain('operational_acceptance');
  });

  test('a publisher of software has the sandbox, its public client production', () => {
    const { verdict } = walk(api.eligibility, { profil: 'editeur', clients: 'public' });
    expect(api.eligibility.verdicts[verdict ?? '']).toMatchObject({ answer: 'yes', stages: ['sandbox'] });
  });

  test('asks first who is asking, in the words that the SIRET is checked against', () => {
    expect(api.eligibility.first).toBe('profil');
    expect(api.eligibility.questions.profil?.options.map((option) => option.id)).toEqual([
      ...['particulier', 'entreprise', 'administration', 'editeur', 'banque'],
    ]);
  });

  test('names the controller, the officer and the technical contact, and may name others to write to', () => {
    const answers = { extra_organization_contact_name: 'Camille Exemple' };
    const context = { answers, eligibility, use_case: '' };
    const asked = checkAnswers(api, 'sandbox', context, { step: 'contacts' }).map(({ field }) => field);
    expect(asked).toEqual([
      'responsable_traitement',
      'delegue_protection_donnees',
      'contact_technique',
      'extra_organization_contact_email',
    ]);
    expect(fieldsOf(api, 'sandbox').map((field) => field.id)).toContain('contact_technique_extra_email');
  });

  test('its own support answers, and only people may ask', () => {
    expect(api.provider.support).toBe('dtnum.donnees.demande-acces@dgfip.finances.gouv.fr');
    expect(api.personal_email).toBe(true);
  });

  test('the production form takes what the sandbox’s was given, and asks for the rest', () => {
    const start = { answers: {}, eligibility, use_case: 'demande_libre' };
    const { answers } = fill(api, 'sandbox', start);
    const missing = checkAnswers(api, 'production', { ...start, answers });
    expect(missing.map(({ field, code }) => [field, code])).toEqual([
      ['operational_acceptance_done', 'required'],
      ['safety_certification_means', 'required'],
      ['volumetrie_appels_par_minute', 'required'],
    ]);
  });
});
