/**
 * Interaction to Next Paint of the journeys, on a processor four times slower: one API of each shape, from the first
 * question to the click that submits, with real clicks and keys. One figure for each.
 */
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import type { Answers, EligibilityAnswers, Person, QuestionnaireAnswers } from '../../catalogue/answers.ts';
import type { ApiDefinition, Field, Question } from '../../catalogue/definition.ts';
import { stepsOf, visibleFields } from '../../catalogue/steps.ts';
import { modelOf } from '../../catalogue/use-cases.ts';
import { fill } from '../catalogue/complete.ts';
import { definitionOf } from '../catalogue/definitions.ts';
import { popupOf } from '../journeys/browser.ts';
import { find, look, reads, until } from '../journeys/pages/find.ts';
import { signInAs } from '../journeys/pages/proconnect.ts';
import type { Figure } from './figures.ts';
import { Hand } from './hand.ts';

interface Journey {
  id: string;
  label: string;
  api: string;
  eligibility?: EligibilityAnswers;
  useCase?: string;
  /** Chosen by the person, where the form would go elsewhere by itself. */
  answers?: Answers;
  /** By a publisher whose tests are accepted, straight to production. */
  publisher?: boolean;
  /** Signs in at the first step: from then on each change is saved. */
  person?: string;
}

const journeys: Journey[] = [
  { id: 'short', label: 'a short form', api: 'donnee-manquante' },
  {
    id: 'sandbox',
    label: 'the sandbox, signed in, with a use case',
    api: 'impot-particulier',
    eligibility: { identification: 'numero_fiscal' },
    useCase: 'cantine_scolaire',
    answers: { modalities: ['with_spi'] },
    person: 'camille',
  },
  {
    id: 'publisher',
    label: 'production with a publisher, questionnaire of security',
    api: 'impot-particulier',
    eligibility: { identification: 'numero_fiscal' },
    answers: {
      modalities: ['with_spi'],
      technical_team_type: 'software_company',
      safety_certification_means: 'hors_rgs',
    },
    publisher: true,
  },
  {
    id: 'franceconnect-mode',
    label: 'data by FranceConnect',
    api: 'impot-particulier',
    eligibility: { identification: 'france_connect' },
    answers: { modalities: ['with_france_connect'] },
  },
  {
    id: 'bank',
    label: 'data that the use case locks',
    api: 'impot-particulier',
    eligibility: { profil: 'banque', livret: 'numero_fiscal' },
    useCase: 'eligibilite_lep',
    answers: { modalities: ['with_spi'] },
  },
  { id: 'scopes', label: '61 data', api: 'api-particulier' },
  { id: 'franceconnect', label: 'a sign-in', api: 'franceconnect' },
  { id: 'teams', label: 'data that always come, and teams', api: 'api-entreprise' },
  { id: 'modalities', label: 'modalities and no data', api: 'r2p' },
];

/** Of the demonstration: its tests are accepted. */
const publisher = 'editions-logicielles-fictives/logiciel-fictif';

/** Boxes ticked and unticked again beyond the answer, where there are many. */
const moreTicks = 10;

/**
 * @param backend address of the running server
 * @param document a PDF to attach
 */
export async function interactions(browser: Browser, backend: string, document: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const journey of journeys) {
    const context = await browser.createBrowserContext();
    try {
      const page = await context.newPage();
      // A real window: what an emulated one shows beyond its own is never drawn, and its interactions never end.
      await page.resize({ contentWidth: 1280, contentHeight: 900 });
      const hand = await Hand.on(page);
      await page.emulateCPUThrottling(4);
      await page.goto(`${backend}/demande/${journey.api}`);
      await new Walk(hand, journey, document).all();
      const { took, what, of } = await hand.longest();
      figures.push({
        id: `inp-${journey.id}`,
        label: `INP, CPU ×4: ${journey.label}`,
        value: took,
        unit: 'ms',
        goal: 100,
        limit: 200,
        note: `${journey.api}, of ${of} interactions; ${what.slice(0, 60)}`,
      });
    } finally {
      await context.close();
    }
  }
  return figures;
}

class Walk {
  readonly #hand: Hand;
  readonly #page: Page;
  readonly #journey: Journey;
  readonly #document: string;
  readonly #definition: ApiDefinition;

