/** A question of a few lines inside a larger page: what was typed, what is wrong with it, what came of it. */
import { html, type TemplateResult } from 'lit';
import type { Field } from '../../catalogue/definition.ts';
import { fieldTemplate } from '../form/fields/index.ts';
import { button } from '../shared/parts.ts';
import type { ProblemError } from '../shared/problems.ts';
import { wordsIn } from '../words/index.ts';
import type { Place } from './place.ts';

export class Ask {
  /** As typed, by name; kept until it was sent. */
  values: Record<string, string> = {};
  readonly #id: string;
  readonly #place: Place;
  /** By name of a field. */
  #errors: Record<string, string[]> = {};
  #failure = '';
  #said = '';
  #busy = false;

  /** @param id unlike any other on the page */
  constructor(place: Place, id: string) {
    this.#place = place;
    this.#id = id;
  }

  control(name: string): string {
    return `@${this.#id}-${name}`;
  }

  field(name: string, field: Partial<Field> & { label: string }): TemplateResult {
    const { language, draw } = this.#place;
    const form = { t: wordsIn(language), errorsOf: () => this.#errors[name] ?? [], announce() {} };
    return fieldTemplate({
      field: { ...field, id: this.control(name) } as Field,
      form: form as never,
      value: this.values[name],
      set: (value) => {
        this.values[name] = value as string;
        draw();
      },
      autocomplete: 'off',
    });
  }

  /**
   * The question with its button. Enter in one of its fields is that button, whatever form is around.
   * @param act what to do; returns what to say of it, or nothing where it speaks for itself
   * @param kind of button
   */
  template(inside: unknown, label: string, act: () => Promise<string>, kind = 'second'): TemplateResult {
    const run = () => this.#run(act);
    const enter = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || (event.target as Element).localName !== 'input') return;
      event.preventDefault();
      void run();
    };
    const { saving } = wordsIn(this.#place.language);
    return html`<div class="stack tight" @keydown=${enter}>${inside}<div role="alert" class="msg">${this.#failure}</div>${button(
      label,
      run,
      kind,
    )}<div role="status">${this.#busy ? saving.saving : this.#said && html`<b>✓ ${this.#said}</b>`}</div></div>`;
  }

  /** One at a time; where the server refuses, its words stand at the field. */
  async #run(act: () => Promise<string>): Promise<void> {
    const place = this.#place;
    if (this.#busy) return;
    this.#busy = true;
    this.#errors = {};
    this.#failure = this.#said = '';
    place.draw();
    try {
      this.#said = await act();
    } catch (error) {
      const { message, body } = error as ProblemError;
      const known = (body?.fields ?? []).filter(({ field }) => /^(email|text)$/.test(field));
      for (const { field, message } of known) this.#errors[field] = [message];
      const [first] = known;
      if (first) place.focus(this.control(first.field));
      else this.#failure = body?.fields?.[0]?.message || message || wordsIn(place.language).down;
    }
    this.#busy = false;
    place.draw();
  }
}
