/** Under a deliberation: what its text was found to hold, with the page, and what to tick where it could not be. */
import { html } from 'lit';
import type { ReadingView } from '../../server/http/api-beside.ts';
import type { FieldView, FormContext } from '../form/fields/field.ts';
import { call } from '../shared/call.ts';
import { heading } from '../shared/heading.ts';
import { badge } from '../shared/parts.ts';
import type { Part } from './beside.ts';
import { besideWords } from './words.ts';

/** Milliseconds before asking again whether a document has been read; each wait is twice the one before. */
const FIRST = 1500;
const LONGEST = 30_000;

export class Readings implements Part {
  readonly #form: FormContext;
  readonly #draw: () => void;
  /** By document; undefined while the first answer is on its way. */
  readonly #views = new Map<string, ReadingView | undefined>();

  constructor(form: FormContext, draw: () => void) {
    this.#form = form;
    this.#draw = draw;
  }

  after({ field }: FieldView): unknown {
    const { autosave, language, session } = this.#form;
    const documents = autosave.documents.of(field.id);
    if (!documents[0]) return '';
    if (!session.person) return html`<p class="hint">${besideWords[language].later}</p>`;
    return documents.map(({ id, name, file }) => {
      if (file) return '';
      if (!this.#views.has(id)) {
        this.#views.set(id, undefined);
        void this.#ask(id, FIRST);
      }
      const view = this.#views.get(id);
      return view ? this.#template(id, name, view) : '';
    });
  }

  #template(id: string, name: string, { status, text, items }: ReadingView): unknown {
    const { headingLevel, language } = this.#form;
    const t = besideWords[language];
    const title = heading(headingLevel + 1, t.reading(name));
    if (status === 'pending')
      return html`<section class="card" role="status">${title}<p>${badge('info', t.pending)} ${text}</p></section>`;
    const ticked = items.flatMap((item) => (item.ticked ? item.id : []));
    return html`<section class="card">${title}<p role="status">${text}</p><div>${items.map((item) =>
      item.found
        ? html`<div class="choice"><span aria-hidden="true">✓</span><span><b>${item.label}</b> ${badge('ok', t.found)}<span class="hint">${item.text}</span></span></div>`
        : html`<label class="choice"><input type="checkbox" .checked=${item.ticked} @change=${(
            event: Event,
          ) =>
            this.#tick(
              id,
              (event.target as HTMLInputElement).checked
                ? [...ticked, item.id]
                : ticked.filter((other) => other !== item.id),
            )}><span><b>${item.label}</b> ${status === 'read' && !item.ticked ? badge('warn', t.missing) : ''}<span class="hint">${item.text}</span>${
            item.hint ? html`<span class="hint">${item.hint}</span>` : ''
          }</span></label>`,
    )}</div></section>`;
  }

  #path(id: string): string {
    return `/requests/${this.#form.autosave.view?.id}/documents/${id}/reading`;
  }

  /** Until it has been read, ever more rarely, and not in a tab that nobody sees. */
  async #ask(id: string, wait: number): Promise<void> {
    const { session, autosave } = this.#form;
    const present = autosave.documents.list.some((document) => document.id === id);
    if (!present) this.#views.delete(id);
    if (!present || wait > LONGEST) return;
    if (!document.hidden) {
      try {
        this.#views.set(id, await call<ReadingView>(session, this.#path(id)));
        this.#draw();
      } catch {
        // Asked again below; a file of another type is not read at all.
      }
    }
    const status = this.#views.get(id)?.status ?? 'pending';
    if (status === 'pending') setTimeout(() => this.#ask(id, wait * 2), wait);
  }

  /** The person says that it is there. */
  async #tick(id: string, ticked: string[]): Promise<void> {
    const { session, autosave } = this.#form;
    try {
      const answer = await call<ReadingView>(session, this.#path(id), {
        method: 'PUT',
        body: JSON.stringify({ ticked }),
        headers: { 'content-type': 'application/json' },
      });
      this.#views.set(id, answer);
    } catch (error) {
      autosave.fail(error);
    }
    this.#draw();
  }
}
