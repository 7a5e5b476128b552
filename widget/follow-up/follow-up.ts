/**
 * `<datapass-follow-up>`: where a request stands, why, and what to do next. Internal to the widget. It answers with
 * `datapass-resume` (open the form again) and `datapass-status` (a new state has arrived).
 */
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import type { Session } from '../login/session-types.ts';
import type { RequestView } from '../shared/api-types.ts';
import { DatapassEvent } from '../shared/events.ts';
import { focusHeading, heading } from '../shared/heading.ts';
import type { Language } from '../shared/language.ts';
import { jsonOf } from '../shared/problems.ts';
import { shared } from '../shared/styles.ts';
import { stateBadge } from './badge.ts';
import { followUpStyles } from './follow-up.styles.ts';
import { type FollowUpMessages, fr, loadMessages } from './messages/index.ts';
import { next } from './next.ts';
import { Polling } from './polling.ts';
import { line, timeline } from './timeline.ts';

export class DatapassFollowUp extends LitElement {
  static override styles = [...shared, followUpStyles];
  static override properties = {
    requestId: { attribute: false },
    definition: { attribute: false },
    session: { attribute: false },
    language: { attribute: false },
    headingLevel: { attribute: false },
  };

  declare requestId: string;
  declare definition: ApiDefinition;
  declare session: Session;
  declare language: Language;
  /** Level of the title. */
  declare headingLevel: number;

  #polling = new Polling(this);
  #t: FollowUpMessages = fr;
  #state: RequestView['state'] | undefined;
  #said = '';
  #focused = false;
  #unsubscribe: (() => void) | undefined;

  constructor() {
    super();
    this.language = 'fr';
    this.headingLevel = 2;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('language')) {
      void Promise.resolve(loadMessages(this.language)).then((t) => {
        this.#t = t;
        this.requestUpdate();
      });
    }
    if (this.session && this.requestId && (changed.has('session') || changed.has('requestId'))) {
      this.#state = undefined;
      this.#polling.follow(this.session, this.requestId);
    }
    if (this.session && this.isConnected) {
      this.#unsubscribe ??= this.session.subscribe(() => {
        if (this.session.state === 'signed-in') this.#polling.again();
      });
    }
    this.#tell(this.#polling.view?.state);
  }

  protected override updated(): void {
    if (this.#focused || !this.#polling.view) return;
    this.#focused = true;
    // By the person's own act only: a mere load never takes the focus.
    if (navigator.userActivation?.isActive) focusHeading(this.shadowRoot);
  }

  /** Says a new state aloud, politely, and to the page. The first one is no news. */
  #tell(state: RequestView['state'] | undefined): void {
    if (!state || state === this.#state) return;
    if (this.#state) {
      this.#said = this.#t.newState(this.#t.state[state]);
      this.dispatchEvent(new DatapassEvent('status', { id: this.requestId, state }));
    }
    this.#state = state;
  }

  #resume = (step?: string): void => {
    this.dispatchEvent(new DatapassEvent('resume', { id: this.requestId, ...(step && { step }) }));
  };

  #archive = async (): Promise<void> => {
    const { id, version } = this.#polling.view as RequestView;
    if (!confirm(this.#t.archiveSure)) return;
    try {
      const headers = { 'if-match': `"${version}"` };
      this.#polling.show(
        await jsonOf(await this.session.fetch(`/requests/${id}/archive`, { method: 'POST', headers })),
      );
    } catch (error) {
      this.#polling.fail(error);
    }
  };

  protected override render(): TemplateResult {
    const t = this.#t;
    const { view, problem } = this.#polling;
    const lost = problem?.status === 401;
    const trouble = problem
      ? html`<div class="callout warn"><p>${lost ? t.lost : problem.message || (view ? t.offline : t.failed)}</p>${
          lost
            ? html`<button type="button" class="second" @click=${() => this.session.signIn({ step: 'follow-up' })}>${t.signIn}</button>`
            : html`<button type="button" class="second" @click=${this.#polling.again}>${t.retry}</button>`
        }</div>`
      : '';
    return html`<div role="status"><span class="sr">${this.#said}</span></div>${
      view ? this.#view(view, t, trouble) : trouble || html`<p class="hint">${t.loading}</p>`
    }`;
  }

  #view(view: RequestView, t: FollowUpMessages, trouble: unknown): TemplateResult {
    const { definition, language, headingLevel: level } = this;
    const title = view.answers.intitule;
    return html`<div class="stack">
      <div class="row between head"><div><p class="hint">${t.request(view.number)} · ${view.organisation.name}</p>${heading(
        level,
        typeof title === 'string' && title ? title : definition.title,
        'title',
      )}</div>${stateBadge(view.state, t)}</div>
      ${trouble}${next({ view, definition, t, language, level, resume: this.#resume })}
      ${view.state === 'draft' || view.state === 'archived' ? '' : line(view.line, t, language)}
      ${view.history.length ? html`<section>${heading(level + 1, t.history)}${timeline(view.history, t, language)}</section>` : ''}
      ${
        view.state === 'draft' && view.actions.includes('archive')
          ? html`<button type="button" class="plain" @click=${this.#archive}>${t.archive}</button>`
          : ''
      }</div>`;
  }
}

customElements.get('datapass-follow-up') ?? customElements.define('datapass-follow-up', DatapassFollowUp);

declare global {
  interface HTMLElementTagNameMap {
    'datapass-follow-up': DatapassFollowUp;
  }
}
