/**
 * What the applicant and the provider write to each other, on the follow-up of a request. A chunk of its own, loaded
 * once there is a message, or one may be written.
 */
import { html } from 'lit';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { Ask } from '../handover/ask.ts';
import { disclosure, unanswered } from '../handover/handover.ts';
import type { Place, PlaceHost } from '../handover/place.ts';
import type { RequestView } from '../shared/api-types.ts';
import { call } from '../shared/call.ts';
import { heading } from '../shared/heading.ts';
import { badge } from '../shared/parts.ts';
import { messageWords } from './words.ts';

/** The follow-up. */
interface Host extends PlaceHost {
  definition: ApiDefinition;
}

/** Characters. */
const LONGEST = 10_000;

export class Messages {
  readonly #place: Place;
  readonly #host: Host;
  readonly #ask: Ask;
  /** Of the text that it is for: the same words sent again are the same message. */
  #key = '';
  #sent = '';
  /** The last message that the person had before their eyes, or will. */
  #watched = 0;

  constructor(place: Place, host: Host) {
    this.#place = place;
    this.#host = host;
    this.#ask = new Ask(place, 'message');
  }

  /** Once there is a message: all of them, and the answer. */
  above(view: RequestView): unknown {
    const { messages, unread, actions } = view;
    const { language, headingLevel } = this.#place;
    const t = messageWords[language];
    if (!messages[0]) return '';
    this.#watch(view);
    const who = this.#host.definition.provider.acronym;
    return html`<section>${heading(headingLevel + 1, [t.title(who), unread ? badge('warn', t.unread(unread)) : ''])}<ol class="who" id=${LIST}>${messages.map(
      ({ by, when, text, unread }) =>
        html`<li><b>${by}</b> <span class="hint">${when}</span>${unread ? badge('warn', t.fresh) : ''}<p class="said">${text || t.erased}</p></li>`,
    )}</ol>${actions.includes('message') ? this.#writing(view) : ''}</section>`;
  }

  /** Before there is one, for who may write the first. */
  below(view: RequestView): unknown {
    const t = messageWords[this.#place.language];
    return !view.messages[0] && view.actions.includes('message')
      ? disclosure(t.write(this.#host.definition.provider.acronym), this.#writing(view))
      : '';
  }

  #writing({ id }: RequestView): unknown {
    const t = messageWords[this.#place.language];
    const ask = this.#ask;
    return ask.template(
      ask.field('text', { kind: 'long_text', label: t.text, help: t.hint, max_length: LONGEST }),
      t.send,
      async () => {
        const { text = '' } = ask.values;
        if (!text.trim()) throw unanswered('text', t.noText);
        if (text !== this.#sent) this.#key = crypto.randomUUID();
        this.#sent = text;
        const view = await this.#post<RequestView>(`${id}/messages`, { text });
        ask.values = {};
        this.#sent = '';
        this.#place.show(view);
        return t.sent;
      },
    );
  }

  #post<T>(path: string, body: object): Promise<T> {
    const headers = { 'content-type': 'application/json', 'idempotency-key': this.#key || 'messages' };
    return call<T>(this.#place.session, `/requests/${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers,
    });
  }

  /**
   * Tells the server what was read: the last message has been on the screen of somebody who was there. A page that is
   * open and left alone reads nothing, or no mail would tell of the message.
   */
  #watch({ id, mine, unread, messages }: RequestView): void {
    const sequence = messages.at(-1)?.sequence ?? 0;
    if (!mine || !unread || sequence <= this.#watched) return;
    this.#watched = sequence;
    const read = () => {
      if (!document.hasFocus()) addEventListener('focus', read, { once: true });
      else if (sequence === this.#watched) {
        // Nothing is lost without it: they are said to be new once more.
        this.#post(`${id}/messages/read`, { sequence }).catch(() => {
          this.#watched = 0;
        });
      }
    };
    void this.#host.updateComplete.then(() => {
      const last = this.#host.shadowRoot?.getElementById(LIST)?.lastElementChild;
      if (!last) return;
      const observer = new IntersectionObserver((entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        read();
      });
      observer.observe(last);
    });
  }
}

const LIST = '@messages';
