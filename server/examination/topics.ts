/** What the outbox calls our mails: topics of jobs, and names of templates. */
import { type AdministrationTopic, administrationTopics } from '../administration/topics.ts';
import type { Act } from './acts.ts';

export const examinationTopics = {
  /** To who is to make a control. */
  entrusted: 'control_entrusted',
  /** To the colleague asked. */
  asked: 'opinion_asked',
  /** To who asked. */
  given: 'opinion_given',
  /** To who is to see to a request. */
  assigned: 'request_assigned',
  /** To the applicant: something is recommended. */
  recommended: 'recommended',
  /** To the applicant: it is still to be done. */
  reminder: 'recommendation_reminder',
} as const;
export type ExaminationTopic = (typeof examinationTopics)[keyof typeof examinationTopics];

/** What the outbox says of acts. */
export type ActTopic = ExaminationTopic | AdministrationTopic;

/** Whom an act concerns besides who did it: mostly a mail; nobody is told of what they have done themselves. */
export function topicOf(act: Act): ActTopic | undefined {
  const { facts, by } = act;
  const toAnother = 'to' in facts && facts.to !== null && facts.to !== by;
  switch (act.name) {
    case 'entrust':
      return toAnother ? examinationTopics.entrusted : undefined;
    case 'assign':
      return toAnother ? examinationTopics.assigned : undefined;
    case 'ask_opinion':
      return examinationTopics.asked;
    case 'give_opinion':
      return examinationTopics.given;
    case 'recommend':
      return examinationTopics.recommended;
    case 'set_roles':
      return administrationTopics.roles;
    case 'act_for':
      return administrationTopics.acting;
    default:
      return undefined;
  }
}
