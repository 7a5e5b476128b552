/** What the form of an API does not ask again, over the real definitions. */
import { describe, expect, it } from 'vitest';
import type { AnswerContext } from '../../../catalogue/conditions.ts';
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import { mistakesIn } from '../../../catalogue/mistakes.ts';
import { fieldsOf, stepsOf, visibleFields } from '../../../catalogue/steps.ts';
import { commonFields } from '../../../catalogue/together.ts';
import { loadCatalogue } from '../../../server/catalogue/load.ts';
import { inherited } from '../../../widget/several/inherited.ts';
import { pathWithout, reduced } from '../../../widget/several/reduced.ts';

const catalogue = await loadCatalogue('catalogue');
const api = (id: string) => catalogue.localised(id, 'fr') as ApiDefinition;
const empty: AnswerContext = { answers: {}, eligibility: {}, use_case: '' };
const tax = api('impot-particulier');
const people = api('api-particulier');
const common = commonFields(
  { definition: tax, stage: 'sandbox', context: empty },
  { definition: people, stage: 'production', context: empty },
);
const form = reduced(people, 'production', empty, common);
const shown = (definition: ApiDefinition, context = empty) =>
  stepsOf(definition, 'production').flatMap((step) => visibleFields(step, context).map(({ id }) => id));

describe('the form of an API whose file another leads', () => {
  it('asks nothing that the lead asks, and all that is its own', () => {
    expect(shown(form).filter((id) => common.includes(id))).toEqual([]);
    const own = shown(people).filter((id) => !common.includes(id) && !/^attendus/.test(id));
    expect(shown(form).sort()).toEqual(own.sort());
  });

  it('has only the steps that ask for something', () => {
    const steps = stepsOf(form, 'production').map(({ id }) => id);
    expect(steps).not.toContain('personal_data');
    expect(steps).not.toContain('legal');
    expect(steps).toContain('scopes');
  });

  it('still knows every field, so that nothing that is kept gets lost', () => {
    const ids = (definition: ApiDefinition) =>
      fieldsOf(definition, 'production')
        .filter(({ kind, aside }) => kind !== 'message' || aside)
        .map(({ id }) => id)
        .sort();
    expect(ids(form)).toEqual(expect.arrayContaining(ids(people)));
  });

  it('finds no mistake in what the lead has to answer', () => {
    const wrong = mistakesIn(form, 'production', empty).map(({ field }) => field);
    expect(wrong.filter((id) => common.includes(id))).toEqual([]);
    expect(wrong).toContain('contact_metier');
  });

  it('has no model that writes over the answers in common', () => {
    for (const { prefill } of form.use_cases)
      expect(Object.keys(prefill ?? {}).filter((id) => common.includes(id))).toEqual([]);
  });

  it('is the form itself where nothing is in common', () => {
    expect(reduced(people, 'production', empty, [])).toBe(people);
  });

  it('takes from the path only what it asks', () => {
    const path = { now: { technical_team_type: 'internal_team', avancement: 'pret' }, before: {} };
    expect(pathWithout(path, common)).toEqual({ now: { avancement: 'pret' }, before: {} });
    expect(pathWithout(undefined, common)).toBeUndefined();
  });
});

describe('the decision tree of one more API', () => {
  const given = { profil: 'administration', identification: 'numero_fiscal' };

  it('takes over the answers to the same questions', () => {
    expect(inherited(tax.eligibility, given, people.eligibility, {})).toEqual({ profil: 'administration' });
  });

  it('follows them as far as both trees ask the same', () => {
    const delegated = { profil: 'entreprise', mission: 'oui' };
    expect(inherited(tax.eligibility, delegated, people.eligibility, {})).toEqual(delegated);
  });

  it('leaves alone what has been answered here', () => {
    const own = { profil: 'banque' };
    expect(inherited(tax.eligibility, given, people.eligibility, own)).toEqual(own);
  });

  it('asks again what another tree asks in other words', () => {
    const other = structuredClone(people.eligibility);
    (other.questions.profil as { label: string }).label = 'Qui êtes-vous ?';
    expect(inherited(tax.eligibility, given, other, {})).toEqual({});
  });

  it('takes nothing from an answer off the path', () => {
    expect(
      inherited(tax.eligibility, { mission: 'oui' }, people.eligibility, { profil: 'entreprise' }),
    ).toEqual({
      profil: 'entreprise',
    });
  });
});
