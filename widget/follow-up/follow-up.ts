/**
 * `<datapass-follow-up>`: where a request stands, why, and what to do next. Internal to the widget. It answers with
 * `datapass-resume` (open the form again) and `datapass-status` (a new state has arrived).
 */
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import type { Session } from '../login/session-types.ts';
import type { RequestView } from '../shared/api-types.ts';
import { call } from '../shared/call.ts';
import { DatapassEvent } from '../shared/events.ts';
import { focusHeading, heading } from '../shared/heading.ts';
import type { Language } from '../shared/language.ts';
import { button, callout } from '../shared/parts.ts';
import { unreachable } from '../shared/problems.ts';
import { shared } from '../shared/styles.ts';
import { wordsIn } from '../words/index.ts';
import { stateBadge } from './badge.ts';
import { day } from './dates.ts';
import { followUpStyles } from './follow-up.styles.ts';
import { Polling } from './polling.ts';
import { line, timeline } from './timeline.ts';

export class DatapassFollowUp extends LitElement {
  static override styles = [...shared, followUpStyles];
  static override properties = {
    requestId: {},
    definition: {},
    session: {},
    language: {},
    headingLevel: {},
  };

  declare requestId: string;
  declare definition: ApiDefinition;
  declare session: Session;
  declare language: Language;
  /** Level of the title. */
  declare headingLevel: number;

  #polling = new Polling(this);
  /** Undefined: not needed yet, or on its way. */
  #decision: typeof import('./decision.ts').decision | undefined;
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
      const t = wordsIn(this.language);
      this.#said = t.newState(t.state[state]);
      this.dispatchEvent(new DatapassEvent('status', { id: this.requestId, state }));
    }
    this.#state = state;
  }

  /** @returns what the state means, once that part of the element has come; asked for again by « Réessayer » */
  #meaning(view: RequestView): unknown {
    const { definition, language, headingLevel: level } = this;
    if (!this.#decision) {
      import('./decision.ts').then(
        ({ decision }) => {
          this.#decision = decision;
          this.requestUpdate();
        },
        () => this.#polling.problem ?? this.#polling.fail(unreachable()),
      );
      return '';
    }
    return this.#decision({
      view,
      definition,
      language,
      level,
      resume: (step) =>
        this.dispatchEvent(new DatapassEvent('resume', { id: this.requestId, ...(step && { step }) })),
      archive: (sure) => void this.#archive(sure),
    });
  }

  async #archive(sure: string): Promise<void> {
    const { id, version } = this.#polling.view as RequestView;
    if (!confirm(sure)) return;
    try {
      const headers = { 'if-match': `"${version}"` };
      this.#polling.show(await call(this.session, `/requests/${id}/archive`, { method: 'POST', headers }));
    } catch (error) {
      this.#polling.fail(error);
    }
  }

  protected override render(): TemplateResult {
    const { language, session, headingLevel: level } = this;
    const t = wordsIn(language);
    const { view, problem, again } = this.#polling;
    const lost = problem?.status === 401;
    const trouble = problem
      ? callout('warn', [
          html`<p>${lost ? t.ended : problem.message || (view ? t.stale : t.unread)}</p>`,
          lost
            ? button(t.signInAgain, () => session.signIn({ step: 'follow-up' }), 'second')
            : button(t.retry, again, 'second'),
        ])
      : '';
    return html`<div role="status"><span class="sr">${this.#said}</span></div>${
      view
        ? html`<div class="stack"><div class="row between head"><div><p class="hint">${t.number(view.number)} · ${view.organisation.name}</p>${heading(
            level,
            view.answers.intitule || this.definition.title,
            'title',
          )}</div>${stateBadge(view.state, t)}</div>${trouble}${
            view.state === 'submitted'
              ? callout('info', [
                  html`<p>${t.submittedText}</p>`,
                  view.answer_by ? html`<p>${t.answerBy(day(view.answer_by, language))}</p>` : '',
                ])
              : this.#meaning(view)
          }${view.state === 'draft' || view.state === 'archived' ? '' : line(view.line, t, language)}<section>${heading(
            level + 1,
            t.history,
          )}${timeline(view.history, t, language)}</section></div>`
        : trouble || html`<p class="hint">${t.loading}</p>`
    }`;
  }
}

customElements.get('datapass-follow-up') ?? customElements.define('datapass-follow-up', DatapassFollowUp);

declare global {
  interface HTMLElementTagNameMap {
    'datapass-follow-up': DatapassFollowUp;
  }
}
