/**
 * `<datapass-requests>`: the requests of one API, mine and my organisation's. Internal to the widget. It answers with
 * `datapass-open`: a request chosen, or a new one.
 */
import { html, LitElement, type TemplateResult } from 'lit';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import type { RequestSummary } from '../shared/api-types.ts';
import { DatapassEvent } from '../shared/events.ts';
import { focusHeading, heading } from '../shared/heading.ts';
import type { Language } from '../shared/language.ts';
import { badge, button, callout } from '../shared/parts.ts';
import { shared } from '../shared/styles.ts';
import { listStyles } from './list.styles.ts';
import { listWords } from './words.ts';

export class DatapassRequests extends LitElement {
  static override styles = [...shared, listStyles];
  static override properties = {
    requests: {},
    definition: {},
    language: {},
    headingLevel: {},
  };

  declare requests: RequestSummary[];
  declare definition: ApiDefinition;
  declare language: Language;
  /** Level of the title. */
  declare headingLevel: number;

  constructor() {
    super();
    this.requests = [];
    this.language = 'fr';
    this.headingLevel = 2;
  }

  protected override firstUpdated(): void {
    if (navigator.userActivation?.isActive) focusHeading(this.shadowRoot);
  }

  #open(id?: string): void {
    this.dispatchEvent(new DatapassEvent('open', id ? { id } : {}, false));
  }

  protected override render(): TemplateResult {
    const t = listWords[this.language];
    const mine = this.requests.filter((request) => request.mine);
    const theirs = this.requests.filter((request) => !request.mine);
    return html`<div class="stack"><div><p class="hint">${this.definition?.title}</p>${heading(this.headingLevel, t.requests, 'title')}</div>
      ${
        this.requests.length
          ? [this.#rows(t.mine, mine), this.#rows(t.theirs, theirs)]
          : callout('info', html`<p>${t.empty}</p><p>${t.emptyHint}</p>`)
      }
      ${
        this.definition?.accepting === false ? '' : button(t.newRequest, () => this.#open(), 'second')
      }</div>`;
  }

  #rows(title: string, requests: RequestSummary[]): TemplateResult | '' {
    if (!requests.length) return '';
    const t = listWords[this.language];
    const row = ({
      id,
      number,
      state,
      title,
      organisation,
      applicant_name,
      mine,
      state_label,
      tone,
      changed,
    }: RequestSummary) => {
      const action = state === 'draft' && mine ? t.continue : t.follow;
      return html`<li class="row between"><div><b>${title || t.untitled}</b><div class="hint">${[
        number,
        organisation.name,
        !mine && applicant_name,
        changed,
      ]
        .filter(Boolean)
        .join(
          ' · ',
        )}</div></div>${badge(tone, state_label)}${button(html`${action}<span class="sr"> ${number}</span>`, () => this.#open(id), 'second')}</li>`;
    };
    return html`<section>${heading(this.headingLevel + 1, title)}<ul class="rows">${requests.map(row)}</ul></section>`;
  }
}

customElements.get('datapass-requests') ?? customElements.define('datapass-requests', DatapassRequests);

declare global {
  interface HTMLElementTagNameMap {
    'datapass-requests': DatapassRequests;
  }
}
