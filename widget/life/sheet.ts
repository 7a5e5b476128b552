/** Some fields of a form outside it: people to replace, promises to make. What was typed stays until it was sent. */
import type { Answers, Person } from '../../catalogue/answers.ts';
import type { AnswerContext } from '../../catalogue/conditions.ts';
import type { ApiDefinition, Field } from '../../catalogue/definition.ts';
import { mistakesIn } from '../../catalogue/mistakes.ts';
import { fieldsOf, isVisible } from '../../catalogue/steps.ts';
import type { Values } from '../drafts/draft.ts';
import { same } from '../drafts/same.ts';
import { controlOf, fieldOf } from '../form/check.ts';
import type { Wrong } from '../form/errors.ts';
import { type FormContext, viewOf } from '../form/fields/field.ts';
import { fieldTemplate } from '../form/fields/index.ts';
import { parts } from '../form/fields/person.ts';
import type { Place } from '../handover/place.ts';
import type { Session } from '../login/session-types.ts';
import type { RequestView } from '../shared/api-types.ts';
import type { Language } from '../shared/language.ts';
import { type Words, wordsIn } from '../words/index.ts';

export class Sheet implements FormContext {
  readonly definition: ApiDefinition;
  readonly stage: string;
  readonly models = undefined;
  /** Nothing is saved by itself; by this, the fields of a team tell one form from another. */
  readonly autosave = {} as FormContext['autosave'];
  readonly values: Values = {};
  wrong: Wrong[] = [];
  /** As it was when this was opened: what was typed is told from what somebody else has changed since. */
  readonly #before: RequestView;
  readonly #place: Place;

  constructor(place: Place, definition: ApiDefinition, view: RequestView) {
    this.#place = place;
    this.#before = view;
    this.definition = definition;
    this.stage = view.stage;
    for (const { id } of this.people) this.values[id] = view.answers[id];
  }

  get t(): Words {
    return wordsIn(this.#place.language);
  }

  get language(): Language {
    return this.#place.language;
  }

  get session(): Session {
    return this.#place.session;
  }

  get headingLevel(): number {
    return this.#place.headingLevel + 2;
  }

  get context(): AnswerContext {
    const { answers, eligibility, use_case } = this.#before;
    const typed = Object.entries(this.values).filter(([id]) => !/^[@!]/.test(id));
    return {
      answers: { ...answers, ...Object.fromEntries(typed) } as Answers,
      eligibility,
      use_case: use_case ?? '',
    };
  }

  /** The questions that name somebody, or how to reach them. */
  get people(): Field[] {
    const { answers, eligibility, use_case } = this.#before;
    const context = { answers, eligibility, use_case: use_case ?? '' };
    return fieldsOf(this.definition, this.stage).filter(
      (field) => /^(person|email|phone)$/.test(field.kind) && isVisible(field, context),
    );
  }

  /** Those that say something else than when this was opened. */
  get replaced(): Answers {
    const changed = this.people.flatMap(({ id }) =>
      same(this.values[id], this.#before.answers[id]) ? [] : [[id, this.values[id]]],
    );
    return Object.fromEntries(changed) as Answers;
  }

  /** What is wrong with them. */
  check(): Wrong[] {
    const { definition, stage } = this;
    return mistakesIn(definition, stage, this.context, '')
      .filter(({ field }) => this.people.some(({ id }) => id === field))
      .map((problem) => ({
        id: controlOf(problem),
        message: this.t.problem(problem, fieldOf(definition, stage, problem.field)),
      }));
  }

  template(): unknown {
    return this.people.map((field) => fieldTemplate(viewOf(this, field)));
  }

  errorsOf = (id: string): string[] => this.wrong.flatMap((one) => (one.id === id ? one.message : []));

  change = (values: Values): void => {
    Object.assign(this.values, values);
    this.wrong = this.wrong.filter(
      ({ id }) => !Object.keys(values).some((key) => `${id}-`.startsWith(`${key}-`)),
    );
    this.#place.draw();
  };

  itsMe = (field: string): void => {
    const { person } = this.session;
    if (person) {
      this.change({
        [field]: Object.fromEntries(parts.map(([part]) => [part, person[part]])) as unknown as Person,
      });
    }
  };

  goTo = (id: string): void => this.#place.focus(id);
  announce(): void {}
  recheck(): void {}
  getRootNode = (): Node => document;
  dispatchEvent = (): boolean => true;
}
