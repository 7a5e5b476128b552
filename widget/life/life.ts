/**
 * What an applicant may do with a request that was sent, and with its habilitation: plain buttons, each with what it
 * means said before it is done. A chunk of its own, for requests that have any; renewing and replacing people, which
 * ask more, are another.
 */
import { html } from 'lit';
import { Ask } from '../handover/ask.ts';
import type { Place } from '../handover/place.ts';
import type { RequestView } from '../shared/api-types.ts';
import { heading } from '../shared/heading.ts';
import { button, callout } from '../shared/parts.ts';
import { wordsIn } from '../words/index.ts';
import { Sending } from './sending.ts';
import { type Deed, lifeWords } from './words.ts';

/** Commands, in the order of their buttons, and the last part of their addresses. */
const paths = {
  renew: 'renew',
  reopen: 'reopen',
  update_people: 'people',
  copy: 'copy',
  withdraw: 'withdraw',
  cancel_reopening: 'cancel-reopening',
  end: 'end',
} as const;
type Name = keyof typeof paths;

/** Of what needs a page, that page. */
export interface Page {
  template(view: RequestView): unknown;
}

/** What a page does when it is over. */
export interface PageHost {
  readonly place: Place;
  readonly sending: Sending;
  /** Done: shows what it has brought, and says so. */
  done(view: RequestView): void;
  /** Opens the form over a request. @param step of what is to be changed */
  open(id: string, step?: string): void;
}

const PANEL = '@life-panel';
const DONE = '@life-done';

export class Life implements PageHost {
  readonly place: Place;
  readonly sending: Sending;
  #ask: Ask;
  #name: Name | undefined;
  #page: Page | undefined;
  #said = '';

  constructor(place: Place) {
    this.place = place;
    this.sending = new Sending(place);
    this.#ask = new Ask(place, 'life');
  }

  template(view: RequestView): unknown {
    const { language, headingLevel } = this.place;
    const t = lifeWords[language];
    const names = (Object.keys(paths) as Name[]).filter((name) => view.actions.includes(name));
    const said = html`<div id=${DONE} role="status" tabindex="-1">${this.#said && callout('ok', html`<p>${this.#said}</p>`)}</div>`;
    const link =
      view.recommended &&
      callout(
        'info',
        html`<p><a href=${view.recommended.url} target="_blank" rel="noopener">${view.recommended.text}<span class="sr"> ${wordsIn(language).newTab}</span></a></p>`,
      );
    if (!names[0] && !this.#name) return [said, link];
    return html`${said}${link}<section class="stack tight people">${heading(headingLevel + 1, t.title)}<div class="row">${names.map(
      (name) => button(t[name].label, () => this.#choose(name), name === 'end' ? 'plain' : 'second'),
    )}</div>${this.#name ? this.#panel(this.#name, view) : ''}</section>`;
  }

  #panel(name: Name, view: RequestView): unknown {
    const { language, headingLevel } = this.place;
    const t = lifeWords[language];
    const deed: Deed = t[name];
    const asks = name === 'end';
    const inside = /renew|people/.test(name)
      ? (this.#page?.template(view) ?? html`<p class="hint">${wordsIn(language).loading}</p>`)
      : this.#ask.template(
          [
            html`<p>${deed.text}</p>`,
            asks ? this.#ask.field('text', { kind: 'long_text', label: t.reason, max_length: 2000 }) : '',
          ],
          deed.yes,
          () => this.#do(name),
          '',
        );
    return html`<div class="card stack tight" id=${PANEL} role="group" aria-label=${deed.sure} tabindex="-1">${heading(
      headingLevel + 2,
      deed.sure,
    )}${inside}${button(deed.no, this.#close, 'plain')}</div>`;
  }

  #choose(name: Name): void {
    this.#name = name;
    this.#page = undefined;
    this.#said = '';
    this.#ask = new Ask(this.place, 'life');
    if (/renew|people/.test(name)) void this.#open(name);
    this.place.draw();
    this.place.focus(PANEL);
  }

  /** The page of what asks more. */
  async #open(name: Name): Promise<void> {
    const { place } = this;
    try {
      const { openPage } = await import('./pages.ts');
      const page = await openPage(this, name === 'renew');
      if (this.#name === name) this.#page = page;
    } catch (error) {
      this.#page = {
        template: () => html`<p role="alert">${(error as Error).message || wordsIn(place.language).down}</p>`,
      };
    }
    place.draw();
  }

  /** Thought better of. */
  #close = (): void => {
    this.#name = this.#page = undefined;
    this.place.draw();
    this.place.focus(DONE);
  };

  async #do(name: Name): Promise<string> {
    const reason = this.#ask.values.text?.trim();
    const view = await this.sending.post(paths[name], reason ? { reason } : {});
    if (name === 'reopen' || name === 'copy') this.open(view.id);
    else this.done(view);
    return '';
  }

  done(view: RequestView): void {
    if (this.#name) this.#said = lifeWords[this.place.language][this.#name].done;
    this.#name = this.#page = undefined;
    this.place.show(view);
    this.place.focus(DONE);
  }

  open(id: string, step?: string): void {
    this.#name = this.#page = undefined;
    this.place.resume(id, step);
  }
}
