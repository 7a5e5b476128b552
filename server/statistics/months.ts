/** Months as `figures` names them: their first day, `YYYY-MM-01`, UTC. */
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
