/** What is said of a wrong date, in French. */
import type { DateCode } from '../problems.ts';

export const dateSentences: Record<DateCode, string> = {
  not_after: '{about} : choisissez une date postérieure à « {other} ».',
  past: '{about} : cette date est passée. Il faut une date à venir.',
  lapsed:
    '{about} : plus de {months} mois se sont écoulés depuis. Faites renouveler, et donnez la nouvelle date.',
};