  constructor(hand: Hand, journey: Journey, document: string) {
    this.#hand = hand;
    this.#page = hand.page;
    this.#journey = journey;
    this.#document = document;
    this.#definition = definitionOf(journey.api);
  }

  async all(): Promise<void> {
    const { api, publisher, useCase = '', answers: own } = this.#journey;
    const definition = this.#definition;
    const eligibility = await this.#answerTree();
    await this.#hand.press({ role: 'button', name: 'Demander l’accès aux données' });
    Object.assign(eligibility, await this.#choosePath());
    await this.#hand.press({ role: 'button', name: 'Commencer la demande' });
    const stage = publisher ? 'production' : (definition.stages[0]?.id ?? '');
    const model = definition.use_cases.find(({ id }) => id === useCase);
    const start = { eligibility, use_case: useCase, answers: { ...(model && modelOf(model)), ...own } };
    const { answers } = fill(definition, stage, start);
    const steps = stepsOf(definition, stage, { ...start, answers });
    for (const [index, step] of steps.entries()) {
      await find(this.#page, { role: 'heading', name: step.title, exact: true });
      if (index === 0) await this.#begin(model?.label);
      for (const field of visibleFields(step, { ...start, answers })) await this.#answer(field, answers);
      await this.#hand.press({ role: 'button', name: 'Suivant', exact: true });
    }
    await find(this.#page, { role: 'heading', name: 'La synthèse', exact: true }).catch((error) => {
      throw new Error(`${api}: the form was not filled.\n${error}`);
    });
    await this.#promise();
    await this.#hand.press({ role: 'button', name: 'Soumettre la demande d’habilitation' });
  }

  /** As given, else the first answer that leads on. */
  async #answerTree(): Promise<EligibilityAnswers> {
    const { questions, verdicts, first } = this.#definition.eligibility;
    const given: EligibilityAnswers = { profil: 'administration', ...this.#journey.eligibility };
    const answers: EligibilityAnswers = {};
    for (let id: string | undefined = first; id !== undefined; ) {
      const { options = [], label = '' }: Partial<Question> = questions[id] ?? {};
      const option: Question['options'][number] | undefined =
        options.find((one) => one.id === given[id as string]) ??
        options.find((one) => one.next || verdicts[one.verdict ?? '']?.answer === 'yes');
      if (!option) throw new Error(`${this.#definition.id}: ${id} leads nowhere`);
      await this.#hand.press({ role: 'radio', name: option.label, group: label });
      answers[id] = option.id;
      id = option.next;
    }
    return answers;
  }

  /** Who develops, and with which publisher: asked where one stage follows another. */
  async #choosePath(): Promise<EligibilityAnswers> {
    const page = this.#page;
    const asked = () => look(page, { role: 'group', name: 'Qui développe' });
    const ready = () => look(page, { role: 'button', name: 'Commencer la demande' });
    await until('what comes after the verdict', async () => !!((await asked()) ?? (await ready())));
    if (!(await asked())) return {};
    const who = this.#journey.publisher ? 'Un éditeur de logiciels' : 'Notre équipe';
    await this.#hand.press({ role: 'radio', name: who });
    if (this.#journey.publisher) {
      const list = await find(page, { role: 'combobox', name: 'Quel éditeur' });
      await list.select(publisher);
      await reads(page, 'Directement « Production »');
    }
    await this.#hand.press({ role: 'button', name: 'Suivant', exact: true });
    return this.#journey.publisher
      ? { developpement: 'editeur', editeur: publisher }
      : { developpement: 'equipe' };
  }

