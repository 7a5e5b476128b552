/**
 * The mails of the clock in English: what waits, and what ends. Law: CRPA L.231-4 (silence); the DGFiP’s « Attester de la
 * sécurité » (a questionnaire is renewed three months before its end).
 */
import { day } from '../pages/dates.ts';
import { type Block, type MailContent, quote } from './content.ts';
import { examinerSignature, greeting, held, request, service, signature } from './en.ts';
import type { LifeFacts, ReminderTemplate } from './facts.ts';

const until = ({ reminder }: LifeFacts) => (reminder?.until ? day(reminder.until, 'en') : '');

/** “in 30 days”, “today” */
function soon({ reminder }: LifeFacts): string {
  const left = reminder?.left ?? 0;
  if (left < 1) return 'today';
  return left === 1 ? 'tomorrow' : `in ${left} days`;
}

const asked = ({ reminder }: LifeFacts): Block[] => quote(reminder?.asked ?? '');

const mail = (facts: LifeFacts, subject: string, blocks: Block[], label: string): MailContent => ({
  ...{ subject, greeting, blocks, signature: signature(facts) },
  link: { label, url: facts.links.request },
});

export const reminderEn: Record<ReminderTemplate, (facts: LifeFacts) => MailContent> = {
  reminder_draft: (facts) =>
    mail(
      facts,
      `Your draft is waiting – request ${facts.number}`,
      [
        { text: `You began ${request(facts)}, and nothing has changed in it for fifteen days.` },
        {
          text: 'Your answers are kept: go on where you were, invite a colleague to fill in a step, or archive the request if you no longer need it. This reminder will not be sent again.',
        },
      ],
      'Go on with my request',
    ),

  'reminder_draft-removal': (facts) =>
    mail(
      facts,
      `Your draft will be erased on ${until(facts)} – request ${facts.number}`,
      [
        {
          text: `Nothing has changed for nearly six months in ${request(facts)}, which you never sent. A draft is not kept for longer.`,
        },
        {
          text: `Without a change of yours its answers and documents will be erased on ${until(facts)}, for good. To keep it, open it and change something.`,
        },
      ],
      'Open my draft',
    ),

  reminder_changes: (facts) =>
    mail(
      facts,
      `Without an answer, request ${facts.number} will be archived on ${until(facts)}`,
      [
        {
          text: `${service(facts)} has been waiting for six months for you to change ${request(facts)}. This is what you were asked:`,
        },
        ...asked(facts),
        {
          text: `Without a change of yours before ${until(facts)} it will be archived. You can still read it, and copy it to begin another.`,
        },
      ],
      'Change my request',
    ),

  reminder_deadline: (facts) => ({
    ...mail(
      facts,
      `Silence will mean refusal on ${until(facts)} – request ${facts.number}`,
      [
        {
          text: `${facts.organisation} is waiting for your answer to request ${facts.number} for ${facts.api} (${facts.stage}). Without a decision it is deemed refused on ${until(facts)} (article L.231-4 of the French code of relations between the public and the administration).`,
        },
        { text: 'DataPass decides nothing on that day: the request remains to be examined.' },
      ],
      'Examine the request',
    ),
    link: { label: 'Examine the request', url: facts.links.instruction },
    signature: examinerSignature(facts),
  }),

  reminder_end: (facts) =>
    mail(
      facts,
      `Habilitation ${facts.habilitation?.number ?? ''} ends ${soon(facts)} – ${facts.api}`,
      [
        {
          text: `On ${until(facts)}, ${held(facts)} comes to its end: calls made in its name will then be refused.`,
        },
        {
          text: 'If nothing has changed, ask for its renewal: three questions, one page. Asked for before that day, it keeps the habilitation in force until the decision. If the use, the data or the legal texts have changed, begin an update.',
        },
        { text: 'If you no longer need it, there is nothing to do.' },
      ],
      'Renew the habilitation',
    ),

  reminder_end_access: (facts) => ({
    ...mail(
      facts,
      `The access to ${facts.api} ends ${soon(facts)} – ${facts.organisation}`,
      [
        {
          text: `You are the technical contact of ${held(facts)}. Unless it is renewed it comes to its end on ${until(facts)}: calls made in its name will then be refused.`,
        },
        {
          text: `The renewal is asked for by ${facts.applicant}, who receives this reminder too: speak with each other.`,
        },
      ],
      'See my access',
    ),
    link: { label: 'See my access', url: facts.links.access },
  }),

  reminder_prolonged: (facts) =>
    mail(
      facts,
      `Your answer is awaited: habilitation ${facts.habilitation?.number ?? ''} ends ${soon(facts)}`,
      [
        {
          text: `You asked in time for the renewal of ${held(facts)}, which stays in force for that reason. ${service(facts)} is waiting for you to change your request:`,
        },
        ...asked(facts),
        {
          text: `Without an answer before ${until(facts)}, two months after those changes were asked for, the habilitation comes to its end. Answer, and it stays in force until the decision.`,
        },
      ],
      'Change my request',
    ),

  reminder_questionnaire: (facts) =>
    mail(
      facts,
      `Renew your security questionnaire before ${until(facts)} – ${facts.api}`,
      [
        {
          text: `The security questionnaire that you gave with ${request(facts)} is valid until ${until(facts)}. It is renewed three months before its end.`,
        },
        {
          text: 'Your clients who rest on it depend on it: their habilitations end with it, and it can no longer be chosen in a new request.',
        },
        { text: 'Begin an update of the request, and attach the new questionnaire, signed.' },
      ],
      'Update the request',
    ),
};
