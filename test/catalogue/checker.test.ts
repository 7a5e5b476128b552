/** The one checker: what may never be stored, what an answer needs, and what it never does. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAnswers, pruned } from '../../catalogue/checker.ts';
import type { ApiDefinition, Field } from '../../catalogue/definition.ts';
import { messageFor } from '../../catalogue/messages/index.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import { fill, person } from './complete.ts';
import { definitionOf } from './definitions.ts';

const api = definitionOf('impot-particulier');
const context = (answers: object, use_case = 'cantine_scolaire') => ({
  answers: answers as Record<string, never>,
  eligibility: {},
  use_case,
});
const complete = fill(api, 'sandbox', context({})).answers;

/** A form of one field, for the kinds that no API uses yet. */
function formOf(field: object): ApiDefinition {
  const label = 'Question';
  return {
    ...api,
    stages: api.stages.map((stage) => ({ ...stage, steps: ['only'] })),
    steps: [{ id: 'only', title: 'Étape', fields: [{ id: 'f', label, required: true, ...field } as Field] }],
  };
}
const codes = (definition: ApiDefinition, answers: object, options = {}) =>
  checkAnswers(definition, 'sandbox', context(answers), options).map(({ code, part }) =>
    part ? `${part} ${code}` : code,
  );

describe('a draft', () => {
  const draft = { draft: true };

  test('may be empty, half-filled and wrong in what only submission needs', () => {
    const half = {
      intitule: '',
      description: 'court',
      responsable_traitement: { ...person('a'), email: 'x' },
    };
    expect(codes(api, half, draft)).toEqual([]);
  });

  test.each([
    ['an unknown field', { nowhere: 'x' }, 'unknown_field'],
    ['a key of the prototype', JSON.parse('{"__proto__": "x"}'), 'unknown_field'],
    ['an answer to a message', { attendus_deliberation: 'x' }, 'unknown_field'],
    ['a number for a text', { intitule: 3 }, 'wrong_type'],
    ['null', { intitule: null }, 'wrong_type'],
    ['a text for a number', { duree_conservation_donnees_caractere_personnel: '12' }, 'wrong_type'],
    ['a text too long', { intitule: 'x'.repeat(201) }, 'too_long'],
    ['a NUL character', { intitule: 'a\0b' }, 'character'],
    ['half a surrogate pair', { intitule: 'a\ud800' }, 'character'],
    ['an option that does not exist', { avancement: 'fini' }, 'unknown_option'],
    ['one among several', { modalities: ['with_spi', 'with_luck'] }, 'unknown_option'],
    ['the same option twice', { modalities: ['with_spi', 'with_spi'] }, 'wrong_type'],
    ['a scope that does not exist', { scopes: ['dgfip_all'] }, 'unknown_scope'],
    ['a scope that is not on offer', { scopes: ['dgfip_IndLep'] }, 'scope_not_offered'],
    ['a deprecated scope', { scopes: ['dgfip_EpargRetrDeduc'] }, 'scope_not_offered'],
    ['a person with something more', { contact_technique: { ...person('a'), age: '3' } }, 'wrong_type'],
    ['a person with something less', { contact_technique: { given_name: 'A' } }, 'wrong_type'],
    ['a NUL in a person', { contact_technique: { ...person('a'), phone: '\0' } }, 'phone character'],
    [
      'a person’s name too long',
      { contact_technique: { ...person('a'), given_name: 'x'.repeat(101) } },
      'given_name too_long',
    ],
    ['a document that is none', { cadre_juridique_document: [{ id: '1' }] }, 'wrong_type'],
  ])('refuses %s', (_, answers, code) => {
    expect(codes(api, answers, draft)).toEqual([code]);
    expect(codes(api, { ...complete, ...answers })).toContain(code);
  });

  test('keeps a scope held already', () => {
    expect(
      codes(api, { scopes: ['dgfip_EpargRetrDeduc'] }, { ...draft, held: ['dgfip_EpargRetrDeduc'] }),
    ).toEqual([]);
  });
});

