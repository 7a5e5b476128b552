/**
 * `<datapass-requests>`: the requests and habilitations of somebody and their organisations, with whose turn it is and
 * their dates. On its own on a page it signs in by itself (`alone.ts`); inside `<datapass-request>` it is given the
 * session, and shows the requests of one API.
 *
 * @summary Lists the requests and habilitations of a person and their organisations.
 * @slot - Shown until the list is ready, and when the backend is away: a link to the hosted page `/mes-demandes`, usually.
 * @attr lang - `fr` or `en`; that of the page without
 * @fires datapass-ready - the list, or the way to sign in, can be used
 * @fires datapass-login - where signing in stands
 * @fires datapass-open - a request is to be opened, or without `id` a new one begun; `preventDefault()` leaves it to the
 *   page. Else a `<datapass-request>` of its API on the same page opens it, or our hosted page
 * @fires datapass-error - something could not be done
 * @csspart frame - around everything
 * @csspart heading - every heading
 * @csspart row - a request
 * @csspart button - every button, and links that look like one
 * @cssprop --datapass-accent - colour of actions; see `shared/tokens.ts` for the others
 */
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import type { Session } from '../login/session-types.ts';
import type { RequestList, RequestSummary } from '../shared/api-types.ts';
import { call } from '../shared/call.ts';
import { DatapassEvent } from '../shared/events.ts';
import { focusHeading, heading } from '../shared/heading.ts';
import type { Language } from '../shared/language.ts';
import { button, callout } from '../shared/parts.ts';
import { shared } from '../shared/styles.ts';
import { wordsIn } from '../words/index.ts';
import type { Alone, Way } from './alone.ts';
import { listStyles } from './list.styles.ts';
import { row } from './row.ts';
import { listWords } from './words.ts';

export class DatapassRequests extends LitElement {
  static override styles = [...shared, listStyles];
  static override properties = {
    api: {},
    state: {},
    headingLevel: { attribute: 'heading-level', type: Number },
    returnTo: { attribute: 'return-to' },
    base: {},
    session: { attribute: false },
    language: { attribute: false },
    definition: { attribute: false },
    requests: { attribute: false },
  };

  /** `lang` stays the browser's own property. */
  static override get observedAttributes(): string[] {
    // biome-ignore lint/complexity/noThisInStatic: Lit reads the properties of the class it is asked through.
    return [...super.observedAttributes, 'lang'];
  }

  /** Only those of this API, or of these, with spaces between them. */
  declare api: string;
  /** Only those in these states, to begin with: `draft,changes_requested`. */
  declare state: string;
  /** Level of the title, 2 by default. */
  declare headingLevel: number;
  /** Where sign-in comes back to, when not to this page. */
  declare returnTo: string;
  /** Address of the backend; by default where this script comes from. */
  declare base: string;

  /** Whose requests; given by the journey that it stands in. Not for pages, like what follows. */
  declare session: Session | undefined;
  declare language: Language;
  /** The API of that journey. */
  declare definition: ApiDefinition | undefined;
  /** Those that it has asked for already. */
  declare requests: RequestSummary[] | undefined;

  /** Undefined until they have come. */
  #rows: RequestSummary[] | undefined;
  /** What they were chosen by. */
  #choice: string | undefined;
  #relation = '';
  /** Of the page that follows. */
  #next: string | null = null;
  #failure = '';
  #run = {};
  /** Undefined inside a journey. */
  #alone: Alone | Promise<void> | undefined;

  constructor() {
    super();
    this.api = this.state = this.returnTo = '';
    this.language = 'fr';
    this.headingLevel = 2;
    this.base = new URL('../..', import.meta.url).href;
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (name === 'lang' || name === 'base') void (this.#alone as Alone)?.load?.();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    (this.#alone as Alone | undefined)?.follow?.();
    const { session, requests } = this;
    if (!session) {
      this.#alone ??= import('./alone.ts').then(
        ({ Alone }) => {
          this.#alone = new Alone(this);
          return this.#alone.load();
        },
        // What the page itself says stays.
        () => {},
      );
    } else if (requests && changed.has('requests')) {
      this.#relation = this.state = '';
      this.#show(requests, null);
      this.#choice = this.#chosen;
    } else if (this.#choice !== this.#chosen) void this.load();
  }

  protected override firstUpdated(): void {
    if (this.session && navigator.userActivation?.isActive) focusHeading(this.shadowRoot);
  }

  /** For somebody else, or for nobody. */
  begin(session: Session | undefined): void {
    this.session = session;
    this.#rows = this.#choice = undefined;
  }

  get #chosen(): string {
    return `${this.api} ${this.state} ${this.#relation}`;
  }

