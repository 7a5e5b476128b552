/**
 * Where the person is in the journey, and what the element has loaded for it: everything that is not rendering.
 * Only what the eligibility question needs is here; the rest is `later.ts`, loaded when it is near.
 */
import type { ApiDefinition, EligibilityPart } from '../../catalogue/definition.ts';
import { onPath } from '../../catalogue/eligibility.ts';
import type { PageSession } from '../login/session.ts';
import { maybeSignedIn } from '../login/signed-in.ts';
import { openWindow } from '../login/window.ts';
import type { RequestFile } from '../several/file.ts';
import type { CurrentSite, RequestSummary, RequestView } from '../shared/api-types.ts';
import { type Client, createClient } from '../shared/client.ts';
import { DatapassEvent, type DatapassEventName, type DatapassEvents } from '../shared/events.ts';
import { focusHeading } from '../shared/heading.ts';
import { type Language, languageOf } from '../shared/language.ts';
import { fr, loadMessages, type Messages } from '../shared/messages/index.ts';
import { ProblemError } from '../shared/problems.ts';
import { verdictOf } from './eligibility.ts';
import { type Memory, type Phase, recall, remember } from './memory.ts';
import type { DatapassRequest } from './request.ts';
import { inlinePart } from './source.ts';

export class Journey {
  declare readonly host: DatapassRequest;
  declare client: Client;
  language: Language = 'fr';
  t: Messages = fr;
  /** Undefined: not loaded yet; the page's own content shows. */
  declare part: EligibilityPart | undefined;
  declare problem: 'unknown' | 'down' | undefined;
  declare memory: Memory;
  declare later: typeof import('./later.ts') | undefined;
  /** What few APIs show: notices, a signpost. */
  declare signs: typeof import('./signs.ts') | undefined;
  // What follows is filled by `later.ts`.
  declare session: PageSession | undefined;
  declare site: CurrentSite | undefined;
  declare definition: ApiDefinition | undefined;
  declare request: RequestView | undefined;
  requests: RequestSummary[] = [];
  /** The request that the page asks for, until it has been opened or is known not to be this person's. */
  declare asked: string | undefined;
  /** What to say about it, at the question and above the list. */
  declare notice: string | undefined;
  /** What is shown instead of the form, on a site that is not registered. */
  declare hosted: ReturnType<typeof import('./unregistered.ts').hosted> | undefined;
  /** The last state of the session told to the page, and whose it was. */
  declare seen: { state: string; owner: string | undefined } | undefined;
  /** What the path shows, while it does. */
  declare path: (() => unknown) | undefined;
  /** Several APIs: shown instead of all else, by an element for each. */
  declare file: RequestFile | undefined;
  /** The form, the follow-up or the list. */
  declare inner: HTMLElement | undefined;
  /** Changes with every load: what an earlier one brings late is dropped. */
  #run = {};
  #retry = (): Promise<unknown> => this.load();
  /** A part of the element itself did not come. */
  #incomplete = false;

  constructor(host: DatapassRequest) {
    this.host = host;
  }

  emit<Name extends DatapassEventName>(name: Name, detail: DatapassEvents[Name]): void {
    this.host.dispatchEvent(new DatapassEvent(name, detail));
  }

