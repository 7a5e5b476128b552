/**
 * The mails that a person may do without, by topic; every other one says what has to be known: a decision, its reason
 * and remedies, a date, an access. The receipt of a submission is owed by law (CRPA, R.112-11-1).
 */
import type { Template } from './facts.ts';

export const mailTopics = [
  /** Of those who instruct: what is to be examined, and what becomes of it without them. */
  'to_instruct',
  'progress',
  /** Of both sides: what was written is in the request as well, counted as unread. */
  'messages',
  /** Of those who apply: what they have done themselves, or begun, and what the people they invited do. */
  'own_acts',
  'contributions',
] as const;
export type MailTopic = (typeof mailTopics)[number];

/** Offered to those who instruct alone. */
export const staffTopics: readonly MailTopic[] = ['to_instruct', 'progress'];

const topics: Partial<Record<Template, MailTopic>> = {
  to_instruct: 'to_instruct',
  second_awaited: 'to_instruct',
  reminder_deadline: 'to_instruct',
  withdrawn: 'progress',
  update_dropped: 'progress',
  people_updated: 'progress',
  given_back: 'progress',
  message_from_provider: 'messages',
  message_from_applicant: 'messages',
  update_begun: 'own_acts',
  update_dropped_done: 'own_acts',
  given_back_done: 'own_acts',
  handed_on: 'own_acts',
  reminder_draft: 'own_acts',
  confirmed: 'contributions',
  commented: 'contributions',
  told: 'contributions',
};

/** @returns undefined for a mail that everybody concerned receives */
export const topicOf = (template: string): MailTopic | undefined => topics[template as Template];
