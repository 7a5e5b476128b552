/**
 * The one checker of answers, driven by the definition: the browser runs it at once, the server with authority.
 * It never changes an answer and never repeats one: a problem names the field and what is wrong.
 */
import type { Answers, DocumentReference, Person } from './answers.ts';
import { type AnswerContext, isAnswered } from './conditions.ts';
import type { ApiDefinition, Field } from './definition.ts';
import { forms, isDay } from './forms.ts';
import { checkScopes, fixedScopes, offeredScopes, scopeState } from './scopes.ts';
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
  /** Which part of a person, or question of a questionnaire. */
  part?: string;
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
const longest = {
  given_name: 100,
  family_name: 100,
  email: 254,
  phone: 30,
  job_title: 150,
  url: 2000,
  date: 10,
  one_of: 100,
};

const personParts = ['given_name', 'family_name', 'email', 'phone', 'job_title'] as const;

/** In the order of the form. An empty list: nothing to correct. */
export function checkAnswers(
  definition: ApiDefinition,
  stageId: string,
  context: AnswerContext,
  { step, draft, held }: CheckOptions = {},
): AnswerProblem[] {
  const problems: AnswerProblem[] = [];
  const all = fieldsOf(definition, stageId);
  const asked = draft ? context : { ...context, answers: pruned(definition, stageId, context) };
  if (!step) {
    for (const field of Object.keys(context.answers)) {
      if (!all.some(({ id, kind }) => id === field && kind !== 'message')) {
        problems.push({ field, code: 'unknown_field' });
      }
    }
  }
  for (const { id, fields } of stepsOf(definition, stageId)) {
    if (step && step !== id) continue;
    for (const field of fields) {
      const answer: unknown = asked.answers[field.id];
      const refuse: Refuse = (code, params, part) => {
        problems.push({ field: field.id, code, ...(params && { params }), ...(part && { part }) });
        return false;
      };
      if (draft ? answer !== undefined : isAnswered(asked.answers[field.id])) {
        check(field, answer, refuse, definition, asked, all, draft, held);
      } else if (!draft && isVisible(field, asked) && isRequired(field, asked)) refuse('required');
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

/** Notes a problem. */
type Refuse = (code: ProblemCode, params?: AnswerProblem['params'], part?: string) => false;

/** First what may be stored, finished or not; then, unless the form is a draft, what an answer needs. */
function check(
  field: Field,
  answer: unknown,
  refuse: Refuse,
  definition: ApiDefinition,
  context: AnswerContext,
  all: Field[],
  draft: boolean | undefined,
  held: readonly string[] | undefined,
): unknown {
  switch (field.kind) {
    case 'text':
    case 'long_text': {
      if (!isText(answer, field.max_length, refuse) || draft) return;
      const text = answer.trim();
      if (field.kind === 'text') {
        const { pattern } = field;
        return !pattern || new RegExp(`^(${pattern.expression})$`, 'u').test(text) || refuse('pattern');
      }
      const min = field.min_length ?? 0;
      return text.length >= min || refuse('too_short', { min });
    }
    case 'email':
    case 'phone':
    case 'url':
    case 'date':
      return isText(answer, longest[field.kind], refuse) && (draft || hasForm(field, answer, refuse));
    case 'number': {
      const { min, max } = field;
      if (typeof answer !== 'number' || !Number.isFinite(answer)) return refuse('wrong_type');
      return (
        draft ||
        (Number.isInteger(answer) && answer >= min && answer <= max) ||
        refuse('number', { min, max })
      );
    }
    case 'one_of':
      return isText(answer, longest.one_of, refuse) && (!answer || areOptions(field, [answer], refuse));
    case 'several_of':
      return isList(answer, refuse) && areOptions(field, answer, refuse);
    case 'scopes': {
      if (!isList(answer, refuse)) return;
      const open = offeredScopes(definition, context, held).filter(
        (scope) => scopeState(definition, scope, context) !== 'disabled',
      );
      const known = definition.scopes.groups.flatMap((group) => group.scopes);
      for (const id of answer) {
        const scope = known.find((candidate) => candidate.id === id);
        if (!scope) return refuse('unknown_scope');
        if (!open.includes(scope)) refuse('scope_not_offered', { scope: scope.label });
      }
      if (!draft) {
        for (const { message } of checkScopes(definition, answer, context)) refuse('scope_rule', { message });
      }
      return;
    }
    case 'person': {
      if (!isRecord(answer, personParts)) return refuse('wrong_type');
      // A team has neither given name nor job title.
      const isTeam = field.may_be_team && answer.given_name === '';
      for (const part of personParts) {
        const add: Refuse = (code, params) => refuse(code, params, part);
        if (!isText(answer[part], longest[part], add) || draft) continue;
        if (!answer[part].trim()) (isTeam && /given|job/.test(part)) || add('required');
        else if (part === 'email') hasForm({ kind: part }, answer[part], add);
        else if (part === 'phone') hasForm({ kind: part, mobile: field.mobile }, answer[part], add);
      }
      const other = all.find(({ id }) => id === field.differs_from);
      const email = other && emailOf(context.answers[other.id]);
      return (
        draft || !email || email !== emailOf(answer) || refuse('same_person', { other: other.label }, 'email')
      );
    }
    case 'questionnaire': {
      const { questions, max_length } = field;
      const ids = questions.map(({ id }) => id);
      if (!isRecord(answer, ids)) return refuse('wrong_type');
      for (const { id, options } of questions) {
        const add: Refuse = (code, params) => refuse(code, params, id);
        const text = answer[id];
        if (!isText(text, max_length, add)) continue;
        if (!text.trim()) draft || add('required');
        else if (options) areOptions({ options }, [text], add);
      }
      return;
    }
    case 'documents': {
      if (!Array.isArray(answer) || !answer.every((item) => isRecord(item, ['id', 'name', 'size']))) {
        return refuse('wrong_type');
      }
      const documents = answer as DocumentReference[];
      if (documents.length > field.max_files) refuse('too_many_documents', { max: field.max_files });
      return (
        documents.every(({ size }) => size <= field.max_size) ||
        refuse('document_too_big', { max: field.max_size / 1e6 })
      );
    }
    case 'confirmation':
      return typeof answer === 'boolean' || refuse('wrong_type');
  }
}

/** PostgreSQL can keep neither NUL nor half a surrogate pair. */
function isText(value: unknown, max: number, refuse: Refuse): value is string {
  if (typeof value !== 'string') return refuse('wrong_type');
  if (/\p{Cs}/u.test(value) || value.includes('\0')) return refuse('character');
  return value.length <= max || refuse('too_long', { max });
}

/** Distinct texts; whether they are known is for the caller to say. */
function isList(value: unknown, refuse: Refuse): value is string[] {
  return (
    (Array.isArray(value) &&
      value.every((item, index) => typeof item === 'string' && value.indexOf(item) === index)) ||
    refuse('wrong_type')
  );
}

function isRecord<Key extends string>(value: unknown, keys: readonly Key[]): value is Record<Key, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === keys.length &&
    keys.every((key) => key in value)
  );
}

function areOptions(field: { options: { id: string }[] }, chosen: string[], refuse: Refuse): boolean {
  return chosen.every((id) => field.options.some((option) => option.id === id)) || refuse('unknown_option');
}

function hasForm(
  field: { kind: 'email' | 'phone' | 'url' | 'date'; mobile?: boolean | undefined },
  answer: string,
  refuse: Refuse,
): boolean {
  const text = answer.trim();
  if (field.kind === 'date') return isDay(text) || refuse('date');
  const form = field.mobile ? 'mobile' : field.kind;
  // People write phone numbers with spaces, dots, dashes, and « +33 (0)1 ».
  return forms[form].test(field.kind === 'phone' ? text.replace(/\(0\)|[\s.-]/g, '') : text) || refuse(form);
}

function emailOf(person: unknown): string {
  return String((person as Person | undefined)?.email ?? '')
    .trim()
    .toLowerCase();
}
