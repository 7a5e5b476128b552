/** Under the field of signed documents: the forms to sign, filled in from what is saved. */
import { html } from 'lit';
import type { FormContext } from '../form/fields/field.ts';
import { button } from '../shared/parts.ts';
import type { Part } from './beside.ts';
import { besideWords } from './words.ts';

export class Signing implements Part {
  readonly #form: FormContext;
  readonly #draw: () => void;
  #failure = '';

  constructor(form: FormContext, draw: () => void) {
    this.#form = form;
    this.#draw = draw;
  }

  after(): unknown {
    const { definition, language, session, autosave } = this.#form;
    const t = besideWords[language];
    if (!session.person || !autosave.view) return html`<p class="hint">${t.signLater}</p>`;
    return html`<p class="hint">${t.sign}</p><div class="row start">${definition.forms_to_sign.flatMap(
      (name) => {
        const file = `${name.replaceAll('_', '-')}.pdf`;
        const get = (path: string, label: string) =>
          button(`${label} (PDF)`, () => this.#download(path, file), 'second');
        return [
          get(file, t.forms[name]),
          // Its publisher signs one too.
          name === 'attestation_employeur' ? get(`${file}?for=editor`, `${t.forms[name]}, ${t.editor}`) : '',
        ];
      },
    )}</div><p role="status" class="msg">${this.#failure}</p>`;
  }

  /** A link would go without the person's proof of identity. */
  async #download(path: string, name: string): Promise<void> {
    const { session, autosave, language } = this.#form;
    this.#failure = '';
    try {
      // What has just been typed stands in the form.
      await autosave.save();
      const answer = await session.fetch(`/requests/${autosave.view?.id}/forms/${path}`, {});
      if (!answer.ok) throw new TypeError('no form');
      const address = URL.createObjectURL(await answer.blob());
      Object.assign(document.createElement('a'), { href: address, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    } catch {
      this.#failure = besideWords[language].unread;
    }
    this.#draw();
  }
}
