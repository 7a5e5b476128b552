/** What a list was asked for: `?api=&state=draft,submitted&relation=mine&after=&limit=`. */
import type { Catalogue } from '../../catalogue/load.ts';
import type { Language } from '../../http/language.ts';
import type { FieldProblem } from '../../http/problem.ts';
import type { RequestState } from '../life/lifecycle.ts';
import { invalid } from '../problems.ts';
import { requestStates } from '../tables.ts';
import { type ListQuery, readCursor } from './list.ts';
import type { Relation } from './next-action.ts';

const relations: readonly Relation[] = ['mine', 'organisation', 'named'];

/** Of one API, more than anybody has; of all of them, a page. */
const pages = { api: 100, all: 20 };
const longest = 100;

/**
 * @returns undefined where no API asked for is in the catalogue: they have no requests
 * @throws {Problem} 422 an unknown state, relation or cursor
 */
export function readListQuery(
  catalogue: Pick<Catalogue, 'get'>,
  query: Record<string, string>,
  language: Language,
): ListQuery | undefined {
  const wrong: FieldProblem[] = [];
  const refuse = (field: string) =>
    void wrong.push({ field, code: 'unknown_option', message: unknown[language] });
  const names = (query.state ?? '').split(',').filter(Boolean);
  if (!names.every((name) => (requestStates as readonly string[]).includes(name))) refuse('state');
  const relation = relations.find((one) => one === query.relation);
  if (query.relation && !relation) refuse('relation');
  const after = query.after ? readCursor(query.after) : undefined;
  if (query.after && !after) refuse('after');
  const asked = query.api?.split(/[\s,]+/).filter(Boolean);
  const limit = query.limit ? Number(query.limit) : asked?.length === 1 ? pages.api : pages.all;
  if (!Number.isInteger(limit) || limit < 1 || limit > longest) refuse('limit');
  if (wrong.length > 0) throw invalid(wrong, language);
  const apis = asked?.flatMap((name) => catalogue.get(name)?.id ?? []);
  if (apis?.length === 0) return undefined;
  return { apis, states: names as RequestState[], relation, after, limit };
}

const unknown: Record<Language, string> = {
  fr: 'Choisissez parmi les valeurs documentées ; pour la page suivante, reprenez « next » tel quel.',
  en: 'Choose among the documented values; for the next page, use “next” as it was given.',
};
