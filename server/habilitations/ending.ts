/** How far the end of a habilitation is, in words: soon enough to think of what follows. Pure. */
import type { Language } from '../http/language.ts';
import { addMonths } from '../requests/dates.ts';

/** Months before the end from which it is told: a renewal is answered within two (CRPA, article L.231-4). */
const notice = 3;
/** Months before the end from which renewing is offered: earlier, it would only be in the way. */
const offer = 6;
const dayLength = 86_400_000;

/** Whether renewing is worth offering; who asks earlier may. */
export const mayRenewSoon = (end: Date, now: Date): boolean => end <= addMonths(now, offer);

/** @returns empty for one that has ended, and for one that ends later than in three months */
export function endsSoon(end: Date, now: Date, language: Language): string {
  if (end <= now || end > addMonths(now, notice)) return '';
  return words[language](Math.ceil((end.getTime() - now.getTime()) / dayLength));
}

const words: Record<Language, (days: number) => string> = {
  fr: (days) => (days < 2 ? 'se termine aujourd’hui ou demain' : `se termine dans ${days} jours`),
  en: (days) => (days < 2 ? 'ends today or tomorrow' : `ends in ${days} days`),
};
