/**
 * Whose request it is: its applicant gives it to a colleague, a colleague offers to take it over, the applicant objects.
 * The server's table of the life cycle says who may do what; what it means is said before, and asked again.
 */
import { html, type TemplateResult } from 'lit';
import type { Life } from '../life/life.ts';
import type { RequestView } from '../shared/api-types.ts';
import { call } from '../shared/call.ts';
import { callout } from '../shared/parts.ts';
import { Ask } from './ask.ts';
import type { Place } from './place.ts';
import { handoverWords } from './words.ts';

export const jsonBody = (method: string, body?: unknown): RequestInit => ({
  method,
  ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
});

export class Handover {
  readonly #place: Place;
  readonly #transfer: Ask;
  readonly #takeOver: Ask;
  readonly #archive: Ask;
  #life: Life | Promise<void> | undefined;
  /** What was done last: what it was done with has gone from the screen. */
  #done = '';

  constructor(place: Place) {
    this.#place = place;
    this.#transfer = new Ask(place, 'transfer');
    this.#takeOver = new Ask(place, 'take-over');
    this.#archive = new Ask(place, 'archive');
  }

  get #t() {
    return handoverWords[this.#place.language];
  }

  /** What has been done, and what a colleague offers: the applicant may say no, and who offered think better of it. */
  above({ take_over: offer, actions }: RequestView): unknown {
    const t = this.#t;
    const text = html`<p>${offer?.text}</p>`;
    const sure = offer?.mine ? t.withdrawSure : t.objectSure(offer?.by ?? '');
    const end = () => this.#command('DELETE', 'take-over', sure, t.kept);
    return [
      html`<div id=${DONE} role="status" tabindex="-1">${this.#done && callout('ok', html`<p>${this.#done}</p>`)}</div>`,
      offer
        ? callout(
            'warn',
            actions.includes('object_take_over')
              ? this.#takeOver.template(text, offer.mine ? t.withdraw : t.object, end)
              : text,
            this.#place.headingLevel + 1,
            t.offer,
          )
        : '',
    ];
  }

  /** What becomes of a request that was sent, and of its habilitation: loaded where there is any of it. */
  life(view: RequestView): unknown {
    if (/withdraw|reopen|renew|copy/.test(`${view.actions}`)) {
      this.#life ??= import('../life/life.ts').then(
        ({ Life }) => {
          this.#life = new Life(this.#place);
          this.#place.draw();
        },
        () => {},
      );
    }
    return (this.#life as Life)?.template?.(view);
  }

  /** What may be done with the request as a whole: give it, take it over, put it away. */
  below(view: RequestView): unknown {
    // Each in its place: what was open for the one is not open for the other.
    return [this.#giving(view), this.#taking(view), this.#archiving(view)];
  }

  #archiving({ situation: { archive } }: RequestView): unknown {
    const act = async () => {
      if (archive && confirm(archive.sure)) {
        const view = await this.#place.ready();
        const requests = await import('../requests/requests.ts');
        this.#place.show(await requests.archive(this.#place.session, view));
      }
      return '';
    };
    return archive && this.#archive.template('', archive.label, act, 'plain');
  }

  #giving({ actions }: RequestView): unknown {
    const t = this.#t;
    const ask = this.#transfer;
    const give = () => {
      const { email = '' } = ask.values;
      if (!email.trim()) throw unanswered('email', t.noAddress);
      return this.#command('POST', 'transfer', t.transferSure(email), t.transferred(email), { email });
    };
    const field = () => ask.field('email', { kind: 'email', label: t.transferEmail });
    return actions.includes('transfer')
      ? disclosure(t.transfer, ask.template([html`<p>${t.transferText}</p>`, field()], t.transferDo, give))
      : '';
  }

  #taking({ actions, applicant }: RequestView): unknown {
    const t = this.#t;
    const who = `${applicant.given_name} ${applicant.family_name}`.trim();
    const take = () => this.#command('POST', 'take-over', t.takeOverSure(who), t.offered);
    const text = html`<p>${t.takeOverText(who)}</p>`;
    return actions.includes('ask_take_over')
      ? disclosure(t.takeOver, this.#takeOver.template(text, t.takeOver, take))
      : '';
  }

  /**
   * @param sure asked before
   * @param done said after
   */
  async #command(method: string, path: string, sure: string, done: string, body?: unknown): Promise<string> {
    const { session } = this.#place;
    if (confirm(sure)) {
      const { id } = await this.#place.ready();
      const view = await call<RequestView>(session, `/requests/${id}/${path}`, jsonBody(method, body));
      this.#transfer.values = {};
      // Taken over at once: its applicant had left.
      this.#done = path === 'take-over' && method === 'POST' && view.mine ? this.#t.yours : done;
      // Without words, the request is nothing to this person any more.
      this.#place.show(view.id ? view : undefined);
      this.#place.focus(DONE);
    }
    return '';
  }
}

const DONE = '@handover';

/**
 * Something that few need, behind its title.
 * @param toggled told when it opens or closes
 * @param open for who decides it here; the person does otherwise
 */
export const disclosure = (
  title: unknown,
  inside: unknown,
  toggled?: (open: boolean) => void,
  open = false,
): TemplateResult =>
  html`<details class="card people" .open=${open} @toggle=${(event: Event) =>
    toggled?.((event.target as HTMLDetailsElement).open)}><summary>${title}</summary>${inside}</details>`;

/** What this browser finds missing, as the server would say it. */
export const unanswered = (field: string, message: string): Error =>
  Object.assign(new Error(message), { body: { fields: [{ field, message }] } });
