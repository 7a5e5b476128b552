/** Under an answer that counts on another API of the same file (« je le demande dans ce dossier »): the way to add it. */
import { html } from 'lit';
import type { FieldView, FormContext } from '../form/fields/field.ts';
import type { DatapassRequest } from '../request/request.ts';
import { button } from '../shared/parts.ts';
import type { Part } from './beside.ts';

const words = {
  fr: { add: 'L’ajouter à ce dossier', there: 'Elle est dans ce dossier.', open: 'L’ouvrir' },
  en: { add: 'Add it to this file', there: 'It is in this file.', open: 'Open it' },
};

export class InFile implements Part {
  readonly #form: FormContext;

  constructor(form: FormContext) {
    this.#form = form;
  }

  after({ field, value }: FieldView): unknown {
    const form = this.#form;
    const t = words[form.language];
    const api = field.kind === 'one_of' && field.options.find(({ id }) => id === value)?.in_file;
    if (!api || (form.autosave.view?.state ?? 'draft') !== 'draft') return '';
    // None around a form that is on its way out.
    const { host } = form.getRootNode() as { host?: DatapassRequest };
    const within = host?.within;
    const there = within?.members.find((member) => member.api === api);
    if (there)
      return html`<p class="hint">${t.there} ${button(t.open, () => within?.show(there), 'plain')}</p>`;
    return html`<p>${button(t.add, () => this.#add(api), 'second')}</p>`;
  }

  async #add(api: string): Promise<void> {
    try {
      await (await import('../several/add.ts')).join(this.#form, api);
    } catch (error) {
      this.#form.autosave.fail(error);
    }
  }
}
