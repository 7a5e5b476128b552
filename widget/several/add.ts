/** « Ajouter une API »: another API for the same file. Part of the chunk of what the forms share. */
import { html } from 'lit';
import type { FormContext } from '../form/fields/field.ts';
import type { DatapassForm } from '../form/form.ts';
import type { DatapassRequest } from '../request/request.ts';
import { focusHeading, heading } from '../shared/heading.ts';
import { button } from '../shared/parts.ts';
import { jsonOf } from '../shared/problems.ts';
import { adopt } from '../shared/styles.ts';
import { addStyles } from './add.styles.ts';
import { addWords } from './add.words.ts';

/** Of `GET /catalogue`, what is read of an API. */
interface Listed {
  id: string;
  title: string;
  accepting: boolean;
  provider: { acronym: string };
  stages: unknown[];
}

const hostOf = (form: Pick<FormContext, 'getRootNode'>): DatapassRequest =>
  (form.getRootNode() as ShadowRoot).host as DatapassRequest;

/** Asks for one API more in the file of a form; the form becomes the first of a file where there is none. */
export async function join(form: FormContext, api: string): Promise<void> {
  const host = hostOf(form);
  const { autosave, session } = form;
  // What the element that takes over reads is what was typed.
  if (session.state === 'signed-in' && autosave.dirty) await autosave.save();
  let file = host.within;
  if (!file) {
    const { RequestFile } = await import('./file.ts');
    file = new RequestFile(host.journey, [host.api]);
    if (autosave.view) file.note(autosave.view);
    file.leadBy(host.api);
    await file.begin();
  }
  await file.add(api);
}

export class AddApi {
  readonly #form: FormContext;
  #list: Listed[] | undefined;
  #failure = '';

  constructor(form: FormContext) {
    this.#form = form;
    adopt(form as DatapassForm, addStyles);
    void this.#ask();
  }

  get #t() {
    return addWords[this.#form.language];
  }

  async #ask(): Promise<void> {
    const { language, definition } = this.#form;
    const { base, within } = hostOf(this.#form);
    const there = [definition.id, ...(within?.members.map(({ api }) => api) ?? [])];
    try {
      const list = await jsonOf<Listed[]>(await fetch(`${base}/catalogue?lang=${language}`));
      this.#list = list.filter(({ id, accepting, stages }) => accepting && stages[0] && !there.includes(id));
    } catch {
      this.#failure = this.#t.unread;
    }
    this.#form.recheck();
    await (this.#form as DatapassForm).updateComplete;
    focusHeading((this.#form as DatapassForm).shadowRoot, '.another>[role=heading]');
  }

  #join = (): void => {
    const { shadowRoot } = this.#form as DatapassForm;
    const select = shadowRoot?.querySelector<HTMLSelectElement>('.another select');
    this.#failure = select?.value ? '' : this.#t.addFirst;
    if (select?.value) void join(this.#form, select.value);
    else select?.focus();
    this.#form.recheck();
  };

  template(): unknown {
    const t = this.#t;
    const list = this.#list;
    return html`<section class="card another">${heading(this.#form.headingLevel + 1, t.add)}<p class="hint">${
      list && !list[0] ? t.none : t.addHint
    }</p>${
      list?.[0]
        ? html`<div class="row"><label class="grow"><b>${t.choose}</b> <select><option value="">${t.chooseOne}</option>${list.map(
            ({ id, title, provider }) =>
              html`<option value=${id}>${`${title} (${provider.acronym})`}</option>`,
          )}</select></label>${button(t.addIt, this.#join, 'second')}</div>`
        : ''
    }<p role="status" class="msg">${this.#failure}</p></section>`;
  }
}
