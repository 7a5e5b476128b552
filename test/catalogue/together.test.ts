/** What several APIs of one file ask in common: over every pair of forms of the catalogue. */
import { describe, expect, test } from 'vitest';
import type { Answers } from '../../catalogue/answers.ts';
import { checkAnswers } from '../../catalogue/checker.ts';
import type { ApiDefinition, Field } from '../../catalogue/definition.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import {
  answersTogether,
  commonAnswers,
  commonFields,
  type FilledForm,
  fits,
  stepsAsked,
} from '../../catalogue/together.ts';
import { fill } from './complete.ts';
import { catalogue, definitionOf, paths } from './definitions.ts';

const forms: FilledForm[] = catalogue.list().flatMap(({ id }) => {
  const definition = definitionOf(id);
  return definition.stages.map((stage) => filled(definition, stage.id));
});

/** A form as somebody fills it who asks for one thing of each kind. */
function filled(definition: ApiDefinition, stage: string, answers: Answers = {}): FilledForm {
  const eligibility = paths(definition.eligibility)[0] ?? {};
  const useCase = definition.use_cases.find(({ stages }) => !stages || (stages as string[]).includes(stage));
  const start = { answers, eligibility, use_case: useCase?.id ?? '' };
  return { definition, stage, context: { ...start, answers: fill(definition, stage, start).answers } };
}

const nameOf = ({ definition, stage }: FilledForm) => `${definition.id} ${stage}`;
const fieldOf = ({ definition, stage }: FilledForm, id: string) =>
  fieldsOf(definition, stage).find((field) => field.id === id) as Field;
const pairs = forms.flatMap((lead) =>
  forms.filter(({ definition }) => definition.id !== lead.definition.id).map((other) => [lead, other]),
) as [FilledForm, FilledForm][];

/** What another answer may make wrong, and no answer by itself. */
const betweenFields = ['required', 'same_person'];

describe.each(forms.map((form) => [nameOf(form), form] as const))('with %s', (_, lead) => {
  const others = pairs.filter(([one]) => one === lead).map(([, other]) => other);

  test('each answer in common is an answer of the other form', () => {
    for (const other of others) {
      const common = commonFields(lead, other);
      const answers = answersTogether({}, lead.context.answers, common);
      const problems = checkAnswers(other.definition, other.stage, { ...other.context, answers }).filter(
        ({ field, code }) => common.includes(field) && !betweenFields.includes(code),
      );
      expect(problems, nameOf(other)).toEqual([]);
    }
  });

  test('no data, no message, nothing asked beside a check or for each API, and the same readers', () => {
    for (const other of others) {
      for (const id of commonFields(lead, other)) {
        const [from, to] = [fieldOf(lead, id), fieldOf(other, id)];
        expect(['scopes', 'message']).not.toContain(to.kind);
        expect([from.aside, from.per_api, to.aside, to.per_api]).toEqual(Array(4).fill(undefined));
        expect(from.read_by).toBe(to.read_by);
        expect(from.kind).toBe(to.kind);
      }
    }
  });

  test('what is not in common is asked by a step that is left, and completes the form', () => {
    for (const other of others) {
      const common = commonFields(lead, other);
      const answers = answersTogether({}, lead.context.answers, common);
      const together = { ...other, context: { ...other.context, answers } };
      // Where a rule between two fields stands against it, an answer is to be changed.
      if (brokenBetween(together)) continue;
      const { asked } = fill(other.definition, other.stage, together.context);
      const shown = fieldsIn(stepsAsked(together, []));
      const left = fieldsIn(stepsAsked(together, common));
      const own = asked.filter((id) => !common.includes(id) && shown.includes(id));
      expect(left, nameOf(other)).toEqual(expect.arrayContaining(own));
      // The lead answers all of its own questions: of those in common, none is left but what is optional there.
      for (const id of asked.filter((each) => common.includes(each))) expect(answers).not.toHaveProperty(id);
    }
  });
});

const fieldsIn = (steps: { fields: { id: string }[] }[]) =>
  steps.flatMap(({ fields }) => fields.map(({ id }) => id));

const brokenBetween = ({ definition, stage, context }: FilledForm): boolean =>
  checkAnswers(definition, stage, context).some(({ code }) => code === 'same_person');