  #show(rows: RequestSummary[], next: string | null): void {
    this.#rows = rows;
    this.#next = next;
  }

  /** Asks for the list as it is chosen. @param after the last one shown, whose page it was: what follows is added */
  async load(after = ''): Promise<void> {
    const { session, state, api, definition } = this;
    const shown = (after && this.#rows) || [];
    const run = {};
    this.#run = run;
    this.#choice = this.#chosen;
    this.#failure = '';
    const query = new URLSearchParams({ relation: this.#relation, state, after });
    const name = api || definition?.id;
    if (name) query.set('api', name);
    try {
      const { requests, next } = await call<RequestList>(session as Session, `/requests?${query}`);
      if (run !== this.#run) return;
      this.#show([...shown, ...requests], next);
    } catch (error) {
      if (run !== this.#run) return;
      this.#rows ??= [];
      this.#failure = (error as Error).message || listWords[this.language].unread;
    }
    this.requestUpdate();
    await this.updateComplete;
    // Where the new ones begin.
    if (after) this.renderRoot.querySelectorAll<HTMLElement>('li [role=heading]')[shown.length]?.focus();
  }

  /** By a click: on a link, which leads to our hosted page where nothing else opens it. */
  #open(event: MouseEvent, { id, api = this.api, state }: Partial<RequestSummary> = {}): void {
    const { ctrlKey, metaKey, shiftKey } = event;
    const alone = this.#alone as Alone | undefined;
    // Another tab or window: the browser's matter.
    if (alone && (ctrlKey || metaKey || shiftKey)) return;
    const detail = { ...(id && { id }), ...(api && { api }), ...(state && { state }) };
    const left = this.dispatchEvent(new DatapassEvent('open', detail, !!alone, true));
    if (!left || alone?.opens(detail)) event.preventDefault();
  }

  protected override render(): unknown {
    const alone = this.#alone as Alone | undefined;
    if (alone) return alone.template?.(() => this.#list(), this.#way) ?? html`<slot></slot>`;
    const t = listWords[this.language];
    return html`<div class="stack"><div><p class="hint">${this.definition?.title}</p>${heading(this.headingLevel, t.requests, 'title')}</div>${this.#list()}</div>`;
  }

  #list(): unknown {
    const { language, state, session } = this;
    const requests = this.#rows;
    const t = listWords[language];
    const words = wordsIn(language);
    const failure = this.#failure;
    if (!requests) return html`<p class="hint">${words.loading}</p>`;
    const chosen = this.#relation || state;
    const options = { t, words, level: this.headingLevel + 1, several: !!session?.person?.organisations[1] };
    const all = (): void => {
      this.#relation = this.state = '';
      this.requestUpdate();
    };
    return [
      requests[1] || chosen ? this.#filters() : '',
      // What stands below is read out too.
      html`<p role="status" class=${requests[0] && !failure ? 'hint' : 'sr'}>${failure || t.count(requests.length, this.#next)}</p>`,
      failure
        ? callout('no', [html`<p>${failure}</p>`, button(words.retry, () => this.load())])
        : requests[0]
          ? html`<ul class="rows">${requests.map((request) =>
              row(request, { ...options, action: this.#action(request) }),
            )}</ul>`
          : callout(
              'info',
              chosen
                ? [html`<p>${t.none}</p>`, button(t.all, all, 'second')]
                : html`<p>${t.empty}</p><p>${t.emptyHint}</p>`,
            ),
      html`<div class="row">${this.#next ? button(t.more, () => this.load(this.#next as string), 'second') : ''}${
        this.definition?.accepting === false ? '' : this.#way(t.newRequest)
      }</div>`,
    ];
  }

  #action(request: RequestSummary): unknown {
    const { state, mine, relation, number } = request;
    const t = listWords[this.language];
    // Nothing but this line is open to who is only named.
    if (relation === 'named') return '';
    return this.#way(
      html`${state === 'draft' && mine ? t.continue : t.follow}<span class="sr"> ${number}</span>`,
      request,
    );
  }

  /** In a journey, on the spot; else a link, that may be opened elsewhere too. */
  #way: Way = (label, request) => {
    const open = (event: MouseEvent): void => this.#open(event, request);
    const alone = this.#alone as Alone | undefined;
    return alone
      ? html`<a class="button second" part="button" href=${alone.address(request)} @click=${open}>${label}</a>`
      : html`<button type="button" class="second" part="button" @click=${open}>${label}</button>`;
  };

  #filters(): TemplateResult {
    const { language, state } = this;
    const t = listWords[language];
    const choice = (
      label: string,
      options: Record<string, string>,
      value: string,
      set: (to: string) => void,
    ) =>
      html`<label>${label}<select @change=${({ target }: Event) => {
        set((target as HTMLSelectElement).value);
        this.requestUpdate();
      }}>${Object.entries({
        ...options,
        [value]: value
          .split(',')
          .map((one) => options[one] ?? one)
          .join(', '),
      }).map(
        ([id, text]) => html`<option value=${id} .selected=${id === value}>${text}</option>`,
      )}</select></label>`;
    return html`<div class="row filters">${choice(t.whose, t.relations, this.#relation, (to) => {
      this.#relation = to;
    })}${choice(t.state, t.states, state, (to) => {
      this.state = to;
    })}</div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'datapass-requests': DatapassRequests;
  }
}
