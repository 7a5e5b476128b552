/** Where what happens goes: topics of the outbox → queues. */
import { administrationTopics } from '../administration/topics.ts';
import { circularTopic } from '../circulars/topic.ts';
import { documentTopic } from '../documents/store.ts';
import { examinationTopics } from '../examination/topics.ts';
import { invitationTopics } from '../invitations/topics.ts';
import { preparationTopics } from '../preparations/topics.ts';
import { counted } from '../statistics/happening.ts';
import type { Subscription } from './relay.ts';

const mailed: Subscription = { each: ['mail'] };

/** Messages come in several: those of two minutes are one mail. */
const mailedTogether: Subscription = { ...mailed, after: 120 };

/** By topic: the name of an event, or what a part of the product says itself. */
const subscriptions: Record<string, Subscription> = {
  submit: { each: ['mail', 'rules'] },
  request_changes: mailed,
  refuse: mailed,
  validate: mailed,
  // What a rule waited for.
  confirm: { each: ['mail', 'rules'] },
  comment: mailed,
  transfer: mailed,
  ask_take_over: mailed,
  object_take_over: mailed,
  take_over: mailed,
  told: mailed,
  remind: mailed,
  message: mailedTogether,
  withdraw: mailed,
  agree: mailed,
  archive: mailed,
  reopen: mailed,
  cancel_reopening: mailed,
  renew: { each: ['mail', 'rules'] },
  update_people: mailed,
  suspend: mailed,
  resume: mailed,
  announce_revocation: mailed,
  drop_revocation: mailed,
  revoke: mailed,
  end: mailed,
  expire: mailed,
  correct: mailed,
  transfer_organisation: mailed,
  claim: mailed,
  [preparationTopics.invitation]: mailed,
  [administrationTopics.acting]: mailed,
  ...Object.fromEntries(Object.values(invitationTopics).map((topic) => [topic, mailed])),
  ...Object.fromEntries(Object.values(examinationTopics).map((topic) => [topic, mailed])),
  [circularTopic]: { each: ['circulars'] },
  [documentTopic]: { each: ['documents'] },
};

/** Figures are counted together: one job of many events costs no more than one of one. */
const isCounted = (topic: string) => (counted as readonly string[]).includes(topic);

export const subscriptionOf = (topic: string): Subscription => ({
  ...subscriptions[topic],
  together: [...(subscriptions[topic]?.together ?? []), ...(isCounted(topic) ? ['statistics'] : [])],
});
