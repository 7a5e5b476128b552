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
