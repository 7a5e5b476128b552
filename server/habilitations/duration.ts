/** Durations in calendar months, as the law and the catalogue count them: in days of Paris. */

/**
 * The same day and hour in Paris some months later, or the last day of that month where it has no such day
 * (31 December → 28 February).
 */
export function monthsLater(instant: Date, months: number): Date {
  // Paris's wall clock, held in the UTC fields of a date.
  const wall = new Date(instant.getTime() + parisOffset(instant));
  const day = wall.getUTCDate();
  wall.setUTCDate(1);
  wall.setUTCMonth(wall.getUTCMonth() + months);
  const last = new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + 1, 0)).getUTCDate();
  wall.setUTCDate(Math.min(day, last));
  const nearly = new Date(wall.getTime() - parisOffset(instant));
  return new Date(wall.getTime() - parisOffset(nearly));
}

const offsetFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  timeZoneName: 'longOffset',
});

/** Milliseconds that Paris is ahead of UTC. */
function parisOffset(instant: Date): number {
  const name = offsetFormat.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, hours = 0, minutes = 0] = /GMT\+(\d+):(\d+)/.exec(name) ?? [];
  return (Number(hours) * 60 + Number(minutes)) * 60_000;
}
