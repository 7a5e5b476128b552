/** What others have answered while the form was open: said above the fields, and at each until it is written over. */
import { html } from 'lit';
import { stepsOf } from '../../catalogue/steps.ts';
import type { Values } from '../drafts/draft.ts';
import { same } from '../drafts/same.ts';
import { namesOf } from '../form/check.ts';
import { links } from '../form/errors.ts';
import type { FormContext } from '../form/fields/field.ts';
import type { RequestView } from '../shared/api-types.ts';
import { badge, button } from '../shared/parts.ts';
import { peopleWords } from './words.ts';

export class News {
  readonly #form: FormContext;
  readonly #draw: () => void;
  /** By field. */
  readonly #came = new Map<string, { who: string; value: unknown }>();
  /** Fields of it that have not been read. */
  #unread: string[] = [];
  #seen: RequestView | undefined;
  #values: Values = {};

  constructor(form: FormContext, draw: () => void) {
    this.#form = form;
    this.#draw = draw;
  }

  get #t() {
    return peopleWords[this.#form.language];
  }

  /** Notes which answers a new version has brought that were not written here. Before the form is drawn. */
  #listen(): void {
    const { definition, stage, values, autosave, announce } = this.#form;
    const { view } = autosave;
    if (view !== this.#seen && view?.id === this.#seen?.id) {
      for (const { id, fields } of stepsOf(definition, stage)) {
        const who = view?.written_by[id];
        if (!who) continue;
        for (const field of fields) {
          const value = values[field.id];
          // Documents are listed as they come.
          if (field.kind === 'documents' || same(value, this.#values[field.id])) continue;
          this.#came.set(field.id, { who, value });
          this.#unread = [...new Set([...this.#unread, field.id])];
          announce(this.#t.came(who));
        }
      }
    }
    this.#seen = view;
    this.#values = values;
  }

  above(): unknown {
    this.#listen();
    const t = this.#t;
    const whos = new Set(this.#unread.map((id) => this.#came.get(id)?.who));
    const read = () => {
      this.#unread = [];
      this.#draw();
    };
    return this.#unread[0]
      ? links(
          this.#form,
          t.came([...whos].join(', ')),
          namesOf(this.#form, this.#unread),
          'info',
          '',
          button(t.seen, read, 'second'),
        )
      : '';
  }

  /** Under a field. */
  after(field: string): unknown {
    const came = this.#came.get(field);
    return came && same(came.value, this.#form.values[field])
      ? html`<p class="hint">${badge('info', this.#t.by(came.who))}</p>`
      : '';
  }
}
