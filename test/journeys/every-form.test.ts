/**
 * Every step of every form of the catalogue, in a browser: nothing for axe-core to find, nothing wider than a telephone,
 * every control in reach of the keyboard. By the data: a new API is looked at too.
 */
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiDefinition, UseCase } from '../../catalogue/definition.ts';
import { modelOf, offeredUseCases } from '../../catalogue/use-cases.ts';
import type { DatapassForm } from '../../widget/form/form.ts';
import { fill } from '../catalogue/complete.ts';
import { catalogue, definitionOf, paths } from '../catalogue/definitions.ts';
import { inspectScreen } from '../support/screens.ts';
import { launchBrowser, newVisitor, type Visitor } from './browser.ts';
import { click, find, reads } from './pages/find.ts';
import { openWorld } from './world.ts';

const world = await openWorld();

const apis = catalogue.list().map(({ id }) => definitionOf(id));
const signposts = apis.filter(({ stages }) => !stages[0]);
const forms = apis.flatMap((definition) =>
  definition.stages.map(({ id }) => [`${definition.id}, ${id}`, definition, id] as const),
);

describe('in one browser', () => {
  let browser: Browser;
  let visitor: Visitor;
  beforeAll(async () => {
    browser = await launchBrowser('chromium');
    visitor = await newVisitor(browser);
    const { page } = visitor;
    const address = `${world.backend}/demande/impot-particulier`;
    await page.goto(address);
    await page.evaluate(goneAsFarAsTheForm);
    await page.goto(address);
    await reads(page, 'Étape 1 sur 7');
  });

  afterAll(() => browser?.close());

  test.each(forms)('%s', { timeout: 240_000 }, async (name, definition, stage) => {
    const { page } = visitor;
    await page.setViewport({ width: 1280, height: 900 });
    const steps = await page.evaluate(showForm, definition, stage, startOf(definition, stage));
    expect(steps.at(-1)).toBe('synthese');
    for (const step of steps) {
      await page.evaluate(goTo, step);
      const screen = `form-${name.replace(', ', '-')}-${step}`;
      expect(await inspectScreen(page, screen), `${screen}, by axe-core`).toEqual([]);
      expect(await words(page), step).not.toMatch(/undefined|\[object|NaN/);
      expect(await unreachable(page), `${screen}, out of reach of the keyboard`).toEqual([]);
    }
    expect(visitor.complaints.errors).toEqual([]);
  });

  test('a check that blocks stops a submission by itself, and says what to do', async () => {
    const { page } = visitor;
    const [stage = ''] = definitionOf('donnee-manquante').stages.map(({ id }) => id);
    const check = {
      ...{ id: 'essai', label: 'Le besoin est pour une commune', blocking: true },
      passes: { field: 'cas_usage', equals: 'Une commune' },
      message: 'Dites pour quelle commune.',
    };
    const definition = { ...definitionOf('donnee-manquante'), checks: [check] };
    const values = startOf(definition, stage);
    const promises = definition.commitments.map(({ id }) => [`!${id}`, true]);
    const ticked = { ...Object.fromEntries(promises), '!terms': true };
    await page.evaluate(showForm, definition, stage, { ...values, ...ticked });
    await page.evaluate(goTo, 'synthese');
    await click(page, { role: 'button', name: 'Soumettre la demande d’habilitation' });
    await find(page, { role: 'heading', name: '1 réponse à corriger' });
    await click(page, { role: 'link', name: 'Dites pour quelle commune' });
    await find(page, { role: 'textbox', name: 'Cas d’usage' });
  });

  test('the publishers that FranceConnect has certified are there to choose from', async () => {
    const { page } = visitor;
    const definition = definitionOf('api-particulier');
    await page.evaluate(showForm, definition, 'production', {
      ...startOf(definition, 'production'),
      ...{ '@use_case': 'ccas', modalities: ['france_connect'], france_connect_source: 'editeur_certifie' },
      france_connect_editeur: '',
    });
    await page.evaluate(goTo, 'modalities');
    await click(page, { role: 'radio', name: 'Ypok' });
    const field = await find(page, { role: 'textbox', name: 'Votre éditeur' });
    expect(await field.evaluate((input) => (input as HTMLInputElement).value)).toBe('Ypok');
    expect(await inspectScreen(page, 'certified-publishers')).toEqual([]);
  });

  test('in English: the production form of API Impôt particulier', { timeout: 120_000 }, async () => {
    const { page } = visitor;
    await page.goto(`${world.backend}/demande/impot-particulier?lang=en`);
    await reads(page, 'Step 1 of 7');
    const definition = definitionOf('impot-particulier', 'en');
    const values = {
      ...startOf(definition, 'production'),
      ...{ technical_team_type: 'software_company', technical_team_value: 'Fictitious Publications' },
      safety_certification_means: 'sans_moyens',
    };
    const steps = await page.evaluate(showForm, definition, 'production', values, 'en');
    for (const step of steps) {
      await page.evaluate(goTo, step);
      expect(await inspectScreen(page, `form-en-${step}`), step).toEqual([]);
      expect(await words(page), step).not.toMatch(/undefined|Suivant|Précédent|facultatif|Étape|Enregistr/);
    }
    expect(visitor.complaints.errors).toEqual([]);
  });

  test.each(signposts)('$id says where to go, and asks nothing', async ({ id, eligibility }) => {
    const { page } = visitor;
    await page.goto(`${world.backend}/demande/${id}`);
    await reads(page, eligibility.verdicts[eligibility.first]?.title ?? '');
    const seen = await words(page);
    expect(seen).not.toMatch(/Avez-vous le droit|déjà une demande|✗/);
    expect(await inspectScreen(page, `signpost-${id}`)).toEqual([]);
  });
});

/** All the answers of a form whose fullest use case is chosen, as somebody eligible would give them. */
function startOf(definition: ApiDefinition, stage: string) {
  const eligibility =
    paths(definition.eligibility).find(
      (answers) => offeredUseCases(definition, stage, context(answers))[0],
    ) ??
    paths(definition.eligibility)[0] ??
    {};
  const written = (useCase: UseCase) => Object.keys(modelOf(useCase)).length;
  const [useCase] = offeredUseCases(definition, stage, context(eligibility)).sort(
    (one, other) => written(other) - written(one),
  );
  const start = { ...context(eligibility), use_case: useCase?.id ?? '' };
  const { answers } = fill(definition, stage, { ...start, answers: useCase ? modelOf(useCase) : {} });
  return { ...answers, '@use_case': start.use_case || null, '@eligibility': eligibility };
}

const context = (eligibility: Record<string, string>) => ({ answers: {}, eligibility, use_case: '' });

/** Runs in the page: what somebody’s earlier visit left. */
function goneAsFarAsTheForm(): void {
  const answers = { profil: 'administration', identification: 'numero_fiscal' };
  const memory = { answers, ticked: [], phase: 'form', at: Date.now() };
  localStorage.setItem('datapass:impot-particulier', JSON.stringify(memory));
}

/** Runs in the page: puts a form alone on it, filled. @returns its steps, the summary last */
async function showForm(
  definition: ApiDefinition,
  stage: string,
  values: Record<string, unknown>,
  language = 'fr',
): Promise<string[]> {
  const frame = async () => new Promise((resolve) => setTimeout(resolve, 20));
  const request = document.querySelector('datapass-request');
  const shown = document.querySelector('datapass-form');
  const session = (shown ?? request?.shadowRoot?.querySelector('datapass-form'))?.session;
  // Its form writes a draft of its own: one tab, or element, at a time.
  request?.remove();
  shown?.remove();
  const form = document.createElement('datapass-form');
  Object.assign(form, { definition, stage, session, language, headingLevel: 2, eligibility: {} });
  document.querySelector('main')?.append(form);
  while (!form.autosave.draft || !form.shadowRoot?.querySelector('.title')) await frame();
  form.change(values);
  const { stages } = definition;
  return [...(stages.find(({ id }) => id === stage)?.steps ?? []), 'synthese'];
}

/** Runs in the page. */
async function goTo(step: string): Promise<void> {
  const form = document.querySelector('datapass-form') as DatapassForm;
  (form as unknown as { go(step: string): void }).go(step);
  await form.updateComplete;
  await new Promise((resolve) => setTimeout(resolve, 50));
}

const words = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const part = document.querySelector('datapass-form') ?? document.querySelector('datapass-request');
    return part?.shadowRoot?.textContent ?? '';
  });

