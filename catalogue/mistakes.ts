/**
 * What a person may get wrong in a form, driven by the definition: the browser looks at once, the server again with
 * authority (`checker.ts`), after it has looked at what may be stored at all (`storable.ts`).
 */
import { type Answers, type Person, personParts } from './answers.ts';
import { type AnswerContext, isAnswered } from './conditions.ts';
import type { ApiDefinition, Field, FieldKind } from './definition.ts';
import { forms } from './forms.ts';
import { type AnswerProblem, type Refuse, refusing } from './problems.ts';
import { checkScopes, fixedScopes } from './scopes.ts';
import { fieldsOf, isRequired, isVisible, stepsOf } from './steps.ts';

/** What a rule may look at besides the answer. */
interface Around {
  definition: ApiDefinition;
  context: AnswerContext;
  fields: Field[];
}

/** Over an answer that is there, in the form that its field gives it. */
export type Rule = (field: never, answer: never, refuse: Refuse, around: Around) => unknown;

const fits = (text: string, max: number, refuse: Refuse): boolean =>
  text.length <= max || refuse('too_long', { max });

const formed = (form: keyof typeof forms, answer: string, refuse: Refuse): boolean => {
  const text = answer.trim();
  return forms[form].test(form === 'phone' ? digits(text) : text) || refuse(form);
};

/** People write phone numbers with spaces, dots, dashes, and « +33 (0)1 ». */
export const digits = (phone: string): string => phone.replace(/\(0\)|[\s.-]/g, '');

const emailOf = (person: unknown): string =>
  `${(person as Person | undefined)?.email ?? ''}`.trim().toLowerCase();

export type Of<Kind extends FieldKind> = Extract<Field, { kind: Kind }>;

/** By kind of field; those of chunks of their own add theirs. A kind without a rule leaves nothing to get wrong. */
export const rules: { [Kind in FieldKind]?: Rule } = {
  text: ({ max_length, pattern }: Of<'text'>, text: string, refuse) =>
    fits(text, max_length, refuse) &&
    (!pattern || new RegExp(`^(${pattern.expression})$`, 'u').test(text.trim()) || refuse('pattern')),
  long_text: ({ max_length, min_length: min = 0 }: Of<'long_text'>, text: string, refuse) =>
    fits(text, max_length, refuse) && (text.trim().length >= min || refuse('too_short', { min })),
  email: (_: Field, answer: string, refuse) => formed('email', answer, refuse),
  phone: (_: Field, answer: string, refuse) => formed('phone', answer, refuse),
  url: (_: Field, answer: string, refuse) => formed('url', answer, refuse),
  number: ({ min, max }: Of<'number'>, answer: number, refuse) =>
    (Number.isInteger(answer) && answer >= min && answer <= max) || refuse('number', { min, max }),
  scopes(_: Field, chosen: string[], refuse, { definition, context }) {
    for (const { message } of checkScopes(definition, chosen, context)) refuse('scope_rule', { message });
  },
  person(field: Of<'person'>, person: Person, refuse, { context, fields }) {
    for (const part of personParts) {
      const add: Refuse = (code) => refuse(code, undefined, part);
      if (!person[part].trim()) add('required');
      else if (part === 'email') formed(part, person[part], add);
      else if (part === 'phone') formed(part, person[part], add);
    }
    const other = fields.find(({ id }) => id === field.differs_from);
    const email = other && emailOf(context.answers[other.id]);
    return !email || email !== emailOf(person) || refuse('same_person', { other: other.label }, 'email');
  },
};

/**
 * In the order of the form. An empty list: nothing to correct.
 * @param step only its fields
 * @param storable whether an answer may be stored at all; what is wrong with one that may not is noted there
 */
export function mistakesIn(
  definition: ApiDefinition,
  stageId: string,
  context: AnswerContext,
  step?: string,
  storable: (field: Field, answer: unknown, refuse: Refuse, context: AnswerContext) => boolean = () => true,
): AnswerProblem[] {
  const problems: AnswerProblem[] = [];
  const asked = { ...context, answers: pruned(definition, stageId, context) };
  const around = { definition, context: asked, fields: fieldsOf(definition, stageId) };
  for (const { id, fields } of stepsOf(definition, stageId)) {
    if (step && step !== id) continue;
    for (const field of fields) {
      const answer = asked.answers[field.id];
      const refuse = refusing(problems, field.id);
      if (isAnswered(answer)) {
        if (storable(field, answer, refuse, asked)) {
          rules[field.kind]?.(field as never, answer as never, refuse, around);
        }
      } else if (isVisible(field, asked) && isRequired(field, asked)) refuse('required');
    }
  }
  return problems;
}

/**
 * The answers as they are sent: without those of fields that are not asked, so that nothing hidden is ever sent or
 * stored, and with the scopes that nobody can remove.
 */
export function pruned(definition: ApiDefinition, stageId: string, context: AnswerContext): Answers {
  const answers = { ...context.answers };
  const fields = fieldsOf(definition, stageId);
  const scopes = fields.find(({ kind }) => kind === 'scopes')?.id;
  const fixed = scopes ? fixedScopes(definition, context) : [];
  if (scopes && fixed[0]) {
    answers[scopes] = [...new Set([answers[scopes] ?? [], fixed].flat() as string[])];
  }
  // Hiding one field may hide another; each turn removes one, so this ends.
  for (;;) {
    const hidden = fields.find((field) => field.id in answers && !isVisible(field, { ...context, answers }));
    if (!hidden) return answers;
    delete answers[hidden.id];
  }
}