  /** From the beginning, for another API, language or backend. */
  async load(): Promise<unknown> {
    const { host } = this;
    const [api] = host.api.split(' ') as [string];
    const run = {};
    this.#run = run;
    this.part = this.problem = this.definition = this.request = this.file = undefined;
    this.#incomplete = false;
    this.#retry = () => this.load();
    this.language = languageOf(host);
    this.client = createClient(host.base);
    this.asked = host.request;
    this.notice = undefined;
    let known = false;
    try {
      let t = loadMessages(this.language);
      let part = inlinePart(host, api) ?? this.client.eligibility(api, this.language);
      // Once the request is on its way: a browser's storage takes its time when it is first asked.
      this.memory = recall(api);
      if (!host.within && (host.api !== api || this.memory.apis)) {
        const { openFile } = await import('../several/file.ts');
        return openFile(this, part);
      }
      // Without a wait when all is here: the first rendering is then the question's own.
      if (t instanceof Promise || part instanceof Promise) {
        [t, part] = await Promise.all([t, part]);
        if (run !== this.#run) return;
      }
      this.t = t;
      known = true;
      const { first, questions } = part.eligibility;
      if (part.notices[0] || !questions[first]) {
        // Before anything is drawn, so that nothing moves.
        this.signs = await import('./signs.ts');
        if (run !== this.#run) return;
      }
      // Nothing of the decision tree shows to a person who comes back to their form or their requests.
      if (this.asked || maybeSignedIn() || this.memory.phase !== 'eligibility') {
        await this.#reach((later) => later.resume(this, part));
        if (run !== this.#run) return;
      }
      this.part = part;
      this.#warm();
    } catch (error) {
      if (run !== this.#run) return;
      this.#fail(error, known);
    }
    host.requestUpdate();
    await host.updateComplete;
    if (this.part) this.emit('ready', { api });
  }

  answer(question: string, option: string): void {
    const part = this.part as EligibilityPart;
    const { memory } = this;
    memory.answers = onPath(part.eligibility, { ...memory.answers, [question]: option });
    this.keep();
    const verdict = verdictOf(part, memory.answers);
    if (verdict) this.emit('eligibility', { verdict: verdict.id, answer: verdict.answer });
    this.#warm();
  }

  /**
   * Keeps where the person is, and shows it. An element that has left the page has only a request to keep, made
   * meanwhile: the place may be another element's by now.
   */
  keep(): void {
    const { host, memory } = this;
    if (host.isConnected || memory.request) remember(host.api, memory);
    host.requestUpdate();
  }

  /** Goes to a phase by the person's own act: the focus follows. */
  async go(phase: Phase): Promise<void> {
    const run = this.#run;
    this.problem = undefined;
    this.#incomplete = false;
    this.#retry = () => this.go(phase);
    try {
      const reached =
        phase === 'eligibility' ? phase : await this.#reach((later) => later.prepare(this, phase));
      if (run !== this.#run) return;
      this.memory.phase = phase = reached;
    } catch (error) {
      if (run !== this.#run) return;
      this.#fail(error);
    }
    this.keep();
    await this.host.updateComplete;
    if (this.problem) return;
    if (/^[ep]/.test(phase)) this.emit('step', { id: phase });
    focusHeading(this.host.renderRoot);
  }

  /**
   * Firefox never asks again for a module that has failed once on a page, so that only a new page helps when the
   * backend is back: where the person is and what they typed is kept.
   */
  retry = async (): Promise<void> => {
    const twice = this.#incomplete;
    await this.#retry();
    if (!twice || !this.#incomplete) return;
    const back = await this.client.eligibility(this.host.api, this.language).catch(() => undefined);
    if (back) location.reload();
  };

  /** The window opens inside the click, whatever is loaded by then. */
  signIn = (): void => {
    const popup = openWindow();
    this.#reach((later) => later.signIn(this, popup)).catch((error) => {
      popup?.close();
      this.#fail(error);
      this.host.requestUpdate();
    });
  };

  async #reach<T>(use: (later: typeof import('./later.ts')) => T): Promise<Awaited<T>> {
    this.later ??= await import('./later.ts');
    return await use(this.later);
  }

  /** With a favourable verdict the form is near: loads it, so that it opens at once. A failure shows when it is needed. */
  #warm(): void {
    const verdict = this.part && verdictOf(this.part, this.memory.answers)?.answer;
    if (verdict && verdict !== 'no') this.#reach((later) => later.warm(this)).catch(() => {});
  }

  #fail(error: unknown, known = true): void {
    const unknown = !known && error instanceof ProblemError && error.status === 404;
    this.problem = unknown ? 'unknown' : 'down';
    this.#incomplete = !(error instanceof ProblemError);
    if (unknown) console.error(`<datapass-request>: no API « ${this.host.api} » at ${this.client.base}`);
    this.emit('error', { code: unknown ? 'unknown-api' : 'unreachable' });
  }
}
