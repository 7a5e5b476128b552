/** Which event writes to whom: a pure rule over the request's people. */
import type { Answers, Person } from '../../catalogue/answers.ts';
import type { Template } from './facts.ts';

export interface People {
  applicant: string;
  /** E-mails of those who instruct this API. */
  instructors: string[];
  answers: Answers;
}

export interface PlannedMail {
  template: Template;
  recipient: string;
}

/** Fields of people, named in every definition as DataPass names them. */
export const contactFields = {
  controller: 'responsable_traitement',
  protectionOfficer: 'delegue_protection_donnees',
  technicalContact: 'contact_technique',
} as const;

/** The e-mail of a person field, in lower case; empty while unanswered. */
export function emailOf(answers: Answers, field: string): string {
  const answer = answers[field] as Partial<Person> | undefined;
  return typeof answer?.email === 'string' ? answer.email.trim().toLowerCase() : '';
}

/** The mails of an event, one per template and person; none for an event that nobody is told of. */
export function planMails(event: string, people: People): PlannedMail[] {
  const applicant = people.applicant.toLowerCase();
  const contact = emailOf(people.answers, contactFields.technicalContact);
  const to = (template: Template, ...recipients: string[]) =>
    [...new Set(recipients.filter(Boolean))].map((recipient) => ({ template, recipient }));
  switch (event) {
    case 'submit':
      return [
        ...to('receipt', applicant),
        ...to('to_instruct', ...people.instructors.map((email) => email.toLowerCase())),
      ];
    case 'request_changes':
      return to('changes_requested', applicant);
    case 'refuse':
      return to('refused', applicant);
    case 'validate':
      return [
        ...to('validated', applicant),
        // An applicant who is also the technical contact has the link already.
        ...to('access', contact === applicant ? '' : contact),
        ...to(
          'privacy',
          emailOf(people.answers, contactFields.controller),
          emailOf(people.answers, contactFields.protectionOfficer),
        ),
      ];
    default:
      return [];
  }
}