  /** Chooses the use case, signs in, and looks at what the instructor will look at, which stays open. */
  async #begin(useCase: string | undefined): Promise<void> {
    if (useCase) await this.#hand.press({ role: 'radio', name: useCase });
    const { person } = this.#journey;
    if (person) {
      const known = await this.#page.browserContext().pages();
      await (await find(this.#page, { role: 'button', name: 'Enregistrer', exact: true })).click();
      await signInAs(await popupOf({ context: this.#page.browserContext() }, known), person);
      await reads(this.#page, 'Enregistré à');
    }
    const panel = { role: 'disclosure', name: 'Ce que l’instructeur vérifiera' } as const;
    if (await look(this.#page, panel)) await this.#hand.press(panel);
  }

  async #answer(field: Field, answers: Answers): Promise<void> {
    const { id, kind } = field;
    const answer = answers[id];
    if (answer === undefined) return;
    switch (kind) {
      case 'documents':
        await ((await this.#control(id, '[type=file]')) as ElementHandle<HTMLInputElement>).uploadFile(
          this.#document,
        );
        await reads(this.#page, this.#document.split('/').at(-1) ?? '');
        return;
      case 'person':
        for (const [part, text] of Object.entries(answer as Person)) {
          if (part === 'family_name') await this.#type(`${id}-${part}`, text, id);
          else await this.#hand.put(await this.#control(`${id}-${part}`), text);
        }
        return;
      case 'questionnaire':
        for (const { id: question, options } of field.questions) {
          const own = (answer as QuestionnaireAnswers)[question] ?? '';
          if (options) await this.#tick(`${id}-${question}`, options, [own]);
          else await this.#type(`${id}-${question}`, own, id);
        }
        return;
      case 'confirmation':
        await this.#tick(id, [{ id: '' }], ['']);
        return;
      case 'one_of':
      case 'several_of':
        await this.#tick(id, field.options, [answer].flat() as string[]);
        return;
      case 'scopes': {
        const all = this.#definition.scopes.groups.flatMap(({ scopes }) => scopes);
        await this.#tick(id, all, answer as string[]);
        return this.#playWith(id);
      }
      case 'date':
        // How a day is typed depends on the browser's language.
        return this.#hand.put(await this.#control(id), `${answer}`);
      default:
        await this.#type(id, `${answer}`, id);
    }
  }

  async #type(id: string, text: string, what: string): Promise<void> {
    const control = await this.#control(id);
    const before = await control.evaluate((field) => (field as HTMLInputElement).value);
    if (before !== text && text) await this.#hand.type(control, text, what);
  }

  /** @param chosen ids of the options to have ticked; the first option's box has the field's own id */
  async #tick(id: string, options: readonly { id: string }[], chosen: string[]): Promise<void> {
    for (const option of options) {
      if (!chosen.includes(option.id)) continue;
      const box = (await this.#look(`${id}-${option.id}`)) ?? (await this.#control(id));
      const free = await box.evaluate((input) => {
        const { checked, disabled } = input as HTMLInputElement;
        return !checked && !disabled;
      });
      if (free) await this.#hand.click(box, id);
    }
  }

  /** Ticks some data, and unticks them by the keyboard. */
  async #playWith(id: string): Promise<void> {
    const boxes = await this.#page.evaluateHandle(freeBoxes, id, moreTicks);
    for (const box of (await boxes.getProperties()).values()) {
      await this.#hand.click(box.asElement() as ElementHandle<Element>, id);
      await this.#hand.key(' ', id);
    }
  }

  async #promise(): Promise<void> {
    for (;;) {
      const [box] = (await (await this.#page.evaluateHandle(freeBoxes, '', 1)).getProperties()).values();
      const element = box?.asElement() as ElementHandle<Element> | undefined;
      if (!element) return;
      await this.#hand.click(element, 'a promise');
    }
  }

  async #control(id: string, selector = 'input,textarea'): Promise<ElementHandle<Element>> {
    let found: ElementHandle<Element> | undefined;
    await until(`${id} is asked`, async () => {
      found = (await this.#look(id)) ?? (await this.#look(`field-${id}`, selector));
      return !!found;
    });
    return found as ElementHandle<Element>;
  }

  async #look(id: string, selector = ''): Promise<ElementHandle<Element> | undefined> {
    const handle = await this.#page.evaluateHandle(byId, id, selector);
    return (handle.asElement() as ElementHandle<Element> | null) ?? undefined;
  }
}

/** Runs in the page. */
function byId(id: string, selector: string): Element | null {
  const form = document
    .querySelector('datapass-request')
    ?.shadowRoot?.querySelector('datapass-form')?.shadowRoot;
  const found = form?.getElementById(id) ?? null;
  return selector ? (found?.querySelector(selector) ?? null) : found;
}

/** Runs in the page: boxes that are free and not ticked. @param name of their field; of any when empty */
function freeBoxes(name: string, most: number): Element[] {
  const form = document
    .querySelector('datapass-request')
    ?.shadowRoot?.querySelector('datapass-form')?.shadowRoot;
  const all =
    form?.querySelectorAll<HTMLInputElement>('input[type=checkbox]:not(:checked):not(:disabled)') ?? [];
  return [...all].filter((box) => !name || box.name === name).slice(0, most);
}
