/** What the outbox says of administration: whoever has to act on it subscribes (`jobs/subscriptions.ts`). */
export const administrationTopics = {
  /** Somebody was given a role, or has lost one: the act says which they hold, and held. */
  roles: 'roles_changed',
  /** An administrator acts for somebody, who is told by mail. */
  acting: 'acted_for',
} as const;
export type AdministrationTopic = (typeof administrationTopics)[keyof typeof administrationTopics];