describe('a submission', () => {
  test('needs every required answer, named in the order of the form', () => {
    const problems = checkAnswers(api, 'sandbox', context({}));
    expect(problems[0]).toEqual({ field: 'intitule', code: 'required' });
    expect(problems.map(({ field }) => field)).toContain('cadre_juridique_document');
  });

  test('is checked step by step too', () => {
    expect(codes(api, {}, { step: 'scopes' })).toEqual(['required']);
    expect(codes(api, { intitule: 'x' }, { step: 'scopes' })).toEqual(['required']);
    expect(codes(api, complete, { step: 'legal' })).toEqual([]);
  });

  test('an answer of spaces is none', () => {
    expect(codes(api, { ...complete, intitule: ' \n' })).toEqual(['required']);
  });

  test('names the parts of a person that are missing or wrong', () => {
    const contact = { ...person('a'), family_name: ' ', email: 'camille@', phone: '12' };
    expect(codes(api, { ...complete, contact_technique: contact })).toEqual([
      'family_name required',
      'email email',
      'phone phone',
    ]);
  });

  test('tells the message of a broken rule between scopes', () => {
    const [problem] = checkAnswers(api, 'sandbox', context({ ...complete, scopes: ['dgfip_rfr'] }));
    expect(problem?.code).toBe('scope_rule');
    expect(problem?.params?.message).toBe('Choisissez au moins une année de revenus.');
  });

  test('counts and weighs documents', () => {
    const big = { id: '1', name: 'a.pdf', size: 10_000_001 };
    expect(codes(api, { ...complete, cadre_juridique_document: [big, big] })).toEqual([
      'too_many_documents',
      'document_too_big',
    ]);
  });

  test('does not look at answers that are not asked, and prunes them', () => {
    const hidden = { technical_team_type: 'internal_team', technical_team_value: 'x'.repeat(999) };
    expect(codes(api, { ...complete, ...hidden })).toEqual([]);
    expect(pruned(api, 'sandbox', context({ ...complete, ...hidden }))).not.toHaveProperty(
      'technical_team_value',
    );
  });

  test('prunes what depends on a pruned answer', () => {
    const chain = formOf({ kind: 'text', max_length: 10, id: 'a' });
    const more = (id: string, on: string) =>
      ({
        id,
        kind: 'text',
        label: id,
        max_length: 10,
        required: true,
        visible: { field: on, answered: true },
      }) as Field;
    chain.steps[0]?.fields.push(more('c', 'b'), more('b', 'a'));
    expect(pruned(chain, 'sandbox', context({ b: '1', c: '1' }))).toEqual({});
    expect(pruned(chain, 'sandbox', context({ a: '1', b: '1', c: '1' }))).toEqual({ a: '1', b: '1', c: '1' });
  });
});

describe('short answers', () => {
  test.each([
    ['email', 'prenom.nom@commune.example', true],
    ['email', 'Prénom@commune.example', false],
    ['email', 'prenom@mairie-évry.example', true],
    ['email', '.prenom@commune.example', false],
    ['email', 'prenom..nom@commune.example', false],
    ['email', 'prenom.@commune.example', false],
    ['email', 'prenom@commune', false],
    ['email', 'a@b@commune.example', false],
    ['phone', '01 23 45 67 89', true],
    ['phone', '+33 (0)1.23.45.67.89', true],
    ['phone', '00331 23-45-67-89', true],
    ['phone', '+262 262 12 34 56', true],
    ['phone', '+687 12 34 56', true],
    ['phone', '01 23 45 67', false],
    ['phone', '+44 20 7946 0000', false],
    ['phone', 'zéro un', false],
    ['url', 'https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000045213315', true],
    ['url', 'https://commune.example', true],
    ['url', 'http://commune.example', false],
    ['url', 'javascript:alert(1)', false],
    ['url', 'https://user:secret@commune.example/', false],
    ['url', 'https://commune .example', false],
    ['date', '2028-02-29', true],
    ['date', '2027-02-29', false],
    ['date', '2027-02', false],
    ['date', '29/02/2028', false],
  ])('%s: %s → %s', (kind, value, accepted) => {
    expect(codes(formOf({ kind }), { f: value })).toEqual(accepted ? [] : [kind]);
  });

  test('a mobile number where one is asked for', () => {
    const mobile = formOf({ kind: 'phone', mobile: true });
    expect(
      ['06 12 34 56 78', '+33 7 12 34 56 78', '+262 692 12 34 56'].map((f) => codes(mobile, { f })),
    ).toEqual([[], [], []]);
    expect(codes(mobile, { f: '01 23 45 67 89' })).toEqual(['mobile']);
  });

  test('a box to tick must be ticked', () => {
    const box = formOf({ kind: 'confirmation' });
    expect([codes(box, { f: false }), codes(box, { f: true }), codes(box, { f: 'yes' })]).toEqual([
      ['required'],
      [],
      ['wrong_type'],
    ]);
  });
});

