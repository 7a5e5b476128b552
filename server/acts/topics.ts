/** Which acts the outbox announces, and as what. Pure. */
import { type AdministrationTopic, administrationTopics } from '../administration/topics.ts';
import { type ExaminationTopic, examinationTopics } from '../examination/topics.ts';
import type { Act } from './facts.ts';

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