test('fields of the same shape are in common whichever form leads', () => {
  const strip = ({ label, help, example, missing, seen_by, required, visible, ...shape }: Field) =>
    JSON.stringify(shape, (key, value) => (['label', 'hint', 'expects'].includes(key) ? undefined : value));
  for (const [lead, other] of pairs) {
    for (const from of fieldsOf(lead.definition, lead.stage)) {
      const to = fieldOf(other, from.id);
      if (!to || strip(from) !== strip(to)) continue;
      expect(fits(from, to), `${nameOf(lead)}, ${nameOf(other)}: ${from.id}`).toBe(fits(to, from));
    }
  }
});

test('two forms of one ministry share the project and the people; each keeps its data and its volumes', () => {
  const lead = filled(definitionOf('impot-particulier'), 'sandbox');
  const other = filled(definitionOf('sfip'), 'sandbox');
  const common = commonFields(lead, other);
  expect(common).toEqual(
    expect.arrayContaining(['intitule', 'description', 'cadre_juridique_document', 'contact_technique']),
  );
  for (const id of ['scopes', 'donnees_et_regle_de_gestion', 'documents_signes', 'raison_donnees_usuelles']) {
    expect(common).not.toContain(id);
  }
  const context = { ...other.context, answers: answersTogether({}, lead.context.answers, common) };
  const asked = stepsAsked({ ...other, context }, common).map(({ id }) => id);
  expect(asked).toContain('scopes');
  expect(asked).not.toContain('personal_data');
});

test('two ministries: the title, the recipients and the officer are written once', () => {
  const lead = filled(definitionOf('impot-particulier'), 'sandbox');
  const common = commonFields(lead, filled(definitionOf('api-particulier'), 'production'));
  expect(common).toEqual(
    expect.arrayContaining([
      'intitule',
      'destinataire_donnees_caractere_personnel',
      'delegue_protection_donnees',
    ]),
  );
  expect(common).not.toContain('modalities');
});

test('an answer that the other form could not take is asked again there', () => {
  const lead = filled(definitionOf('api-particulier'), 'production');
  const common = commonFields(lead, filled(definitionOf('impot-particulier'), 'sandbox'));
  // A team may be named in one, a person alone in the other; six documents, or one.
  expect(common).not.toContain('contact_technique');
  expect(common).not.toContain('cadre_juridique_document');
});

test('what the lead does not ask now is the other form’s own', () => {
  const definition = definitionOf('impot-particulier');
  const other = filled(definitionOf('api-particulier'), 'production');
  const inHouse = filled(definition, 'sandbox', { technical_team_type: 'internal_team' });
  const published = filled(definition, 'sandbox', { technical_team_type: 'software_company' });
  expect(commonFields(inHouse, other)).not.toContain('technical_team_value');
  expect(commonFields(published, other)).toContain('technical_team_value');
});

test('the lead’s answers stand in the place of one’s own, also where it has none', () => {
  const own = { intitule: 'Le mien', scopes: ['a'], avancement: 'pret' };
  expect(answersTogether(own, { intitule: 'Le sien', description: 'x' }, ['intitule', 'avancement'])).toEqual(
    {
      intitule: 'Le sien',
      scopes: ['a'],
    },
  );
  expect(commonAnswers({ intitule: 'a', scopes: ['b'] }, ['intitule'])).toEqual({ intitule: 'a' });
});

const text = { kind: 'text', id: 'a', label: 'A', required: true, max_length: 10 } as const;
const number = {
  kind: 'number',
  id: 'a',
  label: 'A',
  required: true,
  min: 0,
  max: 10,
  unit: 'mois',
} as const;
const list = (...ids: string[]): Field => ({
  kind: 'several_of',
  id: 'a',
  label: 'A',
  required: true,
  options: ids.map((id) => ({ id, label: id })),
});
test.each<[string, Field, Field, boolean, boolean]>([
  ['a longer text', text, { ...text, max_length: 20 }, true, false],
  ['another kind', text, number, false, false],
  ['other readers', text, { ...text, read_by: 'security' }, false, false],
  ['a form to keep', text, { ...text, pattern: { expression: 'a+', expects: 'x' } }, false, true],
  ['the number of a habilitation', text, { ...text, habilitation: 'franceconnect' }, false, false],
  ['another unit', number, { ...number, unit: 'années' }, false, false],
  ['a wider range', number, { ...number, max: 20 }, true, false],
  ['more options', list('a'), list('a', 'b'), true, false],
  ['options in another order', list('a', 'b'), list('b', 'a'), true, true],
  ['each API for itself', { ...text, per_api: true }, text, false, false],
])('%s', (_, from, to, forward, backward) => {
  expect([fits(from, to), fits(to, from)]).toEqual([forward, backward]);
});
