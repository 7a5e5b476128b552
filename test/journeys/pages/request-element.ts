/** `<datapass-request>` as an applicant uses it: by the words on the screen. */
import type { ElementHandle, Page } from 'puppeteer-core';
import { click, fill, find, reads, until } from './find.ts';

/** A person as the form asks for one. */
export interface PersonTyped {
  given: string;
  family: string;
  job: string;
  email: string;
  phone: string;
}

/** What an applicant types for the school canteen, beyond what the use case fills in. */
export const canteen = {
  title: 'Dites-le-nous une fois – Tarification de la cantine scolaire',
  scopes: [
    'Dernière année de revenu (N-1)',
    'Adresse déclarée au 1er Janvier',
    'Situation de famille',
    'Nombre de parts',
    'Revenu fiscal de référence',
  ],
  controller: {
    given: 'Rachel',
    family: 'Responsable',
    job: 'Directrice générale des services',
    email: 'rachel.responsable@commune.example',
    phone: '01 99 00 00 21',
  },
  officer: {
    given: 'Denis',
    family: 'Délégué',
    job: 'Délégué à la protection des données',
    email: 'denis.delegue@commune.example',
    phone: '01 99 00 00 22',
  },
  technical: {
    given: 'Tristan',
    family: 'Technique',
    job: 'Chef de projet',
    email: 'tristan.technique@editeur.example',
    phone: '01 99 00 00 05',
  },
} as const;

/** The steps in order, as their headings say. */
export const stepTitles = [
  'Mon projet',
  'Le cadre juridique',
  'Les données',
  'Les modalités d’accès',
  'Le traitement des données personnelles',
  'Les personnes impliquées',
  'La synthèse',
] as const;

export type StepTitle = (typeof stepTitles)[number];

export class RequestElement {
  readonly page: Page;
  /** A file on this machine: the deliberation to attach. */
  readonly #document: string;

  constructor(page: Page, document: string) {
    this.page = page;
    this.#document = document;
  }

  /** Opens a host page and waits for the first question. */
  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await find(this.page, { role: 'group', name: 'Vous êtes' });
  }

  /** An agent of a municipality who finds people by their tax number. */
  async becomeEligible(): Promise<void> {
    await click(this.page, { role: 'radio', name: 'Une administration ou une collectivité' });
    await click(this.page, { role: 'radio', name: 'Par le numéro fiscal' });
    await reads(this.page, 'Vous êtes éligible');
  }

  /** From the verdict to the first step of the form. */
  async begin(): Promise<void> {
    await click(this.page, { role: 'button', name: 'Demander l’accès aux données' });
    await this.choosePath();
    await click(this.page, { role: 'button', name: 'Commencer la demande' });
    await this.onStep('Mon projet');
  }

  /** To the sandbox: the organisation's own team develops. */
  async choosePath(): Promise<void> {
    await click(this.page, { role: 'radio', name: 'Notre équipe' });
    await this.next();
    await find(this.page, { role: 'heading', name: 'Ce qu’il vous faudra' });
  }

  /** From the host page to the first step of the form. */
  async openForm(url: string): Promise<void> {
    await this.open(url);
    await this.becomeEligible();
    await this.begin();
  }

  async onStep(title: string): Promise<void> {
    await find(this.page, { role: 'heading', name: title, exact: true });
  }

  async next(): Promise<void> {
    await click(this.page, { role: 'button', name: 'Suivant', exact: true });
  }

  async previous(): Promise<void> {
    await click(this.page, { role: 'button', name: 'Précédent', exact: true });
  }

  /** Fills one step with the canteen's answers. */
  async fillStep(title: StepTitle): Promise<void> {
    const { page } = this;
    switch (title) {
      case 'Mon projet':
        await click(page, { role: 'radio', name: 'Cantine scolaire' });
        await click(page, { role: 'radio', name: 'Un éditeur de logiciels', group: 'Qui développe' });
        await fill(page, { role: 'textbox', name: 'Nom de l’éditeur' }, 'Éditions Logicielles Fictives');
        await fill(page, { role: 'textbox', name: 'Logiciel utilisé' }, 'Cantine facile');
        await click(page, { role: 'radio', name: 'En cours de développement' });
        return;
      case 'Le cadre juridique':
        await this.attachDocument();
        return;
      case 'Les données':
        for (const name of canteen.scopes) await click(page, { role: 'checkbox', name });
        return;
      case 'Les modalités d’accès':
        await click(page, { role: 'checkbox', name: 'Par le numéro fiscal' });
        return;
      case 'Le traitement des données personnelles':
        await fill(page, { role: 'textbox', name: 'Durée de conservation' }, '12');
        return;
      case 'Les personnes impliquées':
        await this.fillPerson('Responsable de traitement', canteen.controller);
        await this.fillPerson('Délégué à la protection des données', canteen.officer);
        await this.fillPerson('Contact technique', canteen.technical);
        return;
      case 'La synthèse':
        await this.promise();
    }
  }

  /** Fills these steps, each in its turn, and goes on to the next. */
  async fillSteps(...titles: StepTitle[]): Promise<void> {
    for (const title of titles) {
      await this.onStep(title);
      await this.fillStep(title);
      await this.next();
    }
  }

  /** From the first step to the summary. */
  async fillAll(onEach?: (title: StepTitle) => Promise<void>): Promise<void> {
    for (const title of stepTitles) {
      await this.onStep(title);
      await this.fillStep(title);
      await onEach?.(title);
      if (title !== 'La synthèse') await this.next();
    }
  }

  async attachDocument(): Promise<void> {
    const input = (await find(this.page, {
      role: 'file',
      name: 'Choisir un fichier',
    })) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(this.#document);
    await reads(this.page, 'deliberation.pdf');
  }

  async fillPerson(group: string, person: PersonTyped): Promise<void> {
    const field = (name: string) => ({ role: 'textbox', name, exact: true, group }) as const;
    await fill(this.page, field('Prénom'), person.given);
    await fill(this.page, field('Nom'), person.family);
    await fill(this.page, field('Fonction'), person.job);
    await fill(this.page, field('Adresse électronique'), person.email);
    await fill(this.page, field('Téléphone'), person.phone);
  }

  /** @param day YYYY-MM-DD: how it is typed depends on the browser's language */
  async setDay(name: string, day: string): Promise<void> {
    const field = await find(this.page, { role: 'textbox', name });
    await field.evaluate((input, value) => {
      (input as HTMLInputElement).value = value;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }, day);
  }

  /** Ticks every commitment of the summary. */
  async promise(): Promise<void> {
    await this.onStep('La synthèse');
    await until('every commitment is ticked', async () => {
      const box = await this.page.evaluateHandle(firstUnticked);
      const element = box.asElement() as ElementHandle<HTMLElement> | null;
      if (!element) return true;
      await element.click();
      return false;
    });
  }

  async submit(): Promise<void> {
    await click(this.page, { role: 'button', name: 'Soumettre la demande d’habilitation' });
  }

  /** What a text field holds. */
  async valueOf(name: string, group?: string): Promise<string> {
    const field = await find(this.page, { role: 'textbox', name, ...(group && { group }) });
    return field.evaluate((input) => (input as HTMLInputElement).value);
  }
}

/** Runs in the page: the first box of the summary that is not ticked. */
function firstUnticked(): HTMLElement | null {
  const form = document
    .querySelector('datapass-request')
    ?.shadowRoot?.querySelector('datapass-form')?.shadowRoot;
  return form?.querySelector<HTMLElement>('input[type=checkbox]:not(:checked)') ?? null;
}
