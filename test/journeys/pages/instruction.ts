/** Our own pages for instructors. */
import type { Page } from 'puppeteer-core';
import { click, fill, reads } from './find.ts';
import { signInAs } from './proconnect.ts';

export class InstructionPage {
  readonly page: Page;
  readonly #backend: string;

  constructor(page: Page, backend: string) {
    this.page = page;
    this.#backend = backend;
  }

  /** Opens the list; signs in on the way. */
  async signIn(person: string): Promise<void> {
    await this.page.goto(`${this.#backend}/instruction`);
    await signInAs(this.page, person);
    await reads(this.page, 'Demandes à instruire');
  }

  /** Opens a request by the link of the list, whether it waits or not. */
  async open(title: string): Promise<void> {
    await this.page.goto(`${this.#backend}/instruction?onglet=toutes`);
    await click(this.page, { role: 'link', name: title });
    await reads(this.page, 'Historique');
  }

  async askForChange(reason: string, fields: string[]): Promise<void> {
    await click(this.page, { role: 'link', name: 'Demander une modification' });
    for (const field of fields) await click(this.page, { role: 'checkbox', name: field });
    await fill(this.page, { role: 'textbox', name: 'Motif' }, reason);
    await click(this.page, { role: 'button', name: 'Envoyer la demande de modification' });
    await reads(this.page, 'Votre demande de modification est envoyée');
  }

  async refuse(ground: string, reason: string): Promise<void> {
    await click(this.page, { role: 'link', name: 'Refuser' });
    await click(this.page, { role: 'radio', name: ground });
    await fill(this.page, { role: 'textbox', name: 'Motif' }, reason);
    await click(this.page, { role: 'button', name: 'Refuser la demande' });
    await reads(this.page, 'La demande est refusée.');
  }

  async validate(message = ''): Promise<void> {
    await click(this.page, { role: 'link', name: 'Valider' });
    if (message) await fill(this.page, { role: 'textbox', name: 'Message' }, message);
    await click(this.page, { role: 'button', name: 'Valider la demande' });
    await reads(this.page, 'La demande est validée.');
  }
}
