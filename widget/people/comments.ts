/** What the applicant and those they invited say of a draft, and the answer. */
import { html } from 'lit';
import { Ask } from '../handover/ask.ts';
import { jsonBody, unanswered } from '../handover/handover.ts';
import type { Place } from '../handover/place.ts';
import type { RequestView } from '../shared/api-types.ts';
import { call } from '../shared/call.ts';
import { heading } from '../shared/heading.ts';
import { peopleWords } from './words.ts';

/** Characters. */
const LONGEST = 10_000;

export class Comments {
  readonly #place: Place;
  readonly #ask: Ask;

  constructor(place: Place) {
    this.#place = place;
    this.#ask = new Ask(place, 'comment');
  }

  /** @param level of the heading */
  template({ id, comments, actions }: RequestView, level: number): unknown {
    const { language, session } = this.#place;
    const t = peopleWords[language];
    if (!comments[0]) return '';
    return html`<section>${heading(level, t.comments)}<p class="hint">${t.commentsText}</p><ol class="who">${comments.map(
      ({ by, when, text }) =>
        html`<li><b>${by}</b> <span class="hint">${when}</span><p class="said">${text}</p></li>`,
    )}</ol>${
      actions.includes('comment')
        ? this.#ask.template(
            this.#ask.field('text', { kind: 'long_text', label: t.answer, max_length: LONGEST }),
            t.send_answer,
            async () => {
              const { text = '' } = this.#ask.values;
              if (!text.trim()) throw unanswered('text', t.noText);
              const path = `/requests/${id}/comments`;
              this.#place.show(await call<RequestView>(session, path, jsonBody('POST', { text })));
              this.#ask.values = {};
              return t.answered;
            },
          )
        : ''
    }</section>`;
  }
}
