/** The people that answers name, by the fields that every definition has for them. Pure. */
import type { Answers, Person } from '../../../catalogue/answers.ts';

/** Fields of people, named in every definition as DataPass names them. */
export const contactFields = {
  controller: 'responsable_traitement',
  protectionOfficer: 'delegue_protection_donnees',
  technicalContact: 'contact_technique',
  /** Where the technical contact cannot be reached: an address alone. */
  technicalTeam: 'contact_technique_extra_email',
  /** Who else waits for an answer: an address alone. */
  otherAddress: 'mail',
} as const;

/** The e-mail of a person named, in lower case; empty while nobody is. */
export function emailNamed(answers: Answers, field: string): string {
  const person = answers[field] as Partial<Person> | undefined;
  return typeof person?.email === 'string' ? person.email.trim().toLowerCase() : '';
}

/** The address that an e-mail field holds, in lower case; empty while unanswered. */
export function addressIn(answers: Answers, field: string): string {
  const answer = answers[field];
  return typeof answer === 'string' ? answer.trim().toLowerCase() : '';
}
