/**
 * `<datapass-request>`: the whole journey to a habilitation inside somebody else's page — am I eligible, what will I
 * need, the form, the follow-up. This file renders; `journey.ts` decides.
 *
 * @summary Asks for a habilitation, on the catalogue's own page.
 * @slot - Shown until the element is ready, and when the backend is away: a link to the hosted page, usually. A
 *   `<script type="application/json">` with `GET /catalogue/:api/eligibility` saves the first request.
 * @attr prefill - answers to begin a new request with, as JSON, by field of the form; never people, documents or
 *   confirmations. The page's address may say the same: `?datapass-intitule=…`, `?datapass-use-case=…`
 * @fires datapass-ready - the first question, or the list of requests, can be used
 * @fires datapass-eligibility - a verdict was reached
 * @fires datapass-login - where signing in stands
 * @fires datapass-step - a step is shown
 * @fires datapass-save - the draft is kept
 * @fires datapass-submit - a request was submitted
 * @fires datapass-status - the state of a request has changed
 * @fires datapass-error - something could not be done
 * @csspart frame - around everything
 * @csspart heading - every heading
 * @csspart question - a question of the decision tree
 * @csspart verdict - its answer
 * @cssprop --datapass-accent - colour of actions; see `shared/tokens.ts` for the others
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { RequestFile } from '../several/file.ts';
import { essential } from '../shared/essential.ts';
import { eligibilityTemplate } from './eligibility.ts';
import { Journey } from './journey.ts';
import { ownBackend } from './source.ts';

export class DatapassRequest extends LitElement {
  static override properties = {
    api: {},
    request: {},
    useCase: { attribute: 'use-case' },
    headingLevel: { attribute: 'heading-level', type: Number },
    returnTo: { attribute: 'return-to' },
    base: {},
  };

  static override styles = essential;

  /** `lang` stays the browser's own property. */
  static override get observedAttributes(): string[] {
    // biome-ignore lint/complexity/noThisInStatic: Lit reads the properties of the class it is asked through.
    return [...super.observedAttributes, 'lang'];
  }

  /**
   * The API: the name of its file in the catalogue. Several, with spaces between them, make one file
   * (`impot-particulier api-particulier`): what they all ask is asked once, and each provider decides on its own.
   */
  declare api: string;
  /**
   * Id of a request to open: the form where changes are asked for, else its follow-up; after sign-in when nobody is
   * signed in. Links in mails lead to a page that sets it.
   */
  declare request: string;
  /** A use case of the API to begin with. */
  declare useCase: string;
  /** Level of the element's main heading, 2 by default. */
  declare headingLevel: number;
  /** Where sign-in comes back to, when not to this page. */
  declare returnTo: string;
  /** Address of the backend; by default where this script comes from. */
  declare base: string;

  /** Of an element that shows one of several: the file. Not for pages. */
  declare within: RequestFile | undefined;
  /** What it decides. Not for pages. */
  readonly journey = new Journey(this);

  constructor() {
    super();
    this.api = this.request = this.useCase = this.returnTo = '';
    this.headingLevel = 2;
    this.base = ownBackend;
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (name === 'lang' && this.hasUpdated) void this.journey.load();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('base')) this.base = this.base.replace(/\/$/, '');
    if (['api', 'base', 'request'].some((name) => changed.has(name as 'api'))) void this.journey.load();
  }

  protected override render(): TemplateResult {
    const { journey } = this;
    const { part, problem, file } = journey;
    if (file) return file.template();
    if (!part && !problem) return html`<slot></slot>`;
    return html`<div class="frame" part="frame" lang=${journey.language}>
      ${journey.later?.sessionTemplate(journey)}
      <div class="stack">
        ${journey.signs?.notices(journey)}
        ${problem ? this.#problemTemplate() : nothing}
        ${part ? this.#phaseTemplate() : html`<slot></slot>`}
      </div>
    </div>`;
  }

  #phaseTemplate(): unknown {
    const { journey } = this;
    const { memory, t } = journey;
    if (memory.phase !== 'eligibility') return journey.later?.phaseTemplate(journey);
    const signpost = journey.signs?.signpost(journey);
    if (signpost) return signpost;
    return html`${eligibilityTemplate({
      part: journey.part as NonNullable<typeof journey.part>,
      answers: memory.answers,
      level: this.headingLevel,
      t,
      answer: (question, option) => journey.answer(question, option),
      elsewhere: (api) => journey.client.hosted(api, journey.language),
      action: html`<button type="button" part="button" @click=${() => journey.go('path')}>
        ${t.request}
      </button>`,
    })}
    ${
      journey.notice || /-in$/.test(journey.session?.state ?? '')
        ? nothing
        : html`<p class="hint">${t.signInReason} <button type="button" class="plain" @click=${journey.signIn}>${t.signIn}</button></p>`
    }`;
  }

  #problemTemplate(): TemplateResult {
    const { problem, t, client, language, retry } = this.journey;
    const down = problem === 'down';
    return html`<div class="callout no" part="problem">
      <p role="alert">${down ? t.down : t.unknownApi}</p>
      ${
        down
          ? html`<button type="button" @click=${retry}>${t.retry}</button>`
          : html`<a href=${client.hosted(this.api, language)}>${t.hosted}</a>`
      }
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'datapass-request': DatapassRequest;
  }
}
