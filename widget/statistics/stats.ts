/**
 * `<datapass-stats>`: the figures of an API, of a provider or of all, on a page of a catalogue: how many requests, how
 * long they take, how many need a round trip. No sign-in, no personal data, no cookie.
 *
 * @summary Shows how many requests are made, and how long they take.
 * @slot - Shown until the figures are there, and when they do not come: a link to `/stats`, usually.
 * @attr lang - `fr` or `en`; that of the page without
 * @fires datapass-ready - the figures are shown
 * @fires datapass-error - they could not be had
 * @csspart frame - around everything
 * @csspart heading - the title
 * @cssprop --datapass-accent - colour of links; see `shared/tokens.ts` for the others
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Delay, StatisticsView } from '../../server/http/api-statistics.ts';
import { essential } from '../shared/essential.ts';
import { DatapassEvent } from '../shared/events.ts';
import { heading } from '../shared/heading.ts';
import { type Language, languageOf } from '../shared/language.ts';
import { statsStyles } from './stats.styles.ts';
import { statsWords } from './words.ts';

/** Attribute → parameter of `/stats.json`. */
const parameters = { api: 'api', provider: 'provider', useCase: 'use_case', period: 'period' } as const;

export class DatapassStats extends LitElement {
  static override styles = [...essential, statsStyles];
  static override properties = {
    api: {},
    provider: {},
    useCase: { attribute: 'use-case' },
    period: {},
    headingLevel: { attribute: 'heading-level', type: Number },
    base: {},
  };

  /** `lang` stays the browser's own property. */
  static override get observedAttributes(): string[] {
    // biome-ignore lint/complexity/noThisInStatic: Lit reads the properties of the class it is asked through.
    return [...super.observedAttributes, 'lang'];
  }

  declare api: string;
  declare provider: string;
  /** Of the API. */
  declare useCase: string;
  /** `3` or `12` months (by default), `all`, or a year. */
  declare period: string;
  /** Level of the title, 2 by default. */
  declare headingLevel: number;
  /** Address of the backend; by default where this script comes from. */
  declare base: string;

  /** The address last asked for: what comes late for another one is dropped. */
  #asked = '';
  #language: Language = 'fr';
  #view: StatisticsView | undefined;

  constructor() {
    super();
    this.api = this.provider = this.useCase = this.period = '';
    this.headingLevel = 2;
    this.base = new URL('../..', import.meta.url).href;
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (name === 'lang') this.requestUpdate();
  }

  protected override willUpdate(): void {
    this.#language = languageOf(this);
    const query = new URLSearchParams({ lang: this.#language });
    for (const [property, name] of Object.entries(parameters)) {
      const value = this[property as keyof typeof parameters];
      if (value) query.set(name, value);
    }
    const address = `${this.base.replace(/\/$/, '')}/stats.json?${query}`;
    if (address !== this.#asked) void this.#load(address);
  }

  async #load(address: string): Promise<void> {
    this.#asked = address;
    const response = await fetch(address).catch(() => undefined);
    const view = response?.ok ? await response.json().catch(() => undefined) : undefined;
    if (address !== this.#asked) return;
    this.#view = view;
    this.requestUpdate();
    if (view) this.dispatchEvent(new DatapassEvent('ready', { api: this.api }));
    else this.dispatchEvent(new DatapassEvent('error', { code: response ? 'stats' : 'unreachable' }));
  }

  protected override render(): TemplateResult {
    const view = this.#view;
    if (!view) return html`<slot></slot>`;
    const language = this.#language;
    const t = statsWords[language];
    const number = new Intl.NumberFormat(language);
    const n = (value: number) => number.format(value);
    const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
    const { share } = view.round_trips;
    const inLanguage = (page: string) => `${page}${page.includes('?') ? '&' : '?'}lang=${language}`;
    return html`<section class="frame" part="frame" lang=${language} aria-label=${t.title(view.title)}>
${heading(this.headingLevel, t.title(view.title), 'title')}
<p class="hint">${t.since[this.period || '12'] ?? this.period}</p>
<dl>
${fact(t.submitted, n(view.submitted.total))}
${fact(t.validated, n(view.validated.total))}
${fact(t.refused, n(view.refused.total))}
${delay(t.final, view.final_answer, language)}
${delay(t.first, view.first_answer, language)}
${fact(t.trips, share === null ? t.nothing : percent.format(share))}
${fact(t.waiting, n(view.waiting.provider))}
${fact(t.active, n(view.active))}
</dl>
<details><summary>${t.months}</summary>
<div class="scrolls" tabindex="0" role="region" aria-label=${t.months}><table>
<thead><tr><th scope="col">${t.month}</th>${t.columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${view.months.map(
      ({ month, submitted, validated, refused }) =>
        html`<tr><th scope="row">${monthName(month, language)}</th><td>${n(submitted)}</td><td>${n(validated)}</td><td>${n(refused)}</td></tr>`,
    )}</tbody></table></div></details>
<div class="links"><a href=${inLanguage(view.links.page)} hreflang=${language}>${t.more}</a> <a href=${inLanguage(view.links.habilitations)} hreflang=${language}>${t.register}</a></div>
</section>`;
  }
}

const fact = (name: string, value: string, hint = '') =>
  html`<div><dt>${name}</dt><dd><b>${value}</b>${hint ? html`<span class="hint">${hint}</span>` : nothing}</dd></div>`;

function delay(
  name: string,
  { median_days, p80_days, mean_days }: Delay,
  language: Language,
): TemplateResult {
  const t = statsWords[language];
  if (median_days === null || p80_days === null || mean_days === null) return fact(name, t.nothing);
  const days = (value: number) =>
    value < 1
      ? t.short
      : t.day(
          new Intl.NumberFormat(language).format(value),
          new Intl.PluralRules(language).select(value) === 'one',
        );
  return fact(name, days(median_days), t.most(days(p80_days), days(mean_days)));
}

function monthName(month: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-15T00:00:00Z`),
  );
}

declare global {
  interface HTMLElementTagNameMap {
    'datapass-stats': DatapassStats;
  }
}
