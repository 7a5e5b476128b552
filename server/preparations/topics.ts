/** What the outbox calls our mails: topics of jobs, and names of templates. */
export const preparationTopics = {
  /** To the person it is for: the link. */
  invitation: 'draft_prepared',
  /** To who prepared it: somebody has taken it up. */
  claimed: 'draft_claimed',
} as const;
