/** The form that chooses figures, by an address that can be sent on. Works without a script. Pure. */
import { html } from 'hono/html';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import type { Language } from '../http/language.ts';
import type { Content } from '../pages/layout.ts';
import { type Filters, usualPeriods } from './filters.ts';
import { statisticsTexts } from './words/index.ts';

export interface Choices {
  filters: Filters;
  definitions: readonly ApiDefinition[];
  /** Years that have figures, the newest first. */
  years: readonly string[];
  language: Language;
  /** `lang`, where it was chosen by hand. */
  chosenLanguage: string | undefined;
}

export function filtersForm({ filters, definitions, years, language, chosenLanguage }: Choices): Content {
  const t = statisticsTexts[language];
  const providers = new Map(definitions.map(({ provider }) => [provider.id, provider.name]));
  const offered = definitions.filter(({ provider }) => !filters.provider || provider.id === filters.provider);
  const useCases = definitions.find(({ id }) => id === filters.api)?.use_cases ?? [];
  const periods: [string, string][] = [
    ...usualPeriods.map((period): [string, string] => [period, t.periods[period] ?? period]),
    ...years.map((year): [string, string] => [year, t.year(year)]),
  ];
  return html`<form method="get" action="/stats" class="choose" aria-label="${t.filters}">
${chosenLanguage ? html`<input type="hidden" name="lang" value="${chosenLanguage}">` : ''}
${filters.api ? '' : select('provider', t.provider, [['', t.allProviders], ...providers], filters.provider)}
${select(
  'api',
  t.api,
  [['', t.allApis], ...offered.map(({ id, title }): [string, string] => [id, title])],
  filters.api,
)}
${
  useCases.length > 0
    ? select(
        'use_case',
        t.useCase,
        [['', t.allUseCases], ...useCases.map(({ id, label }): [string, string] => [id, label])],
        filters.useCase,
      )
    : ''
}
${
  filters.period
    ? select('period', t.period, periods, filters.period)
    : html`${hidden('from', filters.from)}${hidden('to', filters.to)}${select('period', t.period, [['', t.chosenMonths], ...periods], '')}`
}
<div><button>${t.show}</button></div>
</form>`;
}

const hidden = (name: string, month: string): Content | '' =>
  month ? html`<input type="hidden" name="${name}" value="${month.slice(0, 7)}">` : '';

function select(
  name: string,
  label: string,
  options: readonly (readonly [string, string])[],
  chosen: string,
): Content {
  return html`<div><label class="label" for="${name}">${label}</label>
<select id="${name}" name="${name}">
${options.map(([value, text]) => html`<option value="${value}" ${value === chosen ? 'selected' : ''}>${text}</option>`)}
</select></div>`;
}
