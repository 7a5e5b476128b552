/** The people that forms name: on every API, whoever they are asked as. */
import { describe, expect, test } from 'vitest';
import type { Answers, Person } from '../../catalogue/answers.ts';
import { checkAnswers } from '../../catalogue/checker.ts';
import type { ApiDefinition, Field } from '../../catalogue/definition.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import { person } from './complete.ts';
import { catalogue, definitionOf } from './definitions.ts';

type PersonField = Extract<Field, { kind: 'person' }>;

const forms = catalogue.list().flatMap(({ id, stages }) =>
  stages.flatMap((stage): [string, string, ApiDefinition, PersonField[]][] => {
    const definition = definitionOf(id);
    const people = fieldsOf(definition, stage.id).filter((field) => field.kind === 'person');
    return people.length > 0 ? [[id, stage.id, definition, people]] : [];
  }),
);

function wrong(definition: ApiDefinition, stage: string, answers: Answers): string[] {
  const context = { answers, eligibility: {}, use_case: '' };
  const asked = Object.keys(answers);
  return checkAnswers(definition, stage, context)
    .filter(({ field }) => asked.includes(field))
    .map(({ field, part, code }) => [field, part, code].join(' '));
}

describe.each(forms)('%s, %s', (_, stage, definition, people) => {
  const team = Object.fromEntries(people.map(({ id }) => [id, person(id)])) as Record<string, Person>;

  test('different people with valid addresses and numbers will do', () => {
    expect(wrong(definition, stage, team)).toEqual([]);
  });

  test('the officer is not the controller, however the address is written', () => {
    const names = people.map(({ id }) => id);
    if (!names.includes('delegue_protection_donnees') || !names.includes('responsable_traitement')) return;
    const controller = team.responsable_traitement as Person;
    for (const email of [controller.email, ` ${controller.email.toUpperCase()} `]) {
      const delegue_protection_donnees = { ...person('x'), email };
      expect(wrong(definition, stage, { ...team, delegue_protection_donnees })).toEqual([
        'delegue_protection_donnees email same_person',
      ]);
    }
  });

  test('an officer may be written to as dpo@, and anybody as a service where no personal address is asked', () => {
    for (const { id, personal_email } of people) {
      const email = id === 'delegue_protection_donnees' ? 'dpo@commune.example' : 'contact@commune.example';
      const expected = personal_email && /^contact/.test(email) ? [`${id} email generic_email`] : [];
      expect(wrong(definition, stage, { ...team, [id]: { ...person(id), email } })).toEqual(expected);
    }
  });

  test.each(['0123456', '01 23 45 67 8', '+33 0 12', 'standard', '12 34 56 78 90'])(
    '« %s » is no telephone number',
    (phone) => {
      for (const { id, mobile } of people) {
        expect(wrong(definition, stage, { ...team, [id]: { ...person(id), phone } })).toEqual([
          `${id} phone ${mobile ? 'mobile' : 'phone'}`,
        ]);
      }
    },
  );

  test('a mobile number where a secret goes by SMS', () => {
    for (const { id, mobile } of people) {
      const phone = '01 23 45 67 89';
      const expected = mobile ? [`${id} phone mobile`] : [];
      expect(wrong(definition, stage, { ...team, [id]: { ...person(id), phone } })).toEqual(expected);
    }
  });
});

test('FranceConnect sends its secret to the technical contact by SMS', () => {
  const contact = fieldsOf(definitionOf('franceconnect'), 'production').find(
    ({ id }) => id === 'contact_technique',
  );
  expect(contact).toMatchObject({ mobile: true });
});

test('wherever both are asked, officer and controller are told apart', () => {
  for (const [api, , , people] of forms) {
    const officer = people.find(({ id }) => id === 'delegue_protection_donnees');
    if (officer && people.some(({ id }) => id === 'responsable_traitement')) {
      expect(officer.differs_from, api).toBe('responsable_traitement');
    }
  }
});
