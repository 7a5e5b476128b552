/** Where a request starts, and why: the two questions before the form. */
import { describe, expect, test } from 'vitest';
import type { Editor, Software } from '../../catalogue/editors.ts';
import { onPath, walk } from '../../catalogue/eligibility.ts';
import { pathWords } from '../../catalogue/messages/path.ts';
import { pathLines, pathPart } from '../../catalogue/path-part.ts';
import {
  editorChosen,
  hasPath,
  isPathAnswer,
  nameOf,
  pathEditors,
  pathOf,
  pathReasons,
} from '../../catalogue/paths.ts';
import { catalogue, definitionOf, paths } from './definitions.ts';

const api = 'impot-particulier';
const definition = definitionOf(api);
const agent = { profil: 'administration', identification: 'numero_fiscal' };

const software = (name: string, changes: Partial<Software> = {}): Software => ({
  ...{ name, api, use_cases: [], form_ids: [], already_integrated: false, ...changes },
});
const editor = (id: string, programs: Software[], changes: Partial<Editor> = {}): Editor => ({
  ...{ id, aliases: [], name: `Éditions ${id}`, software: programs, acceptance: [] },
  ...{ france_connect_certified: false, ...changes },
});
const publishers: Editor[] = [
  editor('tested', [software('Guichet'), software('École & Famille')], { acceptance: [{ api }] }),
  editor('accepted-alone', [], { acceptance: [{ api }] }),
  editor('pending', [software('Guichet')], { siret: '99000010100016' }),
  editor('integrated', [software('Portail', { already_integrated: true })]),
  editor('elsewhere', [software('Portail', { api: 'sfip' })], { acceptance: [{ api: 'sfip' }] }),
];
const known = pathEditors(publishers, api);
const pathFor = (answers: Record<string, string>) => pathOf(definition, known, { ...agent, ...answers });

describe('the path', () => {
  test.each([
    ['nothing answered', {}, { question: 'developpement' }],
    ['an answer that is none', { developpement: 'magie' }, { question: 'developpement' }],
    ['our own team', { developpement: 'equipe' }, { stage: 'sandbox', reason: 'own_team' }],
    [
      'our own team, whatever the publisher answered before',
      { developpement: 'equipe', editeur: 'tested/guichet' },
      { stage: 'sandbox', reason: 'own_team' },
    ],
    ['a publisher, not named yet', { developpement: 'editeur' }, { question: 'editeur' }],
    ['a publisher nobody knows', { developpement: 'editeur', editeur: 'nobody' }, { question: 'editeur' }],
    [
      'one of another API',
      { developpement: 'editeur', editeur: 'elsewhere/portail' },
      { question: 'editeur' },
    ],
    [
      'another publisher',
      { developpement: 'editeur', editeur: 'autre' },
      { stage: 'sandbox', reason: 'unknown_editor' },
    ],
    [
      'one whose tests are not over',
      { developpement: 'editeur', editeur: 'pending/guichet' },
      { stage: 'sandbox', reason: 'acceptance_pending' },
    ],
    [
      'one whose tests are accepted',
      { developpement: 'editeur', editeur: 'tested/ecole-famille' },
      { stage: 'production', reason: 'acceptance_done' },
    ],
    [
      'one accepted without software here',
      { developpement: 'editeur', editeur: 'accepted-alone' },
      { stage: 'production', reason: 'acceptance_done' },
    ],
    [
      'one that has done it all',
      { developpement: 'editeur', editeur: 'integrated/portail' },
      { stage: 'sandbox', reason: 'already_integrated', noRequestNeeded: true },
    ],
    [
      'software that has another name since',
      { developpement: 'editeur', editeur: 'tested/ancien-nom' },
      { stage: 'production', reason: 'acceptance_done' },
    ],
  ])('%s', (_, answers, expected) => {
    expect(pathFor(answers as Record<string, string>)).toEqual(expected);
  });

  test('who may have the sandbox alone is asked nothing', () => {
    const publisher = { profil: 'editeur', clients: 'public' };
    for (const more of [{}, { developpement: 'editeur', editeur: 'tested/guichet' }]) {
      expect(pathOf(definition, known, { ...publisher, ...more })).toEqual({
        stage: 'sandbox',
        reason: 'first_stage_only',
      });
    }
  });

  test('an API of one stage asks nothing', () => {
    const one = definitionOf('franceconnect');
    expect(hasPath(one)).toBe(false);
    expect(pathOf(one, [], {})).toEqual({ stage: 'production', reason: 'one_stage' });
    expect(pathOf({ ...one, stages: [] }, [], {})).toEqual({ reason: 'one_stage' });
  });

  test('on every way through the tree of every API, some answer leads to a stage that the verdict opens', () => {
    for (const { id } of catalogue.list()) {
      const each = definitionOf(id);
      for (const answers of paths(each.eligibility)) {
        const verdict = each.eligibility.verdicts[walk(each.eligibility, answers).verdict ?? ''];
        if (verdict?.answer === 'no' || each.stages.length === 0) continue;
        const { stage } = pathOf(each, [], { ...answers, developpement: 'equipe' });
        expect(verdict?.stages ?? [stage]).toContain(stage);
      }
    }
  });
});

