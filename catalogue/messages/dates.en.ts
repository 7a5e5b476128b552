/** What is said of a wrong date, in English. */
import type { DateCode } from '../problems.ts';

export const dateSentences: Record<DateCode, string> = {
  not_after: '{about}: choose a date later than “{other}”.',
  past: '{about}: this date is past. A date to come is needed.',
  lapsed: '{about}: more than {months} months have gone by since. Have it renewed, and give the new date.',
};
