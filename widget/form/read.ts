import type { Answer, DocumentReference, Person } from '../../catalogue/answers.ts';
import { isAnswered } from '../../catalogue/conditions.ts';
import type { ApiDefinition, Field } from '../../catalogue/definition.ts';
import type { Language } from '../shared/language.ts';
import type { Words } from '../words/index.ts';

/** By kind of field; those of chunks of their own add theirs. */
export const readers: {
  [Kind in Field['kind']]?: (field: never, answer: never, language: Language) => string[];
} = {};

/** An answer as lines to read. None: no answer. Pure. */
export function readAnswer(
  field: Field,
  answer: Answer | undefined,
  definition: ApiDefinition,
  t: Words,
  language: Language,
): string[] {
  if (!isAnswered(answer)) return [];
  const named = (choices: { id: string; label: string }[]) =>
    choices.filter(({ id }) => [answer].flat().includes(id as never)).map(({ label }) => label);
  const read = readers[field.kind];
  if (read) return read(field as never, answer as never, language);
  switch (field.kind) {
    case 'one_of':
    case 'several_of':
      return named(field.options);
    case 'scopes':
      return named(definition.scopes.groups.flatMap((group) => group.scopes));
    case 'person': {
      const { given_name, family_name, job_title, email, phone } = answer as Person;
      return [`${given_name} ${family_name}`, job_title, email, phone].filter((part) => part.trim());
    }
    case 'documents':
      return (answer as DocumentReference[]).map(({ name }) => name);
    case 'confirmation':
      return [t.yes];
    case 'number':
      return [`${answer} ${field.unit ?? ''}`];
    default:
      return `${answer}`.split('\n');
  }
}