describe('several answers in one', () => {
  test('a team has a name, an address and a number; a person all that a person has', () => {
    const team = formOf({ kind: 'person', may_be_team: true });
    const help = { ...person('aide'), given_name: '', job_title: '' };
    expect(codes(team, { f: help })).toEqual([]);
    expect(codes(team, { f: { ...help, family_name: '' } })).toEqual(['family_name required']);
    expect(codes(team, { f: { ...help, given_name: 'Camille' } })).toEqual(['job_title required']);
    expect(codes(formOf({ kind: 'person' }), { f: help })).toEqual([
      'given_name required',
      'job_title required',
    ]);
  });

  test('a person who receives a secret by SMS has a mobile number', () => {
    const mobile = formOf({ kind: 'person', mobile: true });
    expect(codes(mobile, { f: { ...person('a'), phone: '01 23 45 67 89' } })).toEqual(['phone mobile']);
    expect(codes(mobile, { f: { ...person('a'), phone: '06 12 34 56 78' } })).toEqual([]);
  });

  test('a questionnaire wants each of its answers, in its own words', () => {
    const options = [
      { id: 'oui', label: 'Oui' },
      { id: 'non', label: 'Non' },
    ];
    const questions = [
      { id: 'rssi', label: 'Un responsable ?', options },
      { id: 'lieu', label: 'Où ?' },
    ];
    const form = formOf({ kind: 'questionnaire', questions, max_length: 10 });
    expect(codes(form, { f: { rssi: 'non', lieu: 'À Paris' } })).toEqual([]);
    expect(codes(form, { f: { rssi: '', lieu: '' } })).toEqual(['required']);
    expect(codes(form, { f: { rssi: 'non', lieu: ' ' } })).toEqual(['lieu required']);
    expect(codes(form, { f: { rssi: 'peut-être', lieu: 'x'.repeat(11) } })).toEqual([
      'rssi unknown_option',
      'lieu too_long',
    ]);
    for (const wrong of [{ rssi: 'oui' }, ['oui', 'x'], 'oui', { rssi: 'oui', lieu: 'x', plus: '' }]) {
      expect(codes(form, { f: wrong }, { draft: true })).toEqual(['wrong_type']);
    }
    expect(codes(form, { f: { rssi: '', lieu: 'x' } }, { draft: true })).toEqual([]);
    const [field] = fieldsOf(form, 'sandbox');
    const problem = { field: 'f', part: 'lieu', code: 'required' } as const;
    expect(messageFor('fr')(problem, field)).toBe('«\u202fQuestion\u202f», Où ?\u202f: à compléter.');
  });
});

test('whatever is sent, it neither throws nor repeats it, and every problem has words in both languages', () => {
  const ids = [...fieldsOf(api, 'sandbox').map(({ id }) => id), 'nowhere'];
  const one = fc.record({ secret: fc.constant('S3CRET') });
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...ids), fc.oneof(fc.anything(), one)),
      fc.boolean(),
      (answers, draft) => {
        for (const problem of checkAnswers(api, 'sandbox', context(answers), { draft })) {
          expect(JSON.stringify(problem)).not.toContain('S3CRET');
          const field = fieldsOf(api, 'sandbox').find(({ id }) => id === problem.field);
          for (const language of ['fr', 'en'] as const) {
            expect(messageFor(language)(problem, field)).toMatch(/^\S.*[.…]$/su);
          }
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('the whole form is checked in less than a millisecond', () => {
  const check = () => checkAnswers(api, 'sandbox', context(complete));
  for (let i = 0; i < 200; i++) check();
  const times = Array.from({ length: 101 }, () => {
    const start = performance.now();
    check();
    return performance.now() - start;
  });
  expect(times.sort((a, b) => a - b)[50]).toBeLessThan(1);
});

test.each([
  ['accueil@commune.example', ['email generic_email']],
  ['Mairie+api@commune.example', ['email generic_email']],
  ['dpo@commune.example', []],
  ['accueil.prenom@commune.example', []],
  ['prenom.nom@gmail.com', []],
])('a person whose address must be their own: %s', (email, expected) => {
  const form = formOf({ kind: 'person', personal_email: true });
  expect(codes(form, { f: { ...person('a'), email } })).toEqual(expected);
  expect(codes(formOf({ kind: 'person' }), { f: { ...person('a'), email } })).toEqual([]);
  expect(codes(form, { f: { ...person('a'), email } }, { draft: true })).toEqual([]);
});
