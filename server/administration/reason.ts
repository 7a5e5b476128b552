/** Every act of an administrator has its reason, kept with it. */
import type { Language } from '../http/language.ts';
import { storable } from '../pages/form.ts';
import { administrationWords } from './words.ts';

/** Characters. */
const longestReason = 2_000;

/** @param needed what to say where nothing is written @returns what is wrong with it */
export function reasonProblem(
  reason: string,
  language: Language,
  needed: string = administrationWords[language].reason.needed,
): string | undefined {
  const t = administrationWords[language].reason;
  if (reason === '') return needed;
  if (reason.length > longestReason) return t.long(longestReason);
  return storable(reason) ? undefined : t.bad;
}
