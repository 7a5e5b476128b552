/**
 * What may be stored, however unfinished the form is: answers of the kind that their field has, of a length that the
 * definition allows, among what it offers. The server alone looks, because no form of ours sends anything else.
 */
import { type DocumentReference, personParts } from './answers.ts';
import type { AnswerContext } from './conditions.ts';
import type { ApiDefinition, Field } from './definition.ts';
import type { Refuse } from './problems.ts';
import { offeredScopes, scopeState } from './scopes.ts';

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

/** @param held scopes already held, see `offeredScopes` */
export function isStorable(
  field: Field,
  answer: unknown,
  refuse: Refuse,
  definition: ApiDefinition,
  context: AnswerContext,
  held: readonly string[] | undefined,
): boolean {
  switch (field.kind) {
    case 'text':
    case 'long_text':
      return isText(answer, field.max_length, refuse);
    case 'email':
    case 'phone':
    case 'url':
    case 'date':
      return isText(answer, longest[field.kind], refuse);
    case 'number':
      return (typeof answer === 'number' && Number.isFinite(answer)) || refuse('wrong_type');
    case 'one_of':
      return isText(answer, longest.one_of, refuse) && (!answer || areOptions(field, [answer], refuse));
    case 'several_of':
      return isList(answer, refuse) && areOptions(field, answer, refuse);
    case 'scopes':
      return isList(answer, refuse) && areScopes(answer, refuse, definition, context, held);
    case 'person': {
      if (!isRecord(answer, personParts)) return refuse('wrong_type');
      return every(personParts, (part) => isText(answer[part], longest[part], ofPart(refuse, part)));
    }
    case 'questionnaire': {
      const { questions, max_length } = field;
      const ids = questions.map(({ id }) => id);
      if (!isRecord(answer, ids)) return refuse('wrong_type');
      return every(questions, ({ id, options }) => {
        const text = answer[id];
        const add = ofPart(refuse, id);
        return (
          isText(text, max_length, add) && (!options || !text.trim() || areOptions({ options }, [text], add))
        );
      });
    }
    case 'documents':
      return (
        ((Array.isArray(answer) && answer.every((item) => isRecord(item, ['id', 'name', 'size']))) ||
          refuse('wrong_type')) &&
        areFew(answer as DocumentReference[], field, refuse)
      );
    case 'confirmation':
      return typeof answer === 'boolean' || refuse('wrong_type');
    default:
      return true;
  }
}

const ofPart =
  (refuse: Refuse, part: string): Refuse =>
  (code, params) =>
    refuse(code, params, part);

/** Looks at all of them, so that each problem is told. */
const every = <T>(items: readonly T[], good: (item: T) => boolean): boolean =>
  !items.map(good).includes(false);

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

function areScopes(
  chosen: string[],
  refuse: Refuse,
  definition: ApiDefinition,
  context: AnswerContext,
  held: readonly string[] | undefined,
): boolean {
  const open = offeredScopes(definition, context, held).filter(
    (scope) => scopeState(definition, scope, context) !== 'disabled',
  );
  const known = definition.scopes.groups.flatMap((group) => group.scopes);
  const scopes = chosen.flatMap((id) => known.find((candidate) => candidate.id === id) ?? []);
  if (scopes.length < chosen.length) return refuse('unknown_scope');
  return every(
    scopes,
    (scope) => open.includes(scope) || refuse('scope_not_offered', { scope: scope.label }),
  );
}

function areFew(
  documents: DocumentReference[],
  { max_files, max_size }: { max_files: number; max_size: number },
  refuse: Refuse,
): boolean {
  if (documents.length > max_files) refuse('too_many_documents', { max: max_files });
  return (
    documents.every(({ size }) => size <= max_size) || refuse('document_too_big', { max: max_size / 1e6 })
  );
}
