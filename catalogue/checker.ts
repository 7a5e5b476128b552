/**
 * The one checker of answers, driven by the definition: the browser runs it at once, the server with authority.
 * It never changes an answer and never repeats one: a problem names the field and what is wrong.
 */
import type { Answer, Answers, DocumentReference, Person } from './answers.ts';
import { type AnswerContext, isAnswered } from './conditions.ts';
import type { ApiDefinition, Field } from './definition.ts';
import { checkScopes, offeredScopes } from './scopes.ts';
import { fieldsOf, isRequired, isVisible, stepsOf } from './steps.ts';

/** Each has its words in `messages/`. */
export type ProblemCode =
  | 'required'
  | 'unknown_field'
  | 'wrong_type'
  | 'character'
  | 'too_long'
  | 'too_short'
  | 'pattern'
  | 'email'
  | 'phone'
  | 'mobile'
  | 'url'
  | 'date'
  | 'number'
  | 'unknown_option'
  | 'unknown_scope'
  | 'scope_not_offered'
  | 'scope_rule'
  | 'same_person'
  | 'too_many_documents'
  | 'document_too_big';

export interface AnswerProblem {
  field: string;
  /** Which part of a person. */
  part?: keyof Person;
  code: ProblemCode;
  params?: Record<string, string | number>;
}

export interface CheckOptions {
  /** Only the fields of this step. */
  step?: string;
  /** Only what may never be stored, however unfinished the form is. */
  draft?: boolean;
  /** Scopes already held, see `offeredScopes`. */
  held?: readonly string[];
}

/** Longest answers, in characters, where the definition sets none. */
const longest: Partial<Record<string, number>> = {
  given_name: 100,
  family_name: 100,
  job_title: 150,
  email: 254,
  phone: 30,
  url: 2000,
  date: 10,
};

const personParts = ['given_name', 'family_name', 'email', 'phone', 'job_title'] as const;

