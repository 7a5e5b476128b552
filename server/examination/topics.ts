/** What the outbox calls our mails: topics of jobs, and names of templates. */
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
