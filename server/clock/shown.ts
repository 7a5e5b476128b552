/** What the page of a request tells its instructors of the clock and of the rules. */
import type { Language } from '../http/language.ts';
import type { LoadedRequest } from '../requests/store/load.ts';
import { historyOf } from '../requests/view/history.ts';
import type { Services } from '../services.ts';
import { type Age, ageOf } from './age.ts';
import { judge } from './judge.ts';
import type { RuleVerdict } from './verdict.ts';

export interface ClockShown {
  age: Age;
  /** What the rule would have said; null where none looks at this use case; undefined for an API without rules. */
  verdict: RuleVerdict | null | undefined;
}

/** @returns undefined for an API that has left the catalogue: nothing of it is reckoned any more */
export async function clockShown(
  services: Pick<Services, 'database' | 'catalogue' | 'config' | 'now'>,
  loaded: LoadedRequest,
  language: Language,
): Promise<ClockShown | undefined> {
  const api = services.catalogue.localised(loaded.row.api, language);
  if (!api) return undefined;
  const history = await historyOf(services.database, loaded.row.id);
  const verdict = api.rules[0] && ((await judge(services, { ...loaded, history }, language)) ?? null);
  return { age: ageOf(api, history, services.now()), verdict };
}