/** Forms of short answers. A phone is compared without spaces, dots, dashes and « (0) ». */
const forms = {
  email: /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@([\p{L}\d-]+\.)+\p{L}{2,}$/u,
  // Metropolitan numbers, then those overseas: the Indian Ocean, the Caribbean, Guiana, the Pacific.
  phone: /^((0|(\+|00)33)[1-9]\d{8}|(\+|00)(262|5(08|9[046])|68[179])\d{6,9})$/,
  mobile: /^((0|(\+|00)33)[67]|(\+|00)(262|590|594|596)6)\d{8}$|^(\+|00)(508|68[179])\d{6,9}$/,
  url: /^https:\/\/[^\s/?#@:]+\.[^\s/?#@:]+([:/?#]\S*)?$/,
};

/** In the order of the form. An empty list: nothing to correct. */
export function checkAnswers(
  definition: ApiDefinition,
  stageId: string,
  context: AnswerContext,
  { step, draft = false, held = [] }: CheckOptions = {},
): AnswerProblem[] {
  const problems: AnswerProblem[] = [];
  const all = fieldsOf(definition, stageId);
  const scope = draft ? context : { ...context, answers: pruned(definition, stageId, context) };
  for (const id in step ? {} : context.answers) {
    if (!all.some((field) => field.id === id && field.kind !== 'message')) {
      problems.push({ field: id, code: 'unknown_field' });
    }
  }
  for (const { id, fields } of stepsOf(definition, stageId)) {
    if (step && step !== id) continue;
    for (const field of fields) {
      const answer = scope.answers[field.id];
      const add = (code: ProblemCode, params?: AnswerProblem['params'], part?: keyof Person) =>
        problems.push({ field: field.id, code, ...(params && { params }), ...(part && { part }) });
      if (answer === undefined || (!draft && !isAnswered(answer))) {
        if (!draft && isVisible(field, scope) && isRequired(field, scope)) add('required');
      } else if (checkKind(field, answer, add, definition, scope, held) && !draft) {
        checkFinished(field, answer, add, definition, scope.answers);
      }
    }
  }
  return problems;
}

/** The answers without those of fields that are not asked, so that nothing hidden is ever sent or stored. */
export function pruned(definition: ApiDefinition, stageId: string, context: AnswerContext): Answers {
  let answers = context.answers;
  // Hiding one field may hide another; each turn removes at least one, so this ends.
  for (;;) {
    const hidden = fieldsOf(definition, stageId).filter(
      (field) => field.id in answers && !isVisible(field, { ...context, answers }),
    );
    if (hidden.length === 0) return answers;
    answers = Object.fromEntries(Object.entries(answers).filter(([id]) => !hidden.some((f) => f.id === id)));
  }
}

type Add = (code: ProblemCode, params?: AnswerProblem['params'], part?: keyof Person) => unknown;

/** What may be stored, finished or not. Answers whether the rest is worth checking. */
function checkKind(
  field: Field,
  answer: unknown,
  add: Add,
  definition: ApiDefinition,
  context: AnswerContext,
  held: readonly string[],
): boolean {
  switch (field.kind) {
    case 'number':
      return Number.isFinite(answer) || refuse(add, 'wrong_type');
    case 'confirmation':
      return typeof answer === 'boolean' || refuse(add, 'wrong_type');
    case 'one_of':
      return (
        isText(answer, 100, add) &&
        (!answer || field.options.some(({ id }) => id === answer) || refuse(add, 'unknown_option'))
      );
    case 'several_of':
      return (
        isList(answer, add) &&
        (answer.every((id) => field.options.some((option) => option.id === id)) ||
          refuse(add, 'unknown_option'))
      );
    case 'scopes': {
      if (!isList(answer, add)) return false;
      const known = definition.scopes.groups.flatMap((group) => group.scopes);
      const offered = offeredScopes(definition, context, held);
      const refused = answer.flatMap(
        (id) => known.find((scope) => scope.id === id && !offered.includes(scope)) ?? [],
      );
      if (!answer.every((id) => known.some((scope) => scope.id === id))) return refuse(add, 'unknown_scope');
      for (const { label } of refused) add('scope_not_offered', { scope: label });
      return refused.length === 0;
    }
    case 'person':
      return (
        (isRecord(answer, personParts) || refuse(add, 'wrong_type')) &&
        personParts.filter((part) => !isText((answer as Person)[part], longest[part] ?? 0, add, part))
          .length === 0
      );
    case 'documents':
      return (
        (Array.isArray(answer) &&
          answer.every(
            (document) => isRecord(document, ['id', 'name', 'size']) && Number.isFinite(document.size),
          )) ||
        refuse(add, 'wrong_type')
      );
    default:
      return isText(answer, 'max_length' in field ? field.max_length : (longest[field.kind] ?? 0), add);
  }
}

/** What an answer needs to be submitted. */
function checkFinished(
  field: Field,
  answer: Answer,
  add: Add,
  definition: ApiDefinition,
  answers: Answers,
): void {
  switch (field.kind) {
    case 'text':
      if (field.pattern && !new RegExp(`^(${field.pattern.expression})$`, 'u').test(String(answer).trim()))
        add('pattern');
      break;
    case 'long_text':
      if (field.min_length && String(answer).trim().length < field.min_length) {
        add('too_short', { min: field.min_length });
      }
      break;
    case 'number':
      if (!Number.isInteger(answer) || (answer as number) < field.min || (answer as number) > field.max) {
        add('number', { min: field.min, max: field.max });
      }
      break;
    case 'email':
    case 'url':
      checkForm(field.kind, answer, add);
      break;
    case 'phone':
      checkForm(field.mobile ? 'mobile' : 'phone', answer, add);
      break;
    case 'date':
      if (!isDay(answer as string)) add('date');
      break;
    case 'scopes':
      for (const { message } of checkScopes(definition, answer as string[])) add('scope_rule', { message });
      break;
    case 'person': {
      const person = answer as Person;
      for (const part of personParts) {
        if (!isAnswered(person[part])) add('required', undefined, part);
        else if (part === 'email' || part === 'phone') checkForm(part, person[part], add, part);
      }
      const other = field.differs_from && answers[field.differs_from];
      if (other && isAnswered(person.email) && sameEmail(person, other as Person)) {
        add('same_person', { other: labelOf(definition, field.differs_from as string) }, 'email');
      }
      break;
    }
    case 'documents': {
      const documents = answer as DocumentReference[];
      if (documents.length > field.max_files) add('too_many_documents', { max: field.max_files });
      if (documents.some(({ size }) => size > field.max_size))
        add('document_too_big', { max: field.max_size / 1e6 });
    }
  }
}

function refuse(add: Add, code: ProblemCode): false {
  add(code);
  return false;
}

/** PostgreSQL can keep neither NUL nor half a surrogate pair. */
function isText(value: unknown, max: number, add: Add, part?: keyof Person): value is string {
  let code: ProblemCode | undefined;
  if (typeof value !== 'string') code = 'wrong_type';
  else if (/\p{Cs}/u.test(value) || value.includes('\0')) code = 'character';
  else if (value.length > max) code = 'too_long';
  if (code) add(code, code === 'too_long' ? { max } : undefined, part);
  return !code;
}

/** Distinct texts; whether they are known is for the caller to say. */
function isList(value: unknown, add: Add): value is string[] {
  return (
    (Array.isArray(value) &&
      value.every((item) => typeof item === 'string') &&
      new Set(value).size === value.length) ||
    refuse(add, 'wrong_type')
  );
}

function isRecord(value: unknown, keys: readonly string[]): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === keys.length &&
    keys.every((key) => key in value)
  );
}

function checkForm(form: keyof typeof forms, value: unknown, add: Add, part?: keyof Person): void {
  const text = String(value).trim();
  const written = form === 'phone' || form === 'mobile' ? text.replace(/\(0\)|[\s.-]/g, '') : text;
  if (!forms[form].test(written)) add(form, undefined, part);
}

/** A day of the calendar: 31 February has the form of a date and is none. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function sameEmail(one: Person, other: Person): boolean {
  return one.email.trim().toLowerCase() === String(other.email).trim().toLowerCase();
}

function labelOf(definition: ApiDefinition, fieldId: string): string {
  const fields = definition.steps.flatMap((step) => step.fields);
  return fields.find((field) => field.id === fieldId)?.label ?? '';
}
