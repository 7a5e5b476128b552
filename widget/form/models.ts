/**
 * Models: a use case fills in what similar requests have in common, says what it has filled, and never writes over
 * what the person has typed without asking. A chunk of its own, loaded when a use case is chosen.
 */
import type { UseCase } from '../../catalogue/definition.ts';
import { offeredScopes } from '../../catalogue/scopes.ts';
import { modelOf, useCaseNamed } from '../../catalogue/use-cases.ts';
import { badge, button } from '../shared/parts.ts';
import { namesOf } from './check.ts';
import { links } from './errors.ts';
import type { FormContext } from './fields/field.ts';
import { modelWords } from './models.words.ts';
import { isPrefilled, planPrefill } from './prefill.ts';

export class Models {
  /** Fields that the use case has filled, and those where the person's own words were kept. */
  filled: string[] = [];
  typed: string[] = [];
  readonly #form: FormContext;

  constructor(form: FormContext) {
    this.#form = form;
  }

  get #t() {
    return modelWords[this.#form.language];
  }

  get #chosen(): UseCase | undefined {
    return this.#find(this.#form.values['@use_case']);
  }

  #find(name: unknown): UseCase | undefined {
    return useCaseNamed(this.#form.definition, name as string);
  }

  /** @param name of a use case: its id, or an alias */
  choose(name: unknown): void {
    const form = this.#form;
    const chosen = this.#find(name);
    const plan = planPrefill(chosen, this.#chosen, form.context.answers);
    this.filled = Object.keys(plan.write);
    this.typed = plan.typed;
    const cleared = Object.fromEntries(plan.clear.map((field) => [field, undefined]));
    form.change({ '@use_case': chosen?.id ?? null, ...cleared, ...this.#onOffer(chosen), ...plan.write });
    form.announce(this.#t.filled(this.filled.length));
  }

  /** The data ticked before, without what this use case hides: nobody could untick it. */
  #onOffer(chosen: UseCase | undefined): { scopes?: string[] } {
    const { context, definition } = this.#form;
    const ticked = context.answers.scopes as string[] | undefined;
    const offered = offeredScopes(definition, { ...context, use_case: chosen?.id ?? '' });
    const kept = ticked?.filter((id) => offered.some((scope) => scope.id === id)) ?? [];
    return ticked && kept.length < ticked.length ? { scopes: kept } : {};
  }

  /** The person says yes: the model's words instead of theirs. */
  #replace = (): void => {
    const { typed } = this;
    this.filled = [...this.filled, ...typed];
    this.typed = [];
    const model = this.#chosen ? modelOf(this.#chosen) : {};
    this.#form.change(Object.fromEntries(typed.map((field) => [field, model[field]])));
  };

  /** Another step shows: what was filled there is no news any more. */
  forget(): void {
    this.filled = this.typed = [];
  }

  /** Marks a field while it says what the model wrote. */
  tag(field: string): unknown {
    const chosen = this.#chosen;
    const { answers } = this.#form.context;
    return chosen && isPrefilled(chosen, field, answers) ? badge('info', this.#t.model(chosen.label)) : '';
  }

  /** Marks the data that this use case usually needs. */
  usual(scope: string): unknown {
    const chosen = this.#chosen;
    return chosen?.usual_scopes.includes(scope) ? badge('info', this.#t.usual(chosen.label)) : '';
  }

  /** What choosing has done, field by field. */
  notices(): unknown {
    const { filled, typed } = this;
    const form = this.#form;
    const t = this.#t;
    const replace = button(t.replace, this.#replace, 'second');
    return [
      filled.length ? links(form, t.filled(filled.length), namesOf(form, filled), 'info') : '',
      typed.length ? links(form, t.typed, namesOf(form, typed), 'warn', '', replace) : '',
    ];
  }
}
