/**
 * The list on its own, on a page of a catalogue or of ours: signing in, the habilitations in force, and where a request
 * is opened. A chunk of its own: inside a journey there is no use for it.
 */
import { html, type TemplateResult } from 'lit';
import type { PageSession } from '../login/session.ts';
import type { Phase } from '../request/memory.ts';
import type { Bearer } from '../request/session-line.ts';
import type { HabilitationInForce, RequestSummary } from '../shared/api-types.ts';
import { call } from '../shared/call.ts';
import { type Client, createClient } from '../shared/client.ts';
import { DatapassEvent, type DatapassEventName, type DatapassEvents } from '../shared/events.ts';
import { focusHeading, heading } from '../shared/heading.ts';
import { type Language, languageOf } from '../shared/language.ts';
import { badge, button, callout } from '../shared/parts.ts';
import { type Words, wordsIn } from '../words/index.ts';
import { aloneWords } from './alone.words.ts';
import type { DatapassRequests } from './list.ts';
import { listWords } from './words.ts';

/** How something is opened: a link or a button with these words. */
export type Way = (label: unknown, request?: Partial<RequestSummary>) => TemplateResult;

export class Alone implements Bearer {
  readonly host: DatapassRequests;
  language: Language = 'fr';
  declare client: Client;
  session: PageSession | undefined;
  declare seen: Bearer['seen'];
  // As the line on top reads a journey that shows its list.
  readonly memory = { answers: {}, ticked: [], phase: 'list' as Phase };
  requests = [];
  declare notice: undefined;
  declare request: undefined;
  declare definition: undefined;
  declare part: undefined;
  declare later: typeof import('../request/later.ts');
  #owner: string | undefined;
  #asked = false;
  #held: HabilitationInForce[] = [];
  /** Instead of the list, on a site that nobody registered. */
  #hosted: unknown;
  /** Undefined until something can be shown. */
  #ready: boolean | undefined;
  #run = {};

  constructor(host: DatapassRequests) {
    this.host = host;
  }

  get t(): Words {
    return wordsIn(this.language);
  }

