/** One API of each shape, on its hosted page, from the first question to a request that is sent. */
import type { ElementHandle, Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import type { Answers, EligibilityAnswers } from '../../catalogue/answers.ts';
import type { Field, Question } from '../../catalogue/definition.ts';
import { hasPath } from '../../catalogue/paths.ts';
import { stepsOf, visibleFields } from '../../catalogue/steps.ts';
import { modelOf } from '../../catalogue/use-cases.ts';
import { fill } from '../catalogue/complete.ts';
import { definitionOf } from '../catalogue/definitions.ts';
import { click, find, look, reads, until } from './pages/find.ts';
import { openWorld } from './world.ts';

const world = await openWorld();

const commune = { profil: 'administration' };

test.each<[string, string, string, EligibilityAnswers, string]>([
  ['61 data, one stage', 'api-particulier', 'camille', commune, ''],
  [
    'data that the use case locks',
    'impot-particulier',
    'banque',
    { profil: 'banque', livret: 'numero_fiscal' },
    'eligibilite_lep',
  ],
  ['a sign-in, with a mobile number', 'franceconnect', 'camille', commune, ''],
  ['data that come with every request, and teams', 'api-entreprise', 'camille', commune, ''],
  ['modalities and no data', 'r2p', 'camille', commune, ''],
  ['a question to the platform', 'donnee-manquante', 'camille', commune, ''],
])('%s: %s', { timeout: 180_000 }, async (_shape, api, person, given, useCaseId) => {
  const visitor = await world.visitor('chromium');
  const { page } = visitor;
  const definition = definitionOf(api);
  const stage = definition.stages[0]?.id ?? '';
  await page.goto(`${world.backend}/demande/${api}`);
  const eligibility = await answerTree(page, api, given);
  await click(page, { role: 'button', name: 'Demander l’accès aux données' });
  // Where to begin, where that is asked.
  if (hasPath(definition) && (await appears(page, 'Qui développe'))) {
    await click(page, { role: 'radio', name: 'Notre équipe' });
    await click(page, { role: 'button', name: 'Suivant', exact: true });
  }
  await click(page, { role: 'button', name: 'Commencer la demande' });

  const useCase = definition.use_cases.find(({ id }) => id === useCaseId);
  const own: Answers = useCase ? { ...modelOf(useCase), modalities: ['with_spi'] } : {};
  const start = { answers: own, eligibility, use_case: useCaseId };
  const { answers } = fill(definition, stage, start);
  for (const step of stepsOf(definition, stage)) {
    await find(page, { role: 'heading', name: step.title, exact: true });
    if (useCase && step === stepsOf(definition, stage)[0])
      await click(page, { role: 'radio', name: useCase.label });
    await answer(page, visibleFields(step, { ...start, answers }), answers);
    await click(page, { role: 'button', name: 'Suivant', exact: true });
  }
  await world.element(visitor).promise();
  await world.element(visitor).submit();
  await world.signInByPopup(visitor, person);
  await reads(page, 'Vous voici identifié');
  await world.element(visitor).submit();
  await until('the request is with the provider', async () => {
    const [row] = await world.sql`select state, definition_version from requests where api = ${api}`;
    return row?.state === 'submitted' && row.definition_version === definition.version;
  });
  await reads(page, 'Historique');
  expect(visitor.complaints.errors).toEqual([]);
});

/** Answers the decision tree by its labels: as given, else the first answer that leads on. */
async function answerTree(page: Page, api: string, given: EligibilityAnswers): Promise<EligibilityAnswers> {
  const { questions, verdicts, first } = definitionOf(api).eligibility;
  const answers: EligibilityAnswers = {};
  for (let id: string | undefined = first; id !== undefined; ) {
    const question: Question | undefined = questions[id];
    const option: Question['options'][number] | undefined =
      question?.options.find((one) => one.id === given[id as string]) ??
      question?.options.find((one) => one.next || verdicts[one.verdict ?? '']?.answer === 'yes');
    if (!option) throw new Error(`${api}: ${id} leads nowhere`);
    await click(page, { role: 'radio', name: option.label, group: question?.label ?? '' });
    answers[id] = option.id;
    id = option.next;
  }
  return answers;
}

async function appears(page: Page, legend: string): Promise<boolean> {
  const begin = () => look(page, { role: 'button', name: 'Commencer la demande' });
  const asked = () => look(page, { role: 'group', name: legend });
  await until('what comes next', async () => !!((await begin()) ?? (await asked())));
  return !!(await asked());
}

/** Gives the answers of one step, by the controls of its fields. */
async function answer(page: Page, fields: Field[], answers: Answers): Promise<void> {
  for (const field of fields) {
    if (!(field.id in answers)) continue;
    if (field.kind === 'documents') {
      const input = await control(page, field.id);
      await (input as ElementHandle<HTMLInputElement>).uploadFile(world.document);
      await reads(page, 'deliberation.pdf');
    } else {
      await (await control(page, field.id)).evaluate(give, field.id, field.kind, answers[field.id] as never);
    }
  }
}

/** The first control of a field. */
async function control(page: Page, id: string): Promise<ElementHandle<HTMLElement>> {
  const found = async () => {
    const handle = await page.evaluateHandle((field) => {
      const form = document
        .querySelector('datapass-request')
        ?.shadowRoot?.querySelector('datapass-form')?.shadowRoot;
      const frame = form?.getElementById(`field-${field}`);
      return frame?.querySelector<HTMLElement>('input,textarea') ?? null;
    }, id);
    return handle.asElement() as ElementHandle<HTMLElement> | null;
  };
  await until(`${id} is asked`, async () => !!(await found()));
  return (await found()) as ElementHandle<HTMLElement>;
}

/** Runs in the page: types and ticks as a person would, from the first control of a field. */
async function give(first: HTMLElement, id: string, kind: string, answer: unknown): Promise<void> {
  const root = first.getRootNode() as ShadowRoot;
  const type = (control: HTMLInputElement | null, text: string) => {
    if (!control || control.value === text) return;
    control.value = text;
    control.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const boxOf = (option: string, index: number) =>
    (root.getElementById(`${id}-${option}`) ??
      (index === 0 ? root.getElementById(id) : null)) as HTMLInputElement | null;
  if (kind === 'person') {
    for (const [part, text] of Object.entries(answer as Record<string, string>)) {
      type(root.getElementById(`${id}-${part}`) as HTMLInputElement, text);
      // As between two keys: the form draws what it knows.
      await new Promise((resolve) => setTimeout(resolve));
    }
  } else if (kind === 'confirmation') {
    if (!(first as HTMLInputElement).checked) first.click();
  } else if (['one_of', 'several_of', 'scopes'].includes(kind)) {
    for (const option of [answer].flat() as string[]) {
      const box = boxOf(option, 0);
      if (box && !box.checked && !box.disabled) box.click();
      await new Promise((resolve) => setTimeout(resolve));
    }
  } else type(first as HTMLInputElement, `${answer}`);
}
