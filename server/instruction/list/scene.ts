/** What every part of the list's page is drawn from. */
import type { Language } from '../../http/language.ts';
import { carryLanguage } from '../../pages/layout.ts';
import type { Choices, Colleague } from './choices.ts';
import type { Counts } from './counts.ts';
import { type ListQuery, writeListQuery } from './query.ts';
import type { Found } from './store.ts';
import type { SavedView, ViewProblem } from './views.ts';

export interface Scene {
  found: Found;
  query: ListQuery;
  counts: Counts;
  choices: Choices;
  colleagues: Colleague[];
  views: SavedView[];
  language: Language;
  address: string;
  now: Date;
  /** Days within which each API wants to answer, by its id. */
  targets: ReadonlyMap<string, number>;
  /** What has just been done, in words. */
  done?: string | undefined;
  /** The name of a view that could not be saved. */
  view?: { name: string; problem: ViewProblem } | undefined;
}

/** The address of a list, in the language chosen by hand. */
export function listPath(query: ListQuery, address: string, path = '/instruction'): string {
  return carryLanguage(`${path}?${writeListQuery(query)}`, address);
}

/** The same list, from its beginning, with something else asked for. */
export function withChange(query: ListQuery, change: Partial<ListQuery>): ListQuery {
  return { ...query, near: false, after: undefined, before: undefined, ...change };
}
