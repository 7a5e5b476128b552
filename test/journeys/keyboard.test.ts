/** The whole applicant path with a keyboard and nothing else: Tab, Space, Enter and letters. */
import type { ElementHandle, Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { installed, popupOf } from './browser.ts';
import { find, type Query, reads, until } from './pages/find.ts';
import { canteen, type PersonTyped } from './pages/request-element.ts';
import { openWorld } from './world.ts';

const world = await openWorld();

test.each(installed)(
  'a request is filled in and submitted by keyboard, in %s',
  { timeout: 240_000 },
  async (name) => {
    const applicant = await world.visitor(name);
    const element = world.element(applicant);
    const { page } = applicant;
    await element.open(world.catalogue('/minimal'));
    const keys = new Keyboard(page);

    await keys.choose({ role: 'radio', name: 'Une administration ou une collectivité' });
    await find(page, { role: 'radio', name: 'Par le numéro fiscal' });
    await keys.choose({ role: 'radio', name: 'Par le numéro fiscal' });
    await keys.press({ role: 'button', name: 'Demander l’accès aux données' });
    await keys.choose({ role: 'radio', name: 'Notre équipe' });
    await keys.next();
    await keys.press({ role: 'button', name: 'Commencer la demande' });

    await element.onStep('Mon projet');
    await keys.choose({ role: 'radio', name: 'Cantine scolaire' });
    await keys.choose({ role: 'radio', name: 'Un éditeur de logiciels', group: 'Qui développe' });
    await keys.type({ role: 'textbox', name: 'Nom de l’éditeur' }, 'Éditions Logicielles Fictives');
    await keys.type({ role: 'textbox', name: 'Logiciel utilisé' }, 'Cantine facile');
    await keys.choose({ role: 'radio', name: 'En cours de développement' });
    await keys.next();

    await element.onStep('Le cadre juridique');
    const input = await keys.reach({ role: 'file', name: 'Choisir un fichier' });
    // The file dialogue belongs to the system; what it gives is put in directly.
    await (input as ElementHandle<HTMLInputElement>).uploadFile(world.document);
    await reads(page, 'deliberation.pdf');
    await keys.next();

    await element.onStep('Les données');
    for (const scope of canteen.scopes) await keys.choose({ role: 'checkbox', name: scope });
    await keys.next();
    await element.onStep('Les modalités d’accès');
    await keys.choose({ role: 'checkbox', name: 'Par le numéro fiscal' });
    await keys.next();
    await element.onStep('Le traitement des données personnelles');
    await keys.type({ role: 'textbox', name: 'Durée de conservation' }, '12');
    await keys.next();
    await element.onStep('Les personnes impliquées');
    await keys.person('Responsable de traitement', canteen.controller);
    await keys.person('Délégué à la protection des données', canteen.officer);
    await keys.person('Contact technique', canteen.technical);
    await keys.next();

    await element.onStep('La synthèse');
    await keys.tickAll();
    await keys.press({ role: 'button', name: 'Soumettre la demande d’habilitation' });
    const popup = await popupOf(applicant, [page]);
    const there = new Keyboard(popup);
    await there.press({ role: 'button', name: 'Camille Exemple' });
    await reads(page, 'Vous voici identifié');
    await page.bringToFront();
    await keys.press({ role: 'button', name: 'Soumettre la demande d’habilitation' });
    await reads(page, 'En cours d’instruction');
    expect(applicant.complaints.errors).toEqual([]);
  },
);

/** Moves the focus as a person does, and sees at each stop that the focus can be seen. */
class Keyboard {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Tabs until the focus is there. A group of radios is one stop: from there the arrows go on. */
  async reach(query: Query): Promise<ElementHandle<HTMLElement>> {
    const wanted = await find(this.#page, query);
    const where = await wanted.evaluate(place);
    for (let stops = 0; stops < 150; stops++) {
      const state = await wanted.evaluate(standing);
      if (state === 'focused') {
        expect(await wanted.evaluate(showsFocus), `${query.role} ${query.name} shows its focus`).toBe(true);
        return wanted;
      }
      if (state === 'same group') await this.#page.keyboard.press('ArrowDown');
      else if (where === 'before') {
        await this.#page.keyboard.down('Shift');
        await this.#page.keyboard.press('Tab');
        await this.#page.keyboard.up('Shift');
      } else await this.#page.keyboard.press('Tab');
    }
    throw new Error(`The keyboard does not get to ${query.role} ${query.name}.`);
  }

  async choose(query: Query): Promise<void> {
    const wanted = await this.reach(query);
    if (!(await wanted.evaluate((box) => (box as HTMLInputElement).checked)))
      await this.#page.keyboard.press(' ');
    await until(`${query.name} is chosen`, () => wanted.evaluate((box) => (box as HTMLInputElement).checked));
  }

  async press(query: Query): Promise<void> {
    await this.reach(query);
    await this.#page.keyboard.press('Enter');
  }

  async type(query: Query, text: string): Promise<void> {
    await this.reach(query);
    await this.#page.keyboard.type(text);
  }

  async next(): Promise<void> {
    await this.press({ role: 'button', name: 'Suivant', exact: true });
  }

  async person(group: string, { given, family, job, email, phone }: PersonTyped): Promise<void> {
    const field = (name: string) => ({ role: 'textbox', name, exact: true, group }) as const;
    await this.type(field('Prénom'), given);
    await this.type(field('Nom'), family);
    await this.type(field('Fonction'), job);
    await this.type(field('Adresse électronique'), email);
    await this.type(field('Téléphone'), phone);
  }

  /** Every box of the summary: the commitments. */
  async tickAll(): Promise<void> {
    for (;;) {
      const handle = await this.#page.evaluateHandle(() => {
        const form = document
          .querySelector('datapass-request')
          ?.shadowRoot?.querySelector('datapass-form')?.shadowRoot;
        return form?.querySelector('input[type=checkbox]:not(:checked)') ?? null;
      });
      const box = handle.asElement() as ElementHandle<HTMLElement> | null;
      if (!box) return;
      for (let stops = 0; (await box.evaluate(standing)) !== 'focused'; stops++) {
        if (stops > 150) throw new Error('The keyboard does not get to a commitment.');
        await this.#page.keyboard.press('Tab');
      }
      await this.#page.keyboard.press(' ');
    }
  }
}