test('the answers stay with those of the decision tree, and nothing else does', () => {
  const answers = { ...agent, developpement: 'editeur', editeur: 'autre', mission: 'oui', autre: 'x' };
  const kept = onPath(definition.eligibility, answers);
  expect(kept).toEqual({ ...agent, developpement: 'editeur', editeur: 'autre' });
});

test('publishers come one by software, by name', () => {
  expect(known.map((one) => [one.id, nameOf(one)])).toEqual([
    ['accepted-alone', 'Éditions accepted-alone'],
    ['integrated/portail', 'Éditions integrated – Portail'],
    ['pending/guichet', 'Éditions pending – Guichet'],
    ['tested/ecole-famille', 'Éditions tested – École & Famille'],
    ['tested/guichet', 'Éditions tested – Guichet'],
  ]);
  expect(editorChosen(known, 'pending/guichet')?.siret).toBe('99000010100016');
  expect(editorChosen(known, undefined)).toBeUndefined();
  expect(editorChosen(known, '')).toBeUndefined();
});

test('each answer offered is one that may be kept, and no two are alike', () => {
  for (const { id } of catalogue.list()) {
    const ids = pathEditors(catalogue.editors.fr.editors, id).map((one) => one.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const each of [...ids, 'autre']) expect(isPathAnswer('editeur', each), each).toBe(true);
  }
});

test.each([
  ['developpement', 'equipe', true],
  ['developpement', 'editeur', true],
  ['developpement', 'autre', false],
  ['editeur', '', false],
  ['editeur', '<script>', false],
  ['editeur', 'a/b/c', false],
  ['editeur', 'a\0b', false],
  ['editeur', '__proto__', false],
  ['profil', 'administration', false],
])('%s « %s » may be kept: %s', (question, answer, expected) => {
  expect(isPathAnswer(question, answer)).toBe(expected);
});

