/** What a person may get wrong about a date. For the server, and for the chunk that shows such a field. */
import { type AnswerContext, holds } from './conditions.ts';
import type { Field } from './definition.ts';
import { rules } from './mistakes.ts';
import type { Refuse } from './problems.ts';

/** Days are written YYYY-MM-DD, so that they compare as texts. */
rules.date = (
  { after, not_past, lasts }: Extract<Field, { kind: 'date' }>,
  day: string,
  refuse: Refuse,
  { context, fields }: { context: AnswerContext; fields: Field[] },
): unknown => {
  const today = context.today ?? new Date().toISOString().slice(0, 10);
  const before = fields.find(({ id }) => id === after);
  const begin = before && context.answers[before.id];
  if (begin && day <= begin) return refuse('not_after', { other: before.label });
  if (not_past && day < today) return refuse('past');
  if (!lasts || (lasts.when && !holds(lasts.when, context))) return true;
  return lastDay(day, lasts.months) >= today || refuse('lapsed', { months: lasts.months });
};

/** The same day so many months later, or the last day of a shorter month. */
export function lastDay(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const longest = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, longest))).toISOString().slice(0, 10);
}
