/** What the outbox calls one mail of a circular, and the log of mails its template. */
export const circularTopic = 'circular';
