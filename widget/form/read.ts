import type { Answer, DocumentReference, Person } from '../../catalogue/answers.ts';
import type { ApiDefinition, Field } from '../../catalogue/definition.ts';
import type { Language } from '../shared/language.ts';
import type { FormMessages } from './messages/index.ts';

/** An answer as lines to read. None: no answer. Pure. */
export function readAnswer(
  field: Field,
  answer: Answer | undefined,
  definition: ApiDefinition,
  words: FormMessages,
  language: Language,
): string[] {
  if (answer === undefined || answer === '' || answer === false) return [];
  const named = (choices: { id: string; label: string }[]) =>
    choices.filter(({ id }) => id === answer || (answer as string[]).includes(id)).map(({ label }) => label);
  switch (field.kind) {
    case 'one_of':
      return field.options.filter(({ id }) => id === answer).map(({ label }) => label);
    case 'several_of':
      return named(field.options);
    case 'scopes':
      return definition.scopes.groups.flatMap((group) => named(group.scopes));
    case 'person': {
      const { given_name, family_name, job_title, email, phone } = answer as Person;
      return [`${given_name} ${family_name}`.trim(), job_title, email, phone].filter(Boolean);
    }
    case 'documents':
      return (answer as DocumentReference[]).map(({ name, size }) => `${name} (${words.size(size)})`);
    case 'confirmation':
      return [words.yes];
    case 'date':
      return [
        new Date(`${answer}T12:00Z`).toLocaleDateString(language, { dateStyle: 'long', timeZone: 'UTC' }),
      ];
    case 'number':
      return [`${answer} ${field.unit ?? ''}`.trim()];
    default:
      return `${answer}`.split('\n');
  }
}
