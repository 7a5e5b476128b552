/**
 * The reminders that the clock sends, as data: each goes once, under the name that stands in the history (`remind`).
 * Those of a round begin anew when the request is sent or comes back; those of a habilitation, when there is another.
 */

/** Days before the end of a habilitation: as API Entreprise tells of its tokens. */
export const endDays = [90, 60, 30, 14, 7, 0] as const;

/** Days before one that a renewal has kept past its date ends, because nobody answers. */
export const prolongedDays = [30, 14, 7, 0] as const;

/** Months before the end of a questionnaire that is lent (« renouvelé 3 mois avant sa date d’expiration »). */
export const questionnaireMonths = 3;

/** Days without a change after which a draft is reminded of. */
export const draftDays = 15;

/** Months without an answer after which a modification request is reminded of, and days from there to the archives. */
export const silenceMonths = 6;
export const archiveDays = 15;

/** Days before silence becomes a refusal (CRPA, L.231-4) at which those who instruct are warned. */
export const warningDays = 15;

export type ReminderKind =
  | 'draft'
  /** Before it is erased (`privacy/drafts.ts`); again after a pause: `draft-removal-2`… */
  | 'draft-removal'
  | `draft-removal-${number}`
  /** Of one silence after another: `changes`, `changes-2`… */
  | 'changes'
  | `changes-${number}`
  | 'deadline'
  | 'questionnaire'
  | `end-${(typeof endDays)[number]}`
  | `prolonged-${(typeof prolongedDays)[number]}`;

/** What all of one sort are called, for their mails. */
export const sorts = [
  'draft',
  'draft-removal',
  'changes',
  'deadline',
  'end',
  'prolonged',
  'questionnaire',
] as const;
export type ReminderSort = (typeof sorts)[number];

/** @returns undefined for a kind that this version does not know: nobody is written to */
export const sortOf = (kind: string): ReminderSort | undefined =>
  sorts.find((sort) => sort === kind.replace(/-\d+$/, ''));

const ofHabilitation: readonly ReminderSort[] = ['end', 'questionnaire'];

/** What has been sent stays so while the habilitation is the same one. */
export const stillSent = (reminded: readonly string[]): string[] =>
  reminded.filter((kind) => ofHabilitation.some((sort) => sort === sortOf(kind)));
