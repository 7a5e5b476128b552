/**
 * Models: a use case fills in what similar requests have in common, says what it has filled, and never writes over
 * what the person has typed without asking. A chunk of its own, loaded when a use case is chosen.
 */
import type { Answers } from '../../catalogue/answers.ts';
import type { UseCase } from '../../catalogue/definition.ts';
import { modelOf, useCaseNamed } from '../../catalogue/models.ts';
import { offeredScopes, type ScopeState } from '../../catalogue/scopes.ts';
import type { Values } from '../drafts/draft.ts';
import { badge, button } from '../shared/parts.ts';
import { namesOf } from './check.ts';
import { links } from './errors.ts';
import type { FormContext } from './fields/field.ts';
import { given } from './given.ts';
import { modelWords } from './models.words.ts';
import { alike, planPrefill } from './prefill.ts';

interface Written {
  value: unknown;
  /** Beside the field. */
  tag: string;
  /** Of the button that brings it back. */
  back: string;
}

export class Models {
  /** Fields that the use case has filled, and those where the person's own words were kept. */
  filled: string[] = [];
  typed: string[] = [];
  /** Those that the page has filled. */
  given: string[] = [];
  /** Answers written by something else than the use case: the page, the organisation's profile. */
  readonly #written = new Map<string, Written>();
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
    this.filled = this.typed = this.given = [];
  }

  /** Begins a new draft as the page asks: from a use case, and with the answers that it may give. */
  begin(useCase: unknown): void {
    const form = this.#form;
    const asked = new URLSearchParams(location.search).get('datapass-use-case') ?? useCase;
    const fresh = !form.autosave.draft?.at;
    if (this.#find(asked)) this.choose(asked);
    if (!fresh) return;
    const page = given(form);
    this.wrote(page, { tag: this.#t.page, back: this.#t.backToPage });
    this.given = Object.keys(page);
    if (this.given[0]) form.change(page);
  }

  /** Marks what was written for the person; what was taken back is marked no more. */
  wrote(answers: Values, mark: Pick<Written, 'tag' | 'back'>): void {
    for (const field in answers) {
      if (answers[field] === undefined) this.#written.delete(field);
      else this.#written.set(field, { value: answers[field], ...mark });
    }
  }

  /** What was written into a field for the person, and by whom; undefined where nothing was. */
  #of(field: string): Written | undefined {
    const chosen = this.#chosen;
    const model: Answers = chosen ? modelOf(chosen) : {};
    const { model: tag, back } = this.#t;
    return this.#written.get(field) ?? (field in model ? { value: model[field], tag, back } : undefined);
  }

  /** Says of a field what was written into it for the person, or that they changed it. */
  tag(field: string): unknown {
    const written = this.#of(field);
    if (!written) return '';
    const kept = alike(written.value, this.#form.values[field]);
    return kept ? badge('info', written.tag) : badge('ok', this.#t.changed);
  }

  /** Under a field that the person has changed: the text that was there. */
  wayBack(field: string): unknown {
    const written = this.#of(field);
    const form = this.#form;
    if (!written || alike(written.value, form.values[field])) return '';
    return button(written.back, () => form.change({ [field]: written.value }), 'plain');
  }

  /** Marks the data that this use case usually needs, and those that it does not let go. */
  mark(scope: string, state: ScopeState): unknown {
    const chosen = this.#chosen;
    if (state === 'locked') return badge('ok', this.#t.locked);
    return chosen?.usual_scopes.includes(scope) ? badge('info', this.#t.usual(chosen.label)) : '';
  }

  /** What choosing has done, field by field. */
  notices(): unknown {
    const { filled, typed, given } = this;
    const form = this.#form;
    const t = this.#t;
    const replace = button(t.replace, this.#replace, 'second');
    return [
      given.length ? links(form, t.given(given.length), namesOf(form, given), 'info') : '',
      filled.length ? links(form, t.filled(filled.length), namesOf(form, filled), 'info') : '',
      typed.length ? links(form, t.typed, namesOf(form, typed), 'warn', '', replace) : '',
    ];
  }
}
