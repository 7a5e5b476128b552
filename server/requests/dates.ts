/** Calendar rules, on the days that people live by (Europe/Paris). Pure. */

/** Swedish writes dates as ISO 8601 does. Made once: making one costs a tenth of a submission. */
const paris = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });

/** `YYYY-MM-DD` in Paris. */
export function parisDay(instant: Date): string {
  return paris.format(instant);
}

/** The same day of a later month, or its last day where that month is shorter; the time of day is kept (UTC). */
export function addMonths(instant: Date, months: number): Date {
  const later = new Date(instant);
  later.setUTCDate(1);
  later.setUTCMonth(later.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(later.getUTCFullYear(), later.getUTCMonth() + 1, 0)).getUTCDate();
  later.setUTCDate(Math.min(instant.getUTCDate(), lastDay));
  return later;
}

/** Silence kept for two months means refusal (CRPA, article L.231-4). */
export function answerBy(submittedAt: Date): string {
  // Reckoned on Paris's calendar: noon keeps clear of both midnights.
  return addMonths(new Date(`${parisDay(submittedAt)}T12:00:00Z`), 2)
    .toISOString()
    .slice(0, 10);
}

/** The first moment of a day in Paris. @param day YYYY-MM-DD */
function startOfDay(day: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // Two hours before UTC's in summer, one in winter.
  const summer = new Date(midnight - 2 * 3_600_000);
  return parisDay(summer) === day ? summer : new Date(midnight - 3_600_000);
}

/** The last moment of a day in Paris: what ends then is shown with that day. @param day YYYY-MM-DD */
export function endOfDay(day: string): Date {
  const next = new Date(`${day}T12:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return new Date(startOfDay(next.toISOString().slice(0, 10)).getTime() - 1);
}

/** Days from one to another on Paris's calendar; negative when the other is past. */
export function daysBetween(from: Date, to: Date): number {
  return Math.round((Date.parse(parisDay(to)) - Date.parse(parisDay(from))) / 86_400_000);
}

export function addDays(instant: Date, days: number): Date {
  return new Date(instant.getTime() + days * 86_400_000);
}
