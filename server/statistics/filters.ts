/** What figures are asked for, read from an address. Pure. */
import { useCaseNamed } from '../../catalogue/use-cases.ts';
import type { Catalogue } from '../catalogue/load.ts';
import type { Language } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import { monthBefore, monthOf } from './months.ts';

export interface Filters {
  /** Empty: all. Of an API: its own. */
  provider: string;
  api: string;
  useCase: string;
  /** As it was chosen, for the form. */
  period: string;
  /** First day of the first and of the last month; empty: since the beginning, until now. */
  from: string;
  to: string;
}

/** Months, the present one included. */
export const usualPeriods = ['3', '12', 'all'] as const;
const defaultPeriod = '12';

/**
 * @param query `provider`, `api`, `use_case`; `period`: `3` or `12` months, `all`, or a year; or `from` and `to`, months
 * @throws {Problem} 400 what can't be asked, with what can
 */
export function readFilters(
  query: Record<string, string | undefined>,
  catalogue: Pick<Catalogue, 'get' | 'list' | 'localised'>,
  now: Date,
  language: Language,
): Filters {
  const wrong = (field: string, choices: readonly string[]) => refused(field, choices, language);
  const providers = [...new Set(catalogue.list().map(({ provider }) => provider.id))];
  const definition = query.api ? catalogue.localised(query.api, language) : undefined;
  if (query.api && !definition) {
    throw wrong(
      'api',
      catalogue.list().map(({ id }) => id),
    );
  }
  if (query.provider && !providers.includes(query.provider)) throw wrong('provider', providers);
  if (query.provider && definition && definition.provider.id !== query.provider) {
    throw wrong('provider', [definition.provider.id]);
  }
  const useCase = query.use_case && definition ? useCaseNamed(definition, query.use_case)?.id : '';
  if (query.use_case && !useCase) {
    throw wrong('use_case', definition ? definition.use_cases.map(({ id }) => id) : []);
  }
  return {
    provider: definition?.provider.id ?? query.provider ?? '',
    api: definition?.id ?? '',
    useCase: useCase ?? '',
    ...readPeriod(query, now, wrong),
  };
}

function readPeriod(
  { period, from, to }: Record<string, string | undefined>,
  now: Date,
  wrong: (field: string, choices: readonly string[]) => Problem,
): Pick<Filters, 'period' | 'from' | 'to'> {
  const present = monthOf(now);
  if (!period && (from || to)) {
    const examples = [present.slice(0, 7)];
    if (from && !isMonth(from)) throw wrong('from', examples);
    if (to && !isMonth(to)) throw wrong('to', examples);
    if (from && to && from > to) throw wrong('to', [from]);
    return { period: '', from: from ? `${from}-01` : '', to: to ? `${to}-01` : '' };
  }
  const chosen = period || defaultPeriod;
  if (chosen === 'all') return { period: chosen, from: '', to: '' };
  if (/^20\d\d$/.test(chosen)) return { period: chosen, from: `${chosen}-01-01`, to: `${chosen}-12-01` };
  if (!(usualPeriods as readonly string[]).includes(chosen)) {
    throw wrong('period', [...usualPeriods, present.slice(0, 4)]);
  }
  return { period: chosen, from: monthBefore(now, Number(chosen) - 1), to: '' };
}

const isMonth = (text: string): boolean => /^20\d\d-(0[1-9]|1[0-2])$/.test(text);

/** Another address of the same figures, without what is not chosen. */
export function addressOf(
  path: string,
  { provider, api, useCase, period, from, to }: Filters,
  language?: Language,
): string {
  const query = new URLSearchParams();
  const put = (name: string, value: string) => value && query.set(name, value);
  if (api) put('api', api);
  else put('provider', provider);
  put('use_case', useCase);
  if (period) put('period', period === defaultPeriod ? '' : period);
  else {
    put('from', from.slice(0, 7));
    put('to', to.slice(0, 7));
  }
  if (language) query.set('lang', language);
  return query.size > 0 ? `${path}?${query}` : path;
}

function refused(field: string, choices: readonly string[], language: Language): Problem {
  const t = words[language];
  const detail = choices.length > 0 ? t.choose(field, choices.join(', ')) : t.apiFirst;
  const fields = [{ field, code: 'unknown_option', message: detail }];
  return new Problem(400, 'unknown-filter', t.title, detail, { fields });
}

const words: Record<
  Language,
  { title: string; choose: (field: string, choices: string) => string; apiFirst: string }
> = {
  fr: {
    title: 'Ces chiffres ne peuvent pas être demandés ainsi',
    choose: (field, choices) => `Donnez à « ${field} » une valeur comme : ${choices}.`,
    apiFirst: 'Choisissez aussi l’API avec « api » : chacune a ses propres cas d’usage.',
  },
  en: {
    title: 'These figures can’t be asked for this way',
    choose: (field, choices) => `Give “${field}” a value such as: ${choices}.`,
    apiFirst: 'Choose the API too with “api”: each has use cases of its own.',
  },
};
