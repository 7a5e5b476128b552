/** The invitations of one request: asking, where each stands in the server's words, revoking. */
import { html, type TemplateResult } from 'lit';
import type {
  InvitationInput,
  InvitationKind,
  InvitationList,
  InvitationView,
} from '../../server/http/api-people.ts';
import { jsonBody } from '../handover/handover.ts';
import type { Place } from '../handover/place.ts';
import { call } from '../shared/call.ts';
import { button } from '../shared/parts.ts';
import { peopleWords } from './words.ts';

export class Invitations {
  /** Oldest first. */
  list: InvitationView[] = [];
  /** What one may invite to now. */
  kinds: InvitationKind[] = [];
  readonly #place: Place;
  #said = '';

  constructor(place: Place) {
    this.#place = place;
  }

  /** Those that somebody may still answer. */
  get open(): InvitationView[] {
    return this.list.filter(({ may_revoke, state }) => may_revoke && state !== 'done');
  }

  #path(id = ''): string {
    return `/requests/${this.#place.view?.id}/invitations${id && `/${id}`}`;
  }

  async load(): Promise<void> {
    try {
      const { invitations, kinds } = await call<InvitationList>(this.#place.session, this.#path());
      this.list = invitations;
      this.kinds = kinds;
      this.#place.draw();
    } catch {
      // They show with the next answer that comes.
    }
  }

  /** @returns what to say */
  async send(body: InvitationInput): Promise<string> {
    const t = peopleWords[this.#place.language];
    await this.#place.ready();
    const made = await call<InvitationView>(this.#place.session, this.#path(), jsonBody('POST', body));
    const already = this.list.some(({ id }) => id === made.id);
    await this.load();
    return already ? t.already(made.email) : t.sent(made.email);
  }

  async #revoke({ id, email }: InvitationView): Promise<void> {
    const t = peopleWords[this.#place.language];
    if (!confirm(t.revokeSure(email))) return;
    try {
      await call(this.#place.session, this.#path(id), jsonBody('DELETE'));
      this.#said = t.revoked(email);
    } catch (error) {
      this.#said = (error as Error).message || t.unsaved;
    }
    await this.load();
    this.#place.focus(`@invitation-${id}`);
    this.#place.draw();
  }

  rows(list: InvitationView[]): TemplateResult {
    const t = peopleWords[this.#place.language];
    return html`<div role="status" class="sr">${this.#said}</div>${
      list[0]
        ? html`<ul class="who">${list.map(
            (one) =>
              html`<li id="@invitation-${one.id}" tabindex="-1"><div class="row between"><div><b>${one.email}</b><div class="hint">${t.kinds[one.kind]}</div><p class=${one.mail === 'refused' ? 'msg' : ''}>${one.text}</p></div>${
                one.may_revoke
                  ? button(
                      html`${t.revoke}<span class="sr"> ${one.email}</span>`,
                      () => this.#revoke(one),
                      'plain',
                    )
                  : ''
              }</div></li>`,
          )}</ul>`
        : ''
    }`;
  }
}
