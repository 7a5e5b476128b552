/**
 * What follows a validation: the text that tells people which data are received, the next stage to ask for, and the
 * requests of the file with the habilitation of each. A chunk of its own, loaded for requests that are validated or
 * continue another.
 */
import { html, type ReactiveControllerHost } from 'lit';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import type { Polling } from '../follow-up/polling.ts';
import type { Session } from '../login/session-types.ts';
import type { RequestView } from '../shared/api-types.ts';
import { call } from '../shared/call.ts';
import { DatapassEvent } from '../shared/events.ts';
import { heading } from '../shared/heading.ts';
import type { Language } from '../shared/language.ts';
import { badge, button } from '../shared/parts.ts';
import type { ProblemError } from '../shared/problems.ts';
import { wordsIn } from '../words/index.ts';
import { grantedWords } from './words.ts';

/** What this part uses of the follow-up. */
interface Host extends ReactiveControllerHost, HTMLElement {
  definition: ApiDefinition;
  session: Session;
  language: Language;
  headingLevel: number;
}

export class Granted {
  readonly #host: Host;
  readonly #polling: Pick<Polling, 'fail'>;
  /** Kept until the server has answered: a second click never makes a second request. */
  #key = crypto.randomUUID();
  /** The other request of the file, and which it is. */
  #other: RequestView | undefined;
  #asked = '';

  constructor(host: Host, polling: Pick<Polling, 'fail'>) {
    this.#host = host;
    this.#polling = polling;
    host.requestUpdate();
  }

  template(view: RequestView): unknown {
    const { next_stage: next, notice_url: notice, habilitation, situation } = view;
    const { language } = this.#host;
    const t = grantedWords[language];
    const neighbour = view.follows ?? next?.request;
    if (neighbour) void this.#read(neighbour.id);
    const other = neighbour?.id === this.#other?.id ? this.#other : undefined;
    const file = other && (view.follows ? [other, view] : [view, other]);
    return [
      // As its parent: where that may be collected.
      situation.link && habilitation?.children?.map((child) => html`<p>${this.#access(child)}</p>`),
      notice &&
        html`<p><a href=${notice} target="_blank" rel="noopener">${t.notice}<span class="sr"> ${wordsIn(language).newTab}</span></a></p>`,
      next &&
        html`<p>${button(next.action, () => (next.request ? this.#open(next.request.id) : this.#ask(view)))}</p>`,
      file && this.#file(file, view.id),
    ];
  }

  #access({ number, access_url }: { number: string; access_url: string }): unknown {
    const { language } = this.#host;
    return html`<a href=${access_url} target="_blank" rel="noopener">${grantedWords[language].access(number)}<span class="sr"> ${wordsIn(language).newTab}</span></a>`;
  }

  /** Both stages, each with what it has granted. */
  #file(requests: RequestView[], current: string): unknown {
    const { definition, headingLevel, language } = this.#host;
    const t = grantedWords[language];
    return html`<section>${heading(headingLevel + 1, t.file)}<ul class="time">${requests.map(
      ({ id, number, stage, state_label, situation, habilitation }) => {
        const label = definition.stages.find((one) => one.id === stage)?.label;
        const until =
          habilitation &&
          new Date(habilitation.valid_until).toLocaleDateString(language, { dateStyle: 'long' });
        return html`<li><div class="row between"><span><b>${label}</b> · ${number}${id === current ? ` (${t.current})` : ''}</span>${badge(situation.tone, state_label)}</div>${
          habilitation
            ? html`<div class="hint"><b>${habilitation.number}</b>, ${t.valid(until ?? '')}</div>`
            : ''
        }${
          id === current
            ? ''
            : html`<div class="row">${button(t.open(number), () => this.#open(id), 'plain')}${
                habilitation?.state === 'active' ? this.#access(habilitation) : ''
              }</div>`
        }</li>`;
      },
    )}</ul></section>`;
  }

  /** Continues the request in the next stage, with its answers. */
  async #ask({ id, api, next_stage: next }: RequestView): Promise<void> {
    const { session } = this.#host;
    try {
      const request = await call<RequestView>(session, '/requests', {
        method: 'POST',
        body: JSON.stringify({ api, stage: next?.stage, follows: id }),
        headers: { 'content-type': 'application/json', 'idempotency-key': this.#key },
      });
      this.#other = request;
      this.#open(request.id);
    } catch (error) {
      // A colleague may have begun it meanwhile: their request is the one to open.
      const begun = (error as ProblemError).body as { id?: string } | undefined;
      if (begun?.id) this.#open(begun.id);
      else this.#polling.fail(error);
    }
  }

  /** A draft opens in the form, anything else where it stands. */
  #open(id: string): void {
    const draft = this.#other?.id !== id || this.#other.actions.includes('save');
    this.#host.dispatchEvent(
      draft ? new DatapassEvent('resume', { id }, false) : new DatapassEvent('open', { id }, false),
    );
  }

  async #read(id: string): Promise<void> {
    if (this.#asked === id) return;
    this.#asked = id;
    // Without it the request itself still shows.
    this.#other = await call<RequestView>(this.#host.session, `/requests/${id}`).catch(() => undefined);
    this.#host.requestUpdate();
  }
}
