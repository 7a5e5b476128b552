/**
 * A file: several APIs asked for together. Each has an element of its own, with its own memory, draft and events; this
 * one says which there are, goes from one to the other, and takes one out. What their forms share is `together.ts`,
 * loaded beside.
 */
import type { TemplateResult } from 'lit';
import type { Journey } from '../request/journey.ts';
import { recall } from '../request/memory.ts';
import type { RequestView } from '../shared/api-types.ts';
import { fileStyles } from './file.styles.ts';
import { frame } from './frame.ts';
import type { JoinedForm } from './joined-form.ts';
import { firstOf, keep } from './kept.ts';
import { isDraft, type Joined, type Member, stateOf, titleOf } from './member.ts';
import { Stage } from './stage.ts';
import { note, opened } from './told.ts';
import { severalWords } from './words.ts';

/**
 * Shows a file instead of one API: of the APIs that the page names, or of those that this browser remembers.
 * @param part on its way for the first, whose element asks for it again
 */
export function openFile(outer: Journey, part: unknown): void {
  Promise.resolve(part).catch(() => {});
  const { api } = outer.host;
  const { apis, named } = recall(firstOf(outer));
  const kept = named === api || !api.includes(' ') ? apis : undefined;
  void new RequestFile(outer, kept ?? [...new Set(api.split(' ').filter(Boolean))]).begin();
}

/** Shows the file of a request that has just been read. */
export function fileOf(outer: Journey, view: RequestView): void {
  const file = new RequestFile(outer, [outer.host.api]);
  file.opened(outer, view);
  void file.begin();
}

export class RequestFile {
  readonly outer: Journey;
  readonly members: Member[];
  shown: Member;
  /** The API whose request holds the answers in common, as far as the server has not said so. */
  lead: string | undefined;
  /** What its forms share; undefined while it is on its way. */
  parts: typeof import('./together.ts') | undefined;
  /** Why something could not be done. */
  failure = '';
  readonly #stage: Stage;

  constructor(outer: Journey, apis: string[]) {
    this.outer = outer;
    const { lead, shown } = recall(firstOf(outer));
    this.members = apis.map((api) => ({ api }));
    this.lead = lead;
    const { request } = outer.host;
    const first = this.members[0] as Member;
    const asked = request
      ? (this.members.find(({ api }) => recall(api).request === request) ?? first)
      : undefined;
    this.shown = asked ?? this.members.find(({ api }) => api === shown) ?? first;
    this.#stage = new Stage(this, asked);
    const { adoptedStyleSheets } = outer.host.renderRoot as ShadowRoot;
    const sheet = fileStyles.styleSheet as CSSStyleSheet;
    if (!adoptedStyleSheets.includes(sheet)) adoptedStyleSheets.push(sheet);
    outer.file = this;
  }

  get t() {
    return severalWords[this.outer.language];
  }

  /** Shows the one that was shown last; where a form may be open, not before what the forms share has come. */
  async begin(): Promise<void> {
    const load = import('./together.ts').then((parts) => {
      this.parts = parts;
      for (const { element } of this.members) element?.requestUpdate();
    });
    if (this.members.some(({ api }) => recall(api).phase !== 'eligibility')) await load.catch(() => {});
    else load.catch(() => {});
    await this.show(this.shown, false);
  }

  /** @param focus by the person's own act */
  async show(member: Member, focus = true): Promise<void> {
    const { host } = this.outer;
    this.shown = member;
    this.failure = '';
    keep(this);
    this.#stage.show(member, focus);
    member.element?.requestUpdate();
    host.requestUpdate();
    await host.updateComplete;
    await member.element?.updateComplete;
    if (focus) this.#stage.focus(member);
  }

  /** The form of a member, while it is open. */
  formOf({ element }: Member): JoinedForm | undefined {
    const inner = element?.journey.inner;
    return inner?.isConnected && inner.localName === this.formTag ? (inner as JoinedForm) : undefined;
  }

  /** The member that an element shows. */
  memberOf(shows: unknown): Member | undefined {
    return this.members.find(({ element }) => element === shows);
  }

  // For what the forms share: its chunk imports nothing of this one.
  titleOf = titleOf;
  isDraft = isDraft;

  /** Where a member stands, in words. */
  stateOf(member: Member): ReturnType<typeof stateOf> {
    return stateOf(this, member);
  }

  /** As an address names them. */
  get apis(): string {
    return this.members.map(({ api }) => api).join(' ');
  }

  /** Of the element of a form. */
  get formTag(): string {
    return this.parts ? 'datapass-form-together' : 'datapass-form';
  }

  /** What the form of a member is given instead of its own. */
  form(journey: Journey): Joined | undefined {
    const member = this.memberOf(journey.host);
    return member && this.parts?.joined(this, member);
  }

  /** What the follow-up of a member shows of the others. */
  about(view: RequestView): unknown {
    this.note(view);
    return this.parts?.differences(this, view);
  }

  /** What a request says of the others of its file. */
  note(view: RequestView): void {
    note(this, view);
  }

  /** A member has read a request: those of its file are shown with it. */
  opened(journey: Journey, view: RequestView): void {
    opened(this, journey, view);
  }

  /** The member for an API; one more, where there is none. */
  withApi(api: string): Member {
    let member = this.members.find((one) => one.api === api);
    if (!member) {
      member = { api };
      this.members.push(member);
    }
    return member;
  }

  /** One API more, which is shown. */
  async add(api: string): Promise<void> {
    await this.show(this.withApi(api));
  }

  /** @param lead the API whose request holds the answers in common */
  leadBy(lead: string | undefined): void {
    if (lead === this.lead) return;
    this.lead = lead;
    keep(this);
  }

  /** It is no part of the file any more. */
  leave(member: Member): void {
    member.element?.remove();
    this.members.splice(this.members.indexOf(member), 1);
    if (this.lead === member.api) this.lead = undefined;
  }

  template(): TemplateResult {
    return frame(this, this.#stage.node);
  }
}