/** Runs in the page: where the focus stands, seen from the element that is wanted. */
function standing(wanted: Element): 'focused' | 'same group' | 'elsewhere' {
  let focus = document.activeElement;
  while (focus?.shadowRoot?.activeElement) focus = focus.shadowRoot.activeElement;
  if (focus === wanted) return 'focused';
  const radio = (element: Element | null): string =>
    element instanceof HTMLInputElement && element.type === 'radio' ? element.name : '';
  return radio(wanted) !== '' && radio(wanted) === radio(focus) ? 'same group' : 'elsewhere';
}

/** Runs in the page: whether what is wanted stands before the focus, in reading order. */
function place(wanted: Element): 'before' | 'after' {
  let focus = document.activeElement;
  while (focus?.shadowRoot?.activeElement) focus = focus.shadowRoot.activeElement;
  if (!focus || focus.getRootNode() !== wanted.getRootNode()) return 'after';
  return focus.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING ? 'before' : 'after';
}

/** Runs in the page: an outline or a shadow is drawn around the focus (WCAG 2.4.7), by the control or its label. */
function showsFocus(focused: Element): boolean {
  const drawn = (element: Element | null): boolean => {
    if (!element) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
  };
  const root = focused.getRootNode() as ShadowRoot;
  const label = focused.id ? root.querySelector(`label[for="${CSS.escape(focused.id)}"]`) : null;
  return drawn(focused) || drawn(focused.closest('label')) || drawn(label);
}
