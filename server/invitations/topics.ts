/** What the outbox calls our mails: topics of jobs, and names of templates. */
export const invitationTopics = {
  /** To the invited person: the link. */
  invitation: 'invitation',
  /** To the invited person: the code. */
  code: 'invitation_code',
  /** To the applicant: a step was filled. */
  done: 'invitation_done',
  /** To who comments: the applicant has answered. */
  answer: 'invitation_answer',
} as const;
