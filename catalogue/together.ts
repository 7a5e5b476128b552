/**
 * One file for several APIs: what the first draft of a file (its *lead*) has answered is not asked again by the others.
 * An answer is common where both forms ask for the same thing in the same shape: every answer of the lead’s field is
 * then an answer of the other’s. The API’s own data, and what a definition says is asked for each API (`per_api`), never
 * are. Pure; the element, the server and the tests read the same rules.
 */
import type { Answers } from './answers.ts';
import type { AnswerContext } from './conditions.ts';
import type { ApiDefinition, Field, FieldKind, Step } from './definition.ts';
import { pruned } from './mistakes.ts';
import { fieldsOf, isVisible, stepsOf, visibleFields } from './steps.ts';

/** A form with what is answered in it. */
export interface FilledForm {
  definition: ApiDefinition;
  /** Id. */
  stage: string;
  context: AnswerContext;
}

/**
 * The fields of a form whose answers are the lead’s, in the order of that form: those that the lead asks too, in a
 * shape that fits, and shows now. A field that the lead hides is the other form’s own.
 */
export function commonFields(lead: FilledForm, other: FilledForm): string[] {
  const answers = pruned(lead.definition, lead.stage, lead.context);
  const context = { ...lead.context, answers };
  const asked = fieldsOf(lead.definition, lead.stage).filter((field) => isVisible(field, context));
  return fieldsOf(other.definition, other.stage)
    .filter((field) => asked.some((one) => one.id === field.id && fits(one, field)))
    .map(({ id }) => id);
}

/** Of the answers of a lead, those in common. */
export function commonAnswers(answers: Answers, common: readonly string[]): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([id]) => common.includes(id)));
}

/** The answers of a form that is filled in with a lead: its own, and in the fields in common the lead’s alone. */
export function answersTogether(own: Answers, lead: Answers, common: readonly string[]): Answers {
  const kept = Object.entries(own).filter(([id]) => !common.includes(id));
  return { ...Object.fromEntries(kept), ...commonAnswers(lead, common) };
}

/** The steps of a form that still ask for something of their own. @param other with the answers in common */
export function stepsAsked({ definition, stage, context }: FilledForm, common: readonly string[]): Step[] {
  return stepsOf(definition, stage).filter((step) =>
    visibleFields(step, context).some(({ id, kind }) => kind !== 'message' && !common.includes(id)),
  );
}

/**
 * The APIs that the answers count on being asked for in the same file: « FranceConnect, in this file ». Each once.
 * @param context what is asked and answered
 */
export function dependsOn(definition: ApiDefinition, stage: string, context: AnswerContext): string[] {
  return [...new Set(countedOn(definition, stage, context).map(({ api }) => api))];
}

/** The same, by field. */
export function countedOn(
  definition: ApiDefinition,
  stage: string,
  context: AnswerContext,
): { field: string; api: string }[] {
  return fieldsOf(definition, stage).flatMap((field) => {
    if (field.kind !== 'one_of' || !isVisible(field, context)) return [];
    const chosen = field.options.find(({ id }) => id === context.answers[field.id]);
    return chosen?.in_file ? [{ field: field.id, api: chosen.in_file }] : [];
  });
}

/** Whether each answer to one field would do as an answer to the other, as far as one field alone can say. */
export function fits(from: Field, to: Field): boolean {
  if (from.kind !== to.kind || from.read_by !== to.read_by) return false;
  // What is asked beside a check is about the data of one API.
  if (from.aside || to.aside || from.per_api || to.per_api) return false;
  const narrower = shapes[from.kind] as ((from: Field, to: Field) => boolean) | undefined;
  return narrower?.(from, to) ?? false;
}

type Of<Kind extends FieldKind> = Extract<Field, { kind: Kind }>;
type Shape<Kind extends FieldKind> = (from: Of<Kind>, to: Of<Kind>) => boolean;

const same = () => true;
const alike = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
const isAmong = (some: { id: string }[], all: { id: string }[]): boolean =>
  some.every(({ id }) => all.some((one) => one.id === id));

/** By kind; the kinds without a rule have nothing in common: a message has no answer, data are each API’s own. */
const shapes: { [Kind in FieldKind]?: Shape<Kind> } = {
  text: (from, to) =>
    from.max_length <= to.max_length &&
    (!to.pattern || from.pattern?.expression === to.pattern.expression) &&
    from.habilitation === to.habilitation &&
    from.editor === to.editor,
  long_text: (from, to) => from.max_length <= to.max_length && (from.min_length ?? 0) >= (to.min_length ?? 0),
  number: (from, to) => from.min >= to.min && from.max <= to.max && from.unit === to.unit,
  email: same,
  phone: (from, to) => !to.mobile || from.mobile === true,
  url: same,
  date: (from, to) => (!to.not_past || from.not_past === true) && alike(from.lasts, to.lasts),
  one_of: (from, to) => isAmong(from.options, to.options),
  several_of: (from, to) => isAmong(from.options, to.options),
  // That a person differs from another is a rule between two fields: whoever breaks it is told of it.
  person: (from, to) =>
    (to.may_be_team || !from.may_be_team) &&
    (!to.mobile || from.mobile === true) &&
    (!to.personal_email || from.personal_email === true),
  documents: (from, to) =>
    from.accepts.every((kind) => to.accepts.includes(kind)) &&
    from.max_files <= to.max_files &&
    from.max_size <= to.max_size,
  questionnaire: (from, to) =>
    from.max_length <= to.max_length &&
    from.questions.length === to.questions.length &&
    from.questions.every(({ id, options }, place) => {
      const asked = to.questions[place];
      return (
        asked?.id === id &&
        (asked.options ? options !== undefined && isAmong(options, asked.options) : options === undefined)
      );
    }),
  confirmation: same,
};
