/** What is wrong with an answer, in English, written to stand in a list of errors: each says what to do. */
import type { Person } from '../answers.ts';
import type { AnswerProblem, ProblemCode } from '../checker.ts';
import type { Field } from '../definition.ts';

const parts: Record<keyof Person, string> = {
  given_name: 'given name',
  family_name: 'family name',
  email: 'e-mail address',
  phone: 'phone number',
  job_title: 'job title',
};

type Words = (subject: string, params: Record<string, string | number>, field: Field | undefined) => string;

/** `subject` names the answer: “Title of the project”, or “Technical contact”, family name. */
const words: Record<ProblemCode, Words> = {
  required: (subject, _, field) =>
    field?.kind === 'documents' ? `${subject}: attach the document.` : `${subject}: to be completed.`,
  unknown_field: () => 'An answer belongs to no question of this form: reload the page.',
  wrong_type: (subject) => `${subject}: the answer does not have the expected form, please enter it again.`,
  character: (subject) =>
    `${subject}: it contains an unreadable character, delete it and type that part again.`,
  too_long: (subject, { max }) => `${subject}: shorten it to ${max} characters at most.`,
  too_short: (subject, { min }) => `${subject}: give more details, at least ${min} characters.`,
  pattern: (subject, _, field) =>
    `${subject}: check the expected form${field?.kind === 'text' && field.pattern ? ` (${field.pattern.expects})` : ''}.`,
  email: (subject) => `${subject}: write a complete e-mail address, such as prenom.nom@commune.example.`,
  phone: (subject) => `${subject}: write a French number, such as 01 23 45 67 89 or +33 1 23 45 67 89.`,
  mobile: (subject) => `${subject}: write a French mobile number, such as 06 12 34 56 78.`,
  url: (subject) => `${subject}: write a complete address, starting with https://.`,
  date: (subject) => `${subject}: choose a date that exists.`,
  number: (subject, { min, max }) => `${subject}: write a whole number between ${min} and ${max}.`,
  unknown_option: (subject) => `${subject}: choose among the answers offered.`,
  unknown_scope: () => 'A requested item does not exist in this API: choose among those offered.',
  scope_not_offered: (_, { scope }) => `Remove “${scope}”: it is not open to your request.`,
  scope_rule: (_, { message }) => String(message),
  same_person: (subject, { other }) =>
    `${subject}: name somebody other than “${other}”: nobody supervises their own decisions.`,
  too_many_documents: (subject, { max }) => `${subject}: keep ${max} document(s) at most.`,
  document_too_big: (subject, { max }) => `${subject}: attach a document of ${max} MB at most.`,
};

export function problemMessage({ code, part, params = {} }: AnswerProblem, field: Field | undefined): string {
  if (code === 'required' && !part && field?.missing) return field.missing;
  const label = `“${field?.label ?? ''}”`;
  return words[code](part ? `${label}, ${parts[part]}` : label, params, field);
}
