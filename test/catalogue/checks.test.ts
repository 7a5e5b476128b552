import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answers } from '../../catalogue/answers.ts';
import { checkAnswers } from '../../catalogue/checker.ts';
import { type CheckResult, type Facts, runChecks } from '../../catalogue/checks.ts';
import type { AnswerContext } from '../../catalogue/conditions.ts';
import type { ApiDefinition, UseCase } from '../../catalogue/definition.ts';
import { walk } from '../../catalogue/eligibility.ts';
import { fieldsOf, visibleFields } from '../../catalogue/steps.ts';
import { modelOf, offeredUseCases } from '../../catalogue/use-cases.ts';
import { unusualScopes, usualByUseCase } from '../../catalogue/usual.ts';
import { fill, person } from './complete.ts';
import { catalogue, definitionOf, paths } from './definitions.ts';

const tax = definitionOf('impot-particulier');
const eligibility = { profil: 'administration', identification: 'numero_fiscal' };

const context = (answers: Answers, use_case = 'cantine_scolaire'): AnswerContext => ({
  ...{ answers, eligibility, use_case, today: '2026-11-20' },
});
const checkOf = (
  id: string,
  answers: Answers,
  {
    use_case = 'cantine_scolaire',
    facts = {},
    stage = 'sandbox',
  }: { use_case?: string; facts?: Facts; stage?: string } = {},
): CheckResult | undefined =>
  runChecks(tax, stage, context(answers, use_case), facts).find((check) => check.id === id);

describe('nothing answered yet', () => {
  test('no check fails: what is not said is unknown, and the server’s findings too', () => {
    const states = runChecks(tax, 'sandbox', context({})).map(({ id, state }) => `${id} ${state}`);
    expect(states).toEqual([
      'organisation unknown',
      'cadre_juridique unknown',
      'projet unknown',
      'donnees_usuelles unknown',
      'duree_conservation unknown',
      'delegue_et_responsable unknown',
      'habilitation_existante unknown',
    ]);
  });

  test('what a stage does not ask is not checked there', () => {
    expect(checkOf('securite_a_jour', {})).toBeUndefined();
    expect(checkOf('securite_a_jour', {}, { stage: 'production' })).toMatchObject({ state: 'unknown' });
  });
});

describe('the legal basis', () => {
  test('passes with the texts that the use case rests on, and others beside them', () => {
    const texts = ['crpa_l114_8', 'deliberation', 'loi_essoc'];
    expect(checkOf('cadre_juridique', { cadre_juridique_textes: texts })).toMatchObject({ state: 'passed' });
  });

  test('fails without one of them, says what to do, and passes once the applicant says why', () => {
    const answers: Answers = { cadre_juridique_textes: ['crpa_l114_8'] };
    const failed = checkOf('cadre_juridique', answers);
    expect(failed).toMatchObject({
      ...{ state: 'failed', blocking: false, field: 'cadre_juridique_textes' },
      reason: 'raison_cadre_juridique',
    });
    expect(failed?.message).toContain('Citez aussi');
    const because = { ...answers, raison_cadre_juridique: '  Un arrêté préfectoral de 2024.  ' };
    expect(checkOf('cadre_juridique', because)).toMatchObject({
      ...{ state: 'passed', explanation: 'Un arrêté préfectoral de 2024.' },
    });
    expect(checkOf('cadre_juridique', { ...answers, raison_cadre_juridique: '   ' })).toMatchObject({
      state: 'failed',
    });
  });

  test('is not looked at for a use case that names no text', () => {
    const answers: Answers = { cadre_juridique_textes: ['autre_texte'] };
    expect(checkOf('cadre_juridique', answers, { use_case: 'demande_libre' })).toBeUndefined();
    expect(checkOf('cadre_juridique', answers, { use_case: '' })).toBeUndefined();
  });

  test('of a text, the model’s words must still stand in it', () => {
    const connect = definitionOf('franceconnect');
    const words = String(
      connect.use_cases.find(({ id }) => id === 'collectivite')?.prefill.cadre_juridique_nature,
    );
    const stateOf = (cadre_juridique_nature: string) =>
      runChecks(connect, 'production', {
        ...{ answers: { cadre_juridique_nature }, eligibility: {}, use_case: 'collectivite' },
      }).find(({ id }) => id === 'cadre_juridique')?.state;
    expect(stateOf(`${words}\nEt notre règlement.`)).toBe('passed');
    expect(stateOf(`  ${words.replace(' ', '\n  ')}`)).toBe('passed');
    expect(stateOf('Un autre arrêté.')).toBe('failed');
  });
});

