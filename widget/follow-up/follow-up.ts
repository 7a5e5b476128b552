/**
 * `<datapass-follow-up>`: where a request stands, why, and what to do next, in the server's words. Internal to the
 * widget. It answers with `datapass-resume` (open the form again) and `datapass-status` (a new state has arrived).
 */
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import type { Around } from '../handover/around.ts';
import type { Session } from '../login/session-types.ts';
import type { RequestFile } from '../several/file.ts';
import type { RequestView } from '../shared/api-types.ts';
import { DatapassEvent } from '../shared/events.ts';
import { focusHeading, heading } from '../shared/heading.ts';
import type { Language } from '../shared/language.ts';
import { badge, button, callout } from '../shared/parts.ts';
import { shared } from '../shared/styles.ts';
import { wordsIn } from '../words/index.ts';
import { followUpStyles } from './follow-up.styles.ts';
import { Polling } from './polling.ts';

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
  /** Of several APIs. */
  declare file: RequestFile | undefined;

  #polling = new Polling(this);
  #state: RequestView['state'] | undefined;
  #said = '';
  /** What stands around the state; nothing while it has not come. */
  #around: Around | undefined;
  #focused = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.session && this.requestId && (changed.has('session') || changed.has('requestId'))) {
      this.#state = undefined;
      this.#polling.follow(this.session, this.requestId);
      import('../handover/around.ts').then(
        ({ Around }) => {
          this.#around = new Around(this, this.#polling);
        },
        () => {},
      );
    }
    this.#tell(this.#polling.view);
  }

  protected override updated(): void {
    if (this.#focused || !this.#polling.view) return;
    this.#focused = true;
    // By the person's own act only: a mere load never takes the focus.
    if (navigator.userActivation?.isActive) focusHeading(this.shadowRoot);
  }

  /** Says a new state aloud, politely, and to the page. The first one is no news. */
  #tell(view: RequestView | undefined): void {
    if (!view || view.state === this.#state) return;
    const { state, state_label } = view;
    if (this.#state) {
      this.#said = state_label;
      this.dispatchEvent(new DatapassEvent('status', { id: this.requestId, state }));
    }
    this.#state = state;
  }

  /** What the state means, and what can be done. */
  #situation(view: RequestView): unknown {
    const { tone, title, text, resume, link } = view.situation;
    const { id } = view;
    return callout(
      tone,
      [
        text.map((words) => html`<p>${words}</p>`),
        resume &&
          button(resume.label, () =>
            this.dispatchEvent(
              new DatapassEvent('resume', { id, ...(resume.step && { step: resume.step }) }, false),
            ),
          ),
        link &&
          html`<a class="button" part="button" href=${link.url} target="_blank" rel="noopener">${link.label}</a><p class="hint">${link.hint}</p>`,
      ],
      this.headingLevel + 1,
      title,
    );
  }

  protected override render(): TemplateResult {
    const { language, session, headingLevel: level } = this;
    const t = wordsIn(language);
    const { view, problem, again } = this.#polling;
    const lost = problem?.status === 401;
    const trouble =
      problem &&
      callout('warn', [
        html`<p>${lost ? t.ended : problem.message || (view ? t.stale : t.down)}</p>`,
        lost
          ? button(t.signIn, () => session.signIn({ step: 'follow-up' }), 'second')
          : button(t.retry, again, 'second'),
      ]);
    return html`<div role="status" class="sr">${this.#said}</div>${
      view
        ? html`<div class="stack"><div class="row between head"><div><p class="hint">${view.number} · ${view.organisation.name}</p>${heading(
            level,
            view.answers.intitule || this.definition.title,
            'title',
          )}</div>${badge(view.situation.tone, view.state_label)}</div>${trouble}${this.file?.about(view)}${this.#situation(view)}${this.#around?.above(view)}${
            view.state === 'draft' || view.state === 'archived'
              ? ''
              : html`<ol class="line" aria-label=${t.lineTitle}>${view.line.map(
                  ({ state, label, progress, when }) =>
                    html`<li class=${state} aria-current=${state === 'current' && 'step'}>${label}<span class="sr"> : ${progress}</span><div class="hint">${when}</div></li>`,
                )}</ol>`
          }<section>${heading(level + 1, t.history)}<ol class="time">${[...view.history]
            .reverse()
            .map(
              ({ text, when, reason }) =>
                html`<li><b>${text}</b><div class="hint">${when}</div>${reason && html`<p>« ${reason} »</p>`}</li>`,
            )}</ol></section>${this.#around?.below(view)}</div>`
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