describe('what the element gets', () => {
  const part = pathPart(definition, { ...catalogue.editors.fr, editors: publishers }, pathWords.fr);

  test('two questions, each answer with what it fills in', () => {
    expect(part.questions.map(({ id, options }) => [id, options.map((option) => option.id)])).toEqual([
      ['developpement', ['equipe', 'editeur']],
      ['editeur', [...known.map(({ id }) => id), 'autre']],
    ]);
    const [who, which] = part.questions;
    expect(who?.options.map(({ prefill }) => prefill)).toEqual([
      { technical_team_type: 'internal_team' },
      { technical_team_type: 'software_company' },
    ]);
    expect(which?.options.find(({ id }) => id === 'pending/guichet')?.prefill).toEqual({
      technical_team_value: 'Éditions pending',
      technical_team_software: 'Guichet',
    });
    expect(which?.options.at(-1)?.prefill).toEqual({});
  });

  test('fills in nothing that the form does not ask', () => {
    const steps = definition.steps.filter(({ id }) => id !== 'basic_infos');
    const { questions } = pathPart({ ...definition, steps }, catalogue.editors.fr, pathWords.fr);
    expect(questions[0]?.options.map(({ prefill }) => prefill)).toEqual([{}, {}]);
  });

  test('every outcome in words, with the names of the stages, in both languages', () => {
    for (const language of ['fr', 'en'] as const) {
      const { outcomes } = pathPart(
        definitionOf(api, language),
        catalogue.editors[language],
        pathWords[language],
      );
      expect(Object.keys(outcomes)).toEqual(pathReasons.filter((reason) => reason !== 'one_stage'));
      expect(JSON.stringify(outcomes)).not.toMatch(/[{}]first|\{next|undefined/);
      expect(outcomes.acceptance_done?.title).toContain('Production');
    }
  });

  test('what to ask one’s publisher', () => {
    expect(part.checklist.questions).toHaveLength(6);
  });

  test('where no stage follows another: no question, and the publishers all the same', () => {
    const { questions, outcomes, editors } = pathPart(
      definitionOf('api-particulier'),
      catalogue.editors.fr,
      pathWords.fr,
    );
    expect([questions, outcomes]).toEqual([[], {}]);
    expect(editors.length).toBeGreaterThan(20);
  });

  test('where publishers spare their clients the one request: who develops, and what comes of it', () => {
    const entreprise = definitionOf('api-entreprise');
    const part = pathPart(entreprise, catalogue.editors.fr, pathWords.fr);
    expect(part.questions.map(({ id }) => id)).toEqual(['developpement', 'editeur']);
    expect(Object.keys(part.outcomes)).toEqual(['one_stage', 'already_integrated']);
    const of = (answers: Record<string, string>) => pathOf(entreprise, part.editors, answers);
    expect(of({})).toEqual({ question: 'developpement' });
    expect(of({ developpement: 'editeur' })).toEqual({ question: 'editeur' });
    const request = { stage: 'production', reason: 'one_stage' };
    expect(of({ developpement: 'equipe' })).toEqual(request);
    expect(of({ developpement: 'editeur', editeur: 'autre' })).toEqual(request);
    expect(of({ developpement: 'editeur', editeur: 'achat_solution/achat-solution' })).toEqual(request);
    expect(of({ developpement: 'editeur', editeur: 'achatpublic/achatpublic-com' })).toEqual({
      ...{ stage: 'production', reason: 'already_integrated', noRequestNeeded: true },
    });
    expect(part.editors.filter((editor) => editor.already_integrated)).toHaveLength(14);
  });
});

describe('the answers in words, for who instructs', () => {
  const lines = (answers: Record<string, string>, api_ = definition) =>
    pathLines(api_, { ...catalogue.editors.fr, editors: publishers }, pathWords.fr, answers).map(
      ({ answer }) => answer,
    );

  test.each([
    [{}, []],
    [{ developpement: 'equipe', editeur: 'tested/guichet' }, ['Notre équipe']],
    [
      { developpement: 'editeur', editeur: 'tested/guichet' },
      ['Un éditeur de logiciels', 'Éditions tested – Guichet'],
    ],
    [
      { developpement: 'editeur', editeur: 'pending/ancien-nom' },
      ['Un éditeur de logiciels', 'Éditions pending – Guichet'],
    ],
    [
      { developpement: 'editeur', editeur: 'autre' },
      ['Un éditeur de logiciels', 'Un autre éditeur, ou un autre logiciel'],
    ],
    [{ developpement: 'editeur', editeur: '<script>' }, ['Un éditeur de logiciels']],
    [{ profil: 'editeur', clients: 'public', developpement: 'equipe' }, []],
  ])('%j', (answers, expected) => {
    expect(lines({ ...agent, ...answers } as Record<string, string>)).toEqual(expected);
  });

  test('none where nothing is asked', () => {
    expect(lines({ developpement: 'equipe' }, definitionOf('franceconnect'))).toEqual([]);
  });
});