describe('the data', () => {
  const canteen = ['dgfip_aft', 'dgfip_rfr', 'dgfip_nbpart', 'dgfip_sitfam'];

  test('pass when all are usual; the year that a rule asks for is no choice of the applicant’s', () => {
    const answers = { scopes: [...canteen, 'dgfip_annee_n_moins_1'] };
    expect(checkOf('donnees_usuelles', answers)).toMatchObject({ state: 'passed' });
    expect(checkOf('donnees_usuelles', { scopes: ['dgfip_rfr'] })).toMatchObject({ state: 'passed' });
  });

  test('fail with one that is unusual, named, and pass with its reason', () => {
    const answers: Answers = { scopes: [...canteen, 'dgfip_dateNaisDec1'] };
    const label = tax.scopes.groups
      .flatMap(({ scopes }) => scopes)
      .find(({ id }) => id === 'dgfip_dateNaisDec1')?.label;
    expect(checkOf('donnees_usuelles', answers)).toMatchObject({
      state: 'failed',
      about: [label],
      field: 'scopes',
    });
    const because = { ...answers, raison_donnees_usuelles: 'Tarif réduit le mois de la naissance.' };
    expect(checkOf('donnees_usuelles', because)).toMatchObject({
      ...{ state: 'passed', about: [label], explanation: 'Tarif réduit le mois de la naissance.' },
    });
  });

  test('of a use case without a source are compared with past validations, or not at all', () => {
    const answers = { scopes: ['dgfip_rfr', 'dgfip_aft'] };
    const use_case = 'place_creche';
    expect(checkOf('donnees_usuelles', answers, { use_case })).toBeUndefined();
    const facts = { usual: ['dgfip_rfr'] };
    expect(checkOf('donnees_usuelles', answers, { use_case, facts })).toMatchObject({ state: 'failed' });
    expect(checkOf('donnees_usuelles', { scopes: ['dgfip_rfr'] }, { use_case, facts })).toMatchObject({
      state: 'passed',
    });
    // What the source says wins over what others have asked for.
    expect(checkOf('donnees_usuelles', { scopes: ['dgfip_aft'] }, { facts })).toMatchObject({
      state: 'passed',
    });
    expect(checkOf('donnees_usuelles', answers, { use_case: 'demande_libre' })).toBeUndefined();
  });

  test('that a use case ticks are usual for it, and those that come with every request', () => {
    const company = definitionOf('api-entreprise');
    const [ticked = ''] = usualByUseCase(company, 'marches_publics') ?? [];
    const chosen = [ticked, 'open_data_extrait_rcs_infogreffe', 'effectifs_urssaf'];
    const asked = { answers: { scopes: chosen }, eligibility: {}, use_case: 'marches_publics' };
    expect(unusualScopes(company, asked, chosen, usualByUseCase(company, 'marches_publics') ?? [])).toEqual([
      'effectifs_urssaf',
    ]);
    expect(usualByUseCase(company, 'demande_libre')).toBeUndefined();
    expect(usualByUseCase(company, 'nowhere')).toBeUndefined();
  });
});

describe('the other checks of the DGFiP', () => {
  test('retention beyond 36 months blocks until its reason is written', () => {
    const months = (duree_conservation_donnees_caractere_personnel: number, why = ''): Answers => ({
      duree_conservation_donnees_caractere_personnel,
      ...(why && { duree_conservation_donnees_caractere_personnel_justification: why }),
    });
    expect(checkOf('duree_conservation', months(36))).toMatchObject({ state: 'passed' });
    expect(checkOf('duree_conservation', months(0))).toMatchObject({ state: 'passed' });
    expect(checkOf('duree_conservation', months(37))).toMatchObject({ state: 'failed', blocking: true });
    expect(checkOf('duree_conservation', months(37, 'Le code X l’impose.'))).toMatchObject({
      ...{ state: 'passed', explanation: 'Le code X l’impose.' },
    });
    // A reason that is not asked for any more is not repeated.
    expect(checkOf('duree_conservation', months(12, 'Périmé.'))).not.toHaveProperty('explanation');
  });

  test('the four questions: where one is missing, the check leads to it', () => {
    const project = { description: 'Le tarif.', donnees_et_regle_de_gestion: 'RFR ÷ parts.' };
    expect(checkOf('projet', project)).toMatchObject({ state: 'failed', field: 'technical_team_type' });
    const whole = { ...project, technical_team_type: 'internal_team', avancement: 'pret' };
    expect(checkOf('projet', whole)).toMatchObject({ state: 'passed' });
  });

  test('officer and controller: the same address is the same person, whatever its case', () => {
    const people = (email: string): Answers => ({
      responsable_traitement: { ...person('a'), email: 'Alix@commune.example' },
      delegue_protection_donnees: { ...person('b'), email, phone: '' },
    });
    expect(checkOf('delegue_et_responsable', people('alix@COMMUNE.example '))).toMatchObject({
      ...{ state: 'failed', field: 'delegue_protection_donnees', blocking: true },
    });
    // A telephone number is missing: that is another check’s business.
    expect(checkOf('delegue_et_responsable', people('sacha@commune.example'))).toMatchObject({
      state: 'passed',
    });
  });

  test('a certificate that is over, or ends before it begins, fails; a valid one passes', () => {
    const dates = (begin: string, end: string): Answers => ({
      safety_certification_means: 'homologation',
      safety_certification_begin_date: begin,
      safety_certification_end_date: end,
    });
    const stateOf = (answers: Answers) => checkOf('securite_a_jour', answers, { stage: 'production' });
    expect(stateOf(dates('2024-01-01', '2026-11-19'))).toMatchObject({
      ...{ state: 'failed', field: 'safety_certification_end_date' },
    });
    expect(stateOf(dates('2027-01-01', '2026-12-01'))).toMatchObject({ state: 'failed' });
    expect(stateOf(dates('2024-01-01', '2026-11-20'))).toMatchObject({ state: 'passed' });
    expect(stateOf(dates('2024-01-01', ''))).toMatchObject({ state: 'unknown' });
    const questionnaire = {
      safety_certification_means: 'hors_rgs',
      safety_certification_begin_date: '2023-11-19',
    };
    expect(stateOf(questionnaire)).toMatchObject({
      state: 'failed',
      field: 'safety_certification_begin_date',
    });
    expect(stateOf({ ...questionnaire, safety_certification_begin_date: '2024-05-01' })).toMatchObject({
      state: 'passed',
    });
  });

  test('what the server found is told in its words, with what it is about', () => {
    const facts: Facts = {
      organisation_may_ask: {
        passes: false,
        message: 'Le répertoire dit autre chose.',
        field: 'explanation',
      },
      no_active_habilitation: { passes: false, about: ['H1042'] },
    };
    expect(checkOf('organisation', {}, { facts })).toMatchObject({
      ...{ state: 'failed', message: 'Le répertoire dit autre chose.', field: 'explanation' },
    });
    expect(checkOf('habilitation_existante', {}, { facts })).toMatchObject({
      state: 'failed',
      about: ['H1042'],
    });
    const because = { raison_habilitation_existante: 'Un autre logiciel.' };
    expect(checkOf('habilitation_existante', because, { facts })).toMatchObject({
      state: 'passed',
      about: ['H1042'],
    });
    const explained: Facts = {
      organisation_may_ask: { passes: false, explanation: 'Une régie de la commune.' },
    };
    expect(checkOf('organisation', {}, { facts: explained })).toMatchObject({
      ...{ state: 'passed', explanation: 'Une régie de la commune.' },
    });
  });
});