  /** From the beginning, for another language or backend. */
  load = async (): Promise<void> => {
    const { host } = this;
    const run = {};
    this.#run = run;
    this.#ready = undefined;
    this.#owner = undefined;
    host.begin(undefined);
    const language = languageOf(host);
    host.language = this.language = language;
    const client = createClient(host.base);
    this.client = client;
    try {
      const [later, site] = await Promise.all([import('../request/later.ts'), client.site()]);
      if (run !== this.#run) return;
      this.later = later;
      this.#hosted = undefined;
      await (await later.openSession(this)).restored;
      if (!site.registered) {
        const { hosted } = await import('../request/unregistered.ts');
        const instead = { ...client, hosted: () => this.#page('/mes-demandes') };
        this.#hosted = hosted({ client: instead, language, t: this.t, host }, site).page;
      }
      if (run !== this.#run) return;
      this.#ready = true;
      this.emit('ready', { api: host.api });
    } catch {
      if (run !== this.#run) return;
      this.#ready = false;
      this.emit('error', { code: 'unreachable' });
    }
    host.requestUpdate();
  };

  emit<Name extends DatapassEventName>(name: Name, detail: DatapassEvents[Name]): void {
    this.host.dispatchEvent(new DatapassEvent(name, detail));
  }

  /** Before anything is drawn: the session may have changed, and the list is then somebody else's, or nobody's. */
  follow(): void {
    const { session, host } = this;
    if (!this.#ready) return;
    const owner = session?.state === 'signed-in' ? session.person?.email : undefined;
    if (owner === this.#owner) return;
    this.#owner = owner;
    this.#held = [];
    host.begin(owner ? session : undefined);
    if (!owner) return;
    void this.#readHeld(owner);
    // By the person's own act: the button that they clicked is gone.
    if (this.#asked) void this.go();
    this.#asked = false;
  }

  async #readHeld(owner: string): Promise<void> {
    const { session, host } = this;
    const held = call<{ habilitations: HabilitationInForce[] }>(
      session as PageSession,
      '/habilitations/mine',
    );
    // The list tells of them too, one by one.
    const { habilitations } = await held.catch(() => ({ habilitations: [] }));
    if (owner !== this.#owner) return;
    this.#held = habilitations
      .filter(({ api }) => !host.api || host.api.split(/\s+/).includes(api))
      .sort((one, other) => (one.valid_until < other.valid_until ? -1 : 1));
    host.requestUpdate();
  }

  // --- What the line on top asks for

  signIn = (): void => {
    this.#asked = true;
    this.session?.signIn({ step: 'list' });
  };
  go = async (): Promise<void> => {
    await this.host.updateComplete;
    focusHeading(this.host.shadowRoot);
  };
  keep = (): void => {};

  // --- Opening

  #page = (path: string): string => `${this.client.base}${path}?lang=${this.language}`;

  /** Our hosted page of a request, or where a new one begins: with its API, or with the choice of one. */
  address({ id, api = this.host.api }: Partial<RequestSummary> = {}): string {
    const path = api && !/\s/.test(api) ? `/demande/${encodeURIComponent(api)}` : '/';
    return this.#page(path) + (id ? `&demande=${id}` : '');
  }

  /** Opens it in a `<datapass-request>` of this page, if there is one for its API. */
  opens({ id, api = '' }: DatapassEvents['open']): boolean {
    const element = [...document.querySelectorAll('datapass-request')].find(
      (one) => api && (one.api?.split(/\s+/).includes(api) || one.journey?.part?.id === api),
    );
    if (!element) return false;
    if (id) {
      // Also when it was opened before, and left since.
      element.request = '';
      element.request = id;
    }
    element.scrollIntoView();
    return true;
  }

  // --- What is shown

  /** @param list of the requests @returns undefined until it is known what to show */
  template(list: () => unknown, way: Way): TemplateResult | undefined {
    const { t, language, host } = this;
    const own = aloneWords[language];
    if (this.#ready === undefined) return undefined;
    if (!this.#ready) {
      return html`<div class="frame" part="frame"><div class="stack">${callout('no', [
        html`<p role="alert">${own.down}</p>`,
        button(t.retry, this.load),
      ])}<slot></slot></div></div>`;
    }
    return html`<div class="frame" part="frame" lang=${language}>${this.later.sessionTemplate(this)}<div class="stack">${
      this.#hosted ?? [
        heading(host.headingLevel, listWords[language].requests, 'title'),
        this.#body(list, way),
      ]
    }</div></div>`;
  }

  #body(list: () => unknown, way: Way): unknown {
    const { session, t, language } = this;
    const own = aloneWords[language];
    if (session?.state === 'signing-in') return '';
    if (!this.#owner) return [html`<p>${own.signIn}</p>`, button(t.signIn, this.signIn)];
    const { organisations = [] } = session?.person ?? {};
    return [
      this.#held[0] ? this.#heldTemplate(way) : '',
      list(),
      html`<p class="hint">${organisations.map(
        ({ siret, name }) =>
          html`<a href=${this.#page(`/organisations/${siret}/profil`)}>${own.profile} – ${name}</a> `,
      )}</p>`,
    ];
  }

  #heldTemplate(way: Way): TemplateResult {
    const own = aloneWords[this.language];
    const held = this.#held;
    const soon = held[0]?.ends_soon;
    const { organisations = [] } = this.session?.person ?? {};
    const of = (wanted: string) =>
      organisations[1] && organisations.find(({ siret }) => siret === wanted)?.name;
    return html`<details><summary>${own.held(held.length)}${soon ? badge('warn', soon) : ''}</summary><ul class="rows">${held.map(
      ({ number, api, api_title, title, siret, until, ends_soon, request_id }) =>
        html`<li class="row between"><div class="grow"><b>${number} · ${api_title}</b>${ends_soon && badge('warn', ends_soon)}<div class="hint">${[
          title,
          of(siret),
          own.until(until),
        ]
          .filter(Boolean)
          .join(
            ' · ',
          )}</div></div>${way(html`${listWords[this.language].follow}<span class="sr"> ${number}</span>`, { id: request_id, api })}</li>`,
    )}</ul></details>`;
  }
}
