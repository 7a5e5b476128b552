/**
 * How long what is kept, as data: the jobs delete by it, the page « Données personnelles » and `/mes-donnees` show it, so
 * that what we say and what we do never disagree. Words: `rule-words.ts`.
 * Sources: GDPR, article 5(1)(e); CRPA, articles L.114-8 and R.114-9-5 and following (exchanges between administrations
 * are traceable for 36 months); CNIL, deliberation 2021-122 (logs: six months to a year).
 */
import { browserDays } from '../../catalogue/kept.ts';
import { addMonths } from '../requests/dates.ts';

/** A length of time, in one unit. */
export type Duration = { months: number } | { days: number } | { hours: number } | { minutes: number };

export const retention = {
  /** Never sent, since its last change. */
  draft: { months: 6 },
  /** Requests, their documents and habilitations, exchanges, history and mails: since their end. */
  file: { months: 36 },
  /** Who changed the profile of an organisation. */
  profile_change: { months: 36 },
  /** Who opened which document. */
  access: { months: 12 },
  /** Since the last sign-in of somebody whom nothing names any more. */
  person: { months: 6 },
  session: { hours: 12 },
  /** That a link works. */
  invitation: { days: 14 },
  /** Since its end, where nobody has opened it. */
  unopened_invitation: { days: 90 },
  /** Prepared by the provider's people for somebody: since the last thing done with it. */
  prepared_draft: { days: 90 },
  code: { minutes: 10 },
  /** Marks that keep a command sent twice from being done twice. */
  idempotency: { hours: 24 },
  /** What is typed before signing in: in the browser alone. */
  browser: { days: browserDays },
} as const satisfies Record<string, Duration>;

export type RetentionRule = keyof typeof retention;

export const retentionRules = Object.keys(retention) as RetentionRule[];

/** Days before a draft is removed at which its applicant is warned. */
export const draftWarning = { days: 15 } as const;

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** When what dates from `start` has had its time. */
export function endOf(rule: RetentionRule, start: Date): Date {
  return after(start, retention[rule], 1);
}

/** What dates from before has had its time. */
export function beginningOf(rule: RetentionRule, now: Date): Date {
  return after(now, retention[rule], -1);
}

function after(start: Date, duration: Duration, sign: 1 | -1): Date {
  if ('months' in duration) return addMonths(start, sign * duration.months);
  return new Date(start.getTime() + sign * milliseconds(duration));
}

/** Of what is not reckoned by the calendar. */
export function milliseconds(duration: Exclude<Duration, { months: number }>): number {
  if ('days' in duration) return duration.days * day;
  return 'hours' in duration ? duration.hours * hour : duration.minutes * minute;
}