/** Tabs through the whole form. @returns the controls that never had the focus */
async function unreachable(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    const root = document.querySelector('datapass-form')?.shadowRoot;
    const title = root?.querySelector<HTMLElement>('.title');
    title?.focus();
    const stops = new Set<string>();
    Object.assign(window, { stops });
    root?.addEventListener('focusin', ({ target }) => {
      const control = target as HTMLInputElement;
      stops.add(control.type === 'radio' ? control.name : control.id || (control.textContent ?? ''));
    });
  });
  const count = await page.evaluate(() => {
    const root = document.querySelector('datapass-form')?.shadowRoot;
    const stops = root?.querySelectorAll('input,textarea,button,a,summary').length ?? 0;
    // Day, month, year and calendar.
    return stops + 3 * (root?.querySelectorAll('[type=date]').length ?? 0);
  });
  for (let stop = 0; stop <= count; stop++) await page.keyboard.press('Tab');
  return page.evaluate(() => {
    const { stops } = window as unknown as { stops: Set<string> };
    const root = document.querySelector('datapass-form')?.shadowRoot;
    const controls = [...(root?.querySelectorAll<HTMLInputElement>('input,textarea,button') ?? [])];
    return controls
      .filter((control) => !control.disabled && control.checkVisibility())
      .map((control) => (control.type === 'radio' ? control.name : control.id || (control.textContent ?? '')))
      .filter((id) => !stops.has(id));
  });
}
