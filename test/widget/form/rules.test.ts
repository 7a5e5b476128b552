import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiDefinition, UseCase } from '../../../catalogue/definition.ts';
import { loadCatalogue } from '../../../server/catalogue/load.ts';
import { contextWith, fieldOf, stillWrong, wrongOf } from '../../../widget/form/check.ts';
import { isPrefilled, planPrefill } from '../../../widget/form/prefill.ts';
import { readAnswer } from '../../../widget/form/read.ts';
import { positionAt, SUMMARY } from '../../../widget/form/wizard.ts';
import french from '../../../widget/words/fr.ts';

describe('positionAt', () => {
  const steps = [{ id: 'a' }, { id: 'b' }];

  it('counts the summary as a step', () => {
    expect(positionAt(steps, 'a')).toEqual({ id: 'a', number: 1, count: 3, next: 'b' });
    expect(positionAt(steps, SUMMARY)).toEqual({ id: SUMMARY, number: 3, count: 3, previous: 'b' });
  });

  it('starts again where a step no longer exists', () => {
    expect(positionAt(steps, 'gone').id).toBe('a');
    expect(positionAt([], 'gone').id).toBe(SUMMARY);
  });
});

describe('planPrefill', () => {
  const useCase = (prefill: UseCase['prefill']): UseCase => ({
    id: 'x',
    label: 'X',
    prefill,
    usual_scopes: [],
  });
  const first = useCase({ title: 'First', law: 'CRPA' });
  const second = useCase({ title: 'Second' });

  it('fills what is empty and keeps what was typed', () => {
    const plan = planPrefill(first, undefined, { title: 'Mine', law: ' ' });
    expect(plan).toEqual({ write: { law: 'CRPA' }, clear: [], typed: ['title'] });
  });

  it('replaces the words of the previous model, and clears those that this one leaves open', () => {
    const plan = planPrefill(second, first, { title: 'First', law: 'CRPA' });
    expect(plan).toEqual({ write: { title: 'Second' }, clear: ['law'], typed: [] });
  });

  it('touches nothing that the person changed after the previous model', () => {
    const plan = planPrefill(second, first, { title: 'First, but mine', law: 'My law' });
    expect(plan).toEqual({ write: {}, clear: [], typed: ['title'] });
  });

  it('marks a field while it says what the model wrote', () => {
    expect(isPrefilled(first, 'title', { title: 'First' })).toBe(true);
    expect(isPrefilled(first, 'title', { title: 'First!' })).toBe(false);
    expect(isPrefilled(first, 'other', {})).toBe(false);
    expect(isPrefilled(undefined, 'title', { title: 'First' })).toBe(false);
  });
});

describe('stillWrong', () => {
  it('drops what is corrected, follows what changed, and adds nothing new', () => {
    const shown = [
      { id: 'a', message: 'missing' },
      { id: 'b', message: 'missing' },
    ];
    const now = [
      { id: 'b', message: 'too short' },
      { id: 'c', message: 'missing' },
    ];
    expect(stillWrong(shown, now)).toEqual([{ id: 'b', message: 'too short' }]);
  });
});

describe('wrongOf', () => {
  it('finds the control that a problem of the server is about', () => {
    const at = (field: string) => wrongOf({ field, code: '', message: '' }).id;
    expect(at('answers.contact_technique.email')).toBe('contact_technique-email');
    expect(at('intitule')).toBe('intitule');
    expect(at('siret')).toBe('@siret');
  });
});

describe('over the definition of API Impôt particulier', () => {
  let definition: ApiDefinition;
  beforeAll(async () => {
    const catalogue = await loadCatalogue(join(import.meta.dirname, '../../../catalogue'));
    definition = catalogue.localised('impot-particulier', 'fr') as ApiDefinition;
  });
  const field = (id: string) => fieldOf(definition, 'sandbox', id) as NonNullable<ReturnType<typeof fieldOf>>;

  it('knows the field of a part of a person', () => {
    expect(field('contact_technique-email').id).toBe('contact_technique');
    expect(fieldOf(definition, 'sandbox', 'unheard_of')).toBeUndefined();
  });

  it('reads every kind of answer as lines', () => {
    const read = (id: string, answer: Parameters<typeof readAnswer>[1]) =>
      readAnswer(field(id), answer, definition, french, 'fr');
    expect(read('technical_team_type', 'software_company')).toEqual(['Un éditeur de logiciels']);
    expect(read('scopes', ['dgfip_rfr'])).toEqual(['Revenu fiscal de référence']);
    expect(read('duree_conservation_donnees_caractere_personnel', 36)).toEqual(['36 mois']);
    expect(read('description', 'un\ndeux')).toEqual(['un', 'deux']);
    expect(read('intitule', ' ')).toEqual([]);
    expect(read('cadre_juridique_document', [{ id: '1', name: 'texte.pdf', size: 9 }])).toEqual([
      'texte.pdf',
    ]);
    const person = {
      given_name: 'Camille',
      family_name: 'Exemple',
      email: '',
      phone: '',
      job_title: 'Agent',
    };
    expect(read('contact_technique', person)).toEqual(['Camille Exemple', 'Agent']);
  });

  it('takes documents from what is attached, never from a saved answer', () => {
    const fields = [field('cadre_juridique_document')];
    const stale = { cadre_juridique_document: [{ id: 'old', name: 'old.pdf', size: 1 }] };
    expect(contextWith(fields, stale, []).answers).toEqual({});
    const attached = [
      { id: '1', field: 'cadre_juridique_document', name: 'a.pdf', size: 2, file: new File([], 'a') },
    ];
    expect(contextWith(fields, stale, attached).answers).toMatchObject({
      cadre_juridique_document: [{ id: '1', name: 'a.pdf', size: 2 }],
    });
  });
});