describe.each(catalogue.list().map(({ id }) => id))('%s', (api) => {
  const definition = definitionOf(api);

  test('a question asked beside a check is no question of its step, and is never needed', () => {
    for (const stage of definition.stages) {
      const aside = fieldsOf(definition, stage.id).filter((field) => field.aside);
      const asked = new Set(definition.checks?.map(({ reason }) => reason));
      for (const field of aside) expect([asked.has(field.id), field.required]).toEqual([true, false]);
      for (const step of definition.steps) {
        const shown = visibleFields(step, { answers: {}, eligibility: {}, use_case: '' });
        expect(shown.some((field) => field.aside)).toBe(false);
      }
    }
  });

  test('whoever receives data commits to telling people about it, and sees whether they may ask', () => {
    const grants = definition.stages.some((stage) => stage.grants !== false);
    if (!grants) return;
    expect(definition.commitments.map(({ id }) => id)).toContain('information_des_personnes');
    expect(definition.checks?.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['organisation', 'habilitation_existante', 'duree_conservation', 'projet']),
    );
  });

  test('what is complete fails no check that blocks, and every label stands once', () => {
    for (const stage of definition.stages) {
      for (const model of definition.use_cases) {
        const start = startOf(definition, stage.id, model);
        if (!start) continue;
        const { answers } = fill(definition, stage.id, { ...start, answers: modelOf(model) });
        const checks = runChecks(definition, stage.id, { ...start, answers });
        expect(checks.filter(({ blocking, state }) => blocking && state === 'failed')).toEqual([]);
        expect(new Set(checks.map(({ label }) => label)).size).toBe(checks.length);
        expect(checks.length).toBeGreaterThanOrEqual(4);
      }
    }
  });
});

/** The first way through the decision tree that opens this stage and this use case. */
function startOf(
  { eligibility: tree, ...rest }: ApiDefinition,
  stage: string,
  model: UseCase,
): AnswerContext | undefined {
  return paths(tree)
    .map((answers) => ({ answers: {}, eligibility: answers, use_case: model.id }))
    .find((start) => {
      const verdict = tree.verdicts[walk(tree, start.eligibility).verdict ?? ''];
      const open = verdict?.answer !== 'no' && (verdict?.stages ?? [stage]).includes(stage as 'sandbox');
      return open && offeredUseCases({ ...rest, eligibility: tree }, stage, start).includes(model);
    });
}

test('whatever may be stored, a check never throws, and repeats no answer but a reason', () => {
  const kinds = fieldsOf(tax, 'production');
  const anything = fc.dictionary(
    fc.constantFrom(...kinds.map(({ id }) => id)),
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.constantFrom('dgfip_rfr', 'deliberation'))),
  );
  fc.assert(
    fc.property(anything, (sent) => {
      const wrong = checkAnswers(tax, 'production', context(sent), { draft: true }).map(({ field }) => field);
      const answers = Object.fromEntries(Object.entries(sent).filter(([field]) => !wrong.includes(field)));
      for (const { state } of runChecks(tax, 'production', context(answers))) {
        expect(['passed', 'failed', 'unknown']).toContain(state);
      }
    }),
    { numRuns: 300 },
  );
});
