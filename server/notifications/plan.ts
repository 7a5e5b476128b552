/** Which event writes to whom: a pure rule over the request's people. */
import type { Answers } from '../../catalogue/answers.ts';
import { emailNamed } from '../requests/confirmations.ts';
import type { Template } from './facts.ts';

export interface People {
  applicant: string;
  /** E-mails of those who instruct this API. */
  instructors: string[];
  answers: Answers;
  /** Whether a validation issues a habilitation, or is an answer. */
  grants: boolean;
  /** Of who did it, of the applicants before and since, of who asked to take the request over; empty: nobody. */
  actor: string;
  from: string;
  to: string;
  asker: string;
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
  /** Who else waits for an answer: an address alone. */
  otherAddress: 'mail',
} as const;

/** The address that an e-mail field holds, in lower case; empty while unanswered. */
function addressIn(answers: Answers, field: string): string {
  const answer = answers[field];
  return typeof answer === 'string' ? answer.trim().toLowerCase() : '';
}

/** The mails of an event, one per template and person; none for an event that nobody is told of. */
export function planMails(event: string, people: People): PlannedMail[] {
  const applicant = people.applicant.toLowerCase();
  const contact = emailNamed(people.answers, contactFields.technicalContact);
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
      if (!people.grants)
        return to('answered', applicant, addressIn(people.answers, contactFields.otherAddress));
      return [
        ...to('validated', applicant),
        // An applicant who is also the technical contact has the link already.
        ...to('access', contact === applicant ? '' : contact),
        ...to(
          'privacy',
          emailNamed(people.answers, contactFields.controller),
          emailNamed(people.answers, contactFields.protectionOfficer),
        ),
      ];
    case 'confirm':
      return to('confirmed', applicant);
    case 'comment':
      return to('commented', people.actor.toLowerCase() === applicant ? '' : applicant);
    case 'transfer':
      return [...to('handed_over', people.to), ...to('handed_on', people.from)];
    case 'take_over':
      return [...to('taken_over', people.to), ...to('taken_from_you', people.from)];
    case 'ask_take_over':
      return to('take_over_asked', applicant);
    case 'object_take_over':
      // Who withdraws their own offer knows.
      return to('take_over_refused', people.actor === people.asker ? '' : people.asker);
    case 'told':
      return to('told', applicant);
    default:
      return [];
  }
}
