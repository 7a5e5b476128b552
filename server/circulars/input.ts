/** What a provider typed to write to its technical contacts, and whether it can be sent. Pure. */
import { storable, typed } from '../pages/form.ts';

/** Characters: of a subject, what mail programs show of it; of a text, some pages. */
export const longestSubject = 120;
export const longestContent = 10_000;

export interface CircularInput {
  api: string;
  subject: string;
  content: string;
}

export interface CircularProblem {
  field: keyof CircularInput;
  code: 'needApi' | 'needSubject' | 'longSubject' | 'needContent' | 'longContent' | 'badCharacter';
}

/** A subject is one line. */
export const readCircular = (form: Record<string, unknown>): CircularInput => ({
  api: typed(form.api),
  subject: typed(form.subject).replaceAll(/\s+/g, ' '),
  content: typed(form.content),
});

/** @param apis ids of those that the writer may write about */
export function checkCircular(input: CircularInput, apis: readonly string[]): CircularProblem[] {
  const problems: CircularProblem[] = [];
  if (!apis.includes(input.api)) problems.push({ field: 'api', code: 'needApi' });
  if (input.subject === '') problems.push({ field: 'subject', code: 'needSubject' });
  else if (input.subject.length > longestSubject) problems.push({ field: 'subject', code: 'longSubject' });
  else if (!storable(input.subject)) problems.push({ field: 'subject', code: 'badCharacter' });
  if (input.content === '') problems.push({ field: 'content', code: 'needContent' });
  else if (input.content.length > longestContent) problems.push({ field: 'content', code: 'longContent' });
  else if (!storable(input.content)) problems.push({ field: 'content', code: 'badCharacter' });
  return problems;
}
