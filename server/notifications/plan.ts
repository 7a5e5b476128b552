/** Which event writes to whom: a pure rule over the request's people. */
import type { Answers } from '../../catalogue/answers.ts';
import { addressIn, contactFields, emailNamed } from '../requests/life/contacts.ts';
import type { ReminderTemplate, Template } from './facts.ts';
import type { Reminder } from './reminder-facts.ts';

export interface People {
  applicant: string;
  /** E-mails of who sees to the request, or of all who instruct its API; never the applicant's own. */
  instructors: string[];
  answers: Answers;
  /** Who receives the signed habilitation, in lower case; empty: nobody. */
  contact: string;
  /** E-mail of the team that opens the API (`api_team` of its definition); empty: none is told. */
  apiTeam: string;
  /** Of who did it. */
  role: string;
  /** The request had been sent, and not decided, when it happened. */
  examined: boolean;
  /** `access technique@editeur.example`: mails that people named have had since the habilitation was issued. */
  informed: readonly string[];
  /** Of what the clock reminds, and how many days remain. */
  reminder?: Pick<Reminder, 'sort' | 'left'> | undefined;
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

/** The mails of an event, one per template and person; none for an event that nobody is told of. */
export function planMails(event: string, people: People): PlannedMail[] {
  const applicant = people.applicant.toLowerCase();
  const ownAct = people.role === 'applicant';
  const to = (template: Template, ...recipients: string[]) =>
    [...new Set(recipients.filter(Boolean))].map((recipient) => ({ template, recipient }));
  const toInstructors = (template: Template) =>
    to(template, ...people.instructors.map((email) => email.toLowerCase()));
  // An applicant who is also the technical contact has been told already.
  const toContact = (template: Template) => to(template, people.contact === applicant ? '' : people.contact);
  const toTeam = (template: Template) => to(template, people.apiTeam.toLowerCase());
  const privacy = () =>
    to(
      'privacy',
      emailNamed(people.answers, contactFields.controller),
      emailNamed(people.answers, contactFields.protectionOfficer),
    );
  const closed = () => [...toContact('access_ended'), ...toTeam('to_close')];
  switch (event) {
    case 'submit':
    case 'renew':
      return [...to('receipt', applicant), ...toInstructors('to_instruct')];
    case 'withdraw':
      return toInstructors('withdrawn');
    case 'agree':
      return toInstructors('second_awaited').filter(({ recipient }) => recipient !== people.actor);
    case 'request_changes':
      return to('changes_requested', applicant);
    case 'refuse':
      return to('refused', applicant);
    case 'validate':
      if (!people.grants)
        return to('answered', applicant, addressIn(people.answers, contactFields.otherAddress));
      return [...to('validated', applicant), ...toContact('access'), ...privacy(), ...toTeam('to_open')];
    case 'archive':
      return ownAct ? [] : to('archived', applicant);
    case 'message':
      return ownAct ? toInstructors('message_from_applicant') : to('message_from_provider', applicant);
    case 'reopen':
      return to('update_begun', applicant);
    case 'cancel_reopening':
      if (!ownAct) return to('update_stopped', applicant);
      return [
        ...to('update_dropped_done', applicant),
        ...(people.examined ? toInstructors('update_dropped') : []),
      ];
    case 'update_people':
      return [
        ...toInstructors('people_updated'),
        ...[...toContact('access'), ...privacy()].filter(
          ({ template, recipient }) => !people.informed.includes(`${template} ${recipient}`),
        ),
      ];
    case 'suspend':
      return [...to('suspended', applicant), ...toContact('access_suspended'), ...toTeam('to_close')];
    case 'resume':
      return [...to('resumed', applicant), ...toContact('access_resumed'), ...toTeam('to_open')];
    case 'announce_revocation':
      return to('revocation_announced', applicant);
    case 'drop_revocation':
      return to('revocation_dropped', applicant);
    case 'revoke':
      return [...to('revoked', applicant), ...closed()];
    case 'end':
      return [...to('given_back_done', applicant), ...toInstructors('given_back'), ...closed()];
    case 'expire':
      return [...to('expired', applicant), ...closed()];
    case 'correct':
      return to('corrected', applicant);
    case 'transfer_organisation':
      return [...to('moved_away', people.from), ...to('moved_here', people.to)];
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
    case 'remind':
      return reminded(people.reminder).flatMap((template) =>
        template === 'reminder_deadline'
          ? toInstructors(template)
          : template === 'reminder_end_access'
            ? toContact(template)
            : to(template, applicant),
      );
    case 'told':
      return to('told', applicant);
    default:
      return [];
  }
}

/** Days before the end from which its technical contact is told as well. */
const contactDays = 30;

/** The mails of a reminder. */
function reminded(reminder: People['reminder']): ReminderTemplate[] {
  if (!reminder) return [];
  const { sort, left } = reminder;
  return sort === 'end' && left <= contactDays
    ? ['reminder_end', 'reminder_end_access']
    : [`reminder_${sort}`];
}
