/** Months and quarters as `figures` names them, UTC: the first day of a month, `YYYY-MM-01`, and `YYYY-Q1`. Pure. */

/** The month that an instant lies in. */
export function monthOf(instant: Date): string {
  return `${instant.toISOString().slice(0, 7)}-01`;
}

/** The month that lies so many months before. */
export function monthBefore(instant: Date, months: number): string {
  return monthOf(new Date(Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth() - months, 1)));
}

/** Both included, in order; none when the last is before the first. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  for (let month = first; month <= last; month = monthBefore(new Date(`${month}T00:00:00Z`), -1)) {
    months.push(month);
  }
  return months;
}

/** The quarter of the year that a month lies in. */
export function quarterOf(month: string): string {
  return `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5, 7)) / 3)}`;
}

/** The same time in as few periods as can be: whole quarters, and the months before and after them. */
export function fewestPeriods(months: readonly string[]): string[] {
  const lengths = new Map<string, number>();
  for (const month of months) lengths.set(quarterOf(month), (lengths.get(quarterOf(month)) ?? 0) + 1);
  const named = months.map((month) => (lengths.get(quarterOf(month)) === 3 ? quarterOf(month) : month));
  return [...new Set(named)];
}
