/**
 * `<datapass-requests>`: the requests of one API, mine and my organisation's. Internal to the widget. It answers with
 * `datapass-open`: a request chosen, or a new one.
 */
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import type { RequestSummary } from '../shared/api-types.ts';
import { DatapassEvent } from '../shared/events.ts';
import { focusHeading, heading } from '../shared/heading.ts';
import type { Language } from '../shared/language.ts';
import { shared } from '../shared/styles.ts';
import { stateBadge } from './badge.ts';
import { day } from './dates.ts';
import { followUpStyles } from './follow-up.styles.ts';
import { type FollowUpMessages, fr, loadMessages } from './messages/index.ts';

export class DatapassRequests extends LitElement {
  static override styles = [...shared, followUpStyles];
  static override properties = {
    requests: { attribute: false },
    definition: { attribute: false },
    language: { attribute: false },
    headingLevel: { attribute: false },
  };

  declare requests: RequestSummary[];
  declare definition: ApiDefinition;
  declare language: Language;
  /** Level of the title. */
  declare headingLevel: number;

  #t: FollowUpMessages = fr;

  constructor() {
    super();
    this.requests = [];
    this.language = 'fr';
    this.headingLevel = 2;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('language')) {
      void Promise.resolve(loadMessages(this.language)).then((t) => {
        this.#t = t;
        this.requestUpdate();
      });
    }
  }

  protected override firstUpdated(): void {
    if (navigator.userActivation?.isActive) focusHeading(this.shadowRoot);
  }

  #open(id?: string): void {
    this.dispatchEvent(new DatapassEvent('open', id ? { id } : {}));
  }

  protected override render(): TemplateResult {
    const t = this.#t;
    const mine = this.requests.filter((request) => request.mine);
    const theirs = this.requests.filter((request) => !request.mine);
    return html`<div class="stack"><div><p class="hint">${this.definition?.title}</p>${heading(this.headingLevel, t.requests, 'title')}</div>
      ${
        this.requests.length
          ? [this.#rows(t.mine, mine, t), this.#rows(t.theirs, theirs, t)]
          : html`<div class="callout info"><p>${t.empty}</p><p>${t.emptyHint}</p></div>`
      }
      ${
        this.definition?.accepting === false
          ? ''
          : html`<button type="button" class="second" part="button" @click=${() => this.#open()}>${t.newRequest}</button>`
      }</div>`;
  }

  #rows(title: string, requests: RequestSummary[], t: FollowUpMessages): TemplateResult | '' {
    if (!requests.length) return '';
    const row = ({
      id,
      number,
      state,
      title,
      organisation,
      applicant_name,
      mine,
      updated_at,
    }: RequestSummary) => {
      const action = state === 'draft' && mine ? t.continue : t.follow;
      return html`<li class="row between"><div><b>${title || t.untitled}</b><div class="hint">${[
        number,
        organisation.name,
        !mine && applicant_name,
        t.updated(day(updated_at, this.language)),
      ]
        .filter(Boolean)
        .join(
          ' · ',
        )}</div></div>${stateBadge(state, t)}<button type="button" class="second" part="button" @click=${() => this.#open(id)}>${action}<span class="sr"> ${number}</span></button></li>`;
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
