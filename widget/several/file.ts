/**
 * A file: several APIs asked for together. Each has an element of its own, with its own memory, draft and events; this
 * one shows which there are, lets people go from one to the other, and takes one out. What their forms share is
 * `together.ts`, loaded beside.
 */
import { html, type TemplateResult } from 'lit';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import type { FromPath } from '../path/fill.ts';
import { verdictOf } from '../request/eligibility.ts';
import type { Journey } from '../request/journey.ts';
import { recall, remember } from '../request/memory.ts';
import type { DatapassRequest } from '../request/request.ts';
import type { FileMember, RequestView, Tone } from '../shared/api-types.ts';
import type { DatapassEvent } from '../shared/events.ts';
import { focusHeading } from '../shared/heading.ts';
import { fileStyles } from './file.styles.ts';
import { inherited } from './inherited.ts';
import type { JoinedForm, Together } from './together.ts';
import { severalWords } from './words.ts';

/** One API of the file. */
export interface Member {
  api: string;
  /** Made when its turn comes: it loads the API. */
  element?: DatapassRequest;
  /** What the server last said of its request. */
  told?: Pick<FileMember, 'id' | 'api_title' | 'state' | 'state_label' | 'tone'> | undefined;
  /** What its form does with the others. */
  together?: Together;
  /** Where the focus goes, once it has come. */
  awaited?: boolean;
}

/** What the form of a member is given instead of its own. */
export interface Joined {
  definition: ApiDefinition | undefined;
  fromPath: FromPath | undefined;
  together: Together;
}

const events = ['ready', 'eligibility', 'login', 'step', 'save', 'submit', 'status', 'error'] as const;

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

/** What this browser remembers of a file is kept with its page's first API. */
const firstOf = ({ host }: Journey): string => host.api.split(' ')[0] as string;

export class RequestFile {
  readonly outer: Journey;
  members: Member[];
  shown: Member;
  /** The API whose request holds the answers in common, as far as the server has not said so. */
  lead: string | undefined;
  /** What its forms share; undefined while it is on its way. */
  parts: typeof import('./together.ts') | undefined;
  /** Why something could not be done. */
  failure = '';
  /** Is asked for the request that the page names, and knows whose it is. */
  readonly #asked: Member | undefined;
  readonly #stage = document.createElement('div');

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
    this.#asked = asked;
    this.shown = asked ?? this.members.find(({ api }) => api === shown) ?? first;
    this.#stage.className = 'members';
    for (const name of events)
      this.#stage.addEventListener(`datapass-${name}`, (event) => this.#hear(event as DatapassEvent));
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
    this.#keep();
    if (!member.element) this.#make(member, focus);
    else if (!member.element.isConnected) this.#stage.append(member.element);
    this.#inherit(member);
    this.parts?.share(this, member);
    for (const { element } of this.members) if (element) element.hidden = element !== member.element;
    this.#rest();
    member.element?.requestUpdate();
    host.requestUpdate();
    await host.updateComplete;
    await member.element?.updateComplete;
    if (focus) this.#focus(member);
  }

  /** The form of a member, while it is open. */
  formOf({ element }: Member): JoinedForm | undefined {
    const inner = element?.journey.inner;
    return inner?.isConnected && inner.localName === this.formTag ? (inner as JoinedForm) : undefined;
  }

  memberOf = ({ host }: Journey): Member | undefined =>
    this.members.find(({ element }) => element === (host as DatapassRequest));

  titleOf = ({ element, told, api }: Member): string =>
    element?.journey.part?.title ?? told?.api_title ?? api.replaceAll('-', ' ');

  /** As an address names them. */
  get apis(): string {
    return this.members.map(({ api }) => api).join(' ');
  }

  /** Of the element of a form. */
  get formTag(): string {
    return this.parts ? 'datapass-form-together' : 'datapass-form';
  }

  /** What the server last said of the request that a member shows; nothing of one that was left for another. */
  toldOf({ element, told }: Member): Member['told'] {
    const { memory } = element?.journey ?? {};
    return !memory || memory.request === told?.id ? told : undefined;
  }

  /** Whether nothing has been sent: also what is only in this browser, or not begun. */
  isDraft = (member: Member): boolean => (this.toldOf(member)?.state ?? 'draft') === 'draft';

  /** What the form of a member is given instead of its own. */
  form(journey: Journey): Joined | undefined {
    const member = this.memberOf(journey);
    return member && this.parts?.joined(this, member);
  }

  /** What the follow-up of a member shows of the others. */
  about(view: RequestView): unknown {
    this.note(view);
    return this.parts?.differences(this, view);
  }

  /** What a request says of the others of its file. */
  note({ id, api, state, state_label, situation, file }: RequestView): void {
    const own = { id, api, api_title: '', state, state_label, tone: situation.tone };
    const before = JSON.stringify(this.members.map(({ told }) => told));
    for (const told of [own, ...file]) {
      const member = this.members.find((one) => one.api === told.api);
      if (member && (told === own || told.api !== api)) member.told = told;
    }
    if (before !== JSON.stringify(this.members.map(({ told }) => told))) this.outer.host.requestUpdate();
  }

  /** A member has read a request: those of its file are shown with it. */
  opened(journey: Journey, view: RequestView): void {
    const asked = this.memberOf(journey);
    for (const { id, api, state } of view.file) {
      if (api === view.api || state === 'archived') continue;
      let member = this.members.find((one) => one.api === api);
      if (!member) {
        member = { api };
        this.members.push(member);
      }
      const { element } = member;
      if (element && element.journey.memory?.request !== id) element.request = id;
      member.told = { ...member.told, id } as never;
    }
    // What belongs to a request that was left is not of this file, unless the page asks for it.
    for (const other of [...this.members]) {
      const { told, api } = other;
      const stays = !told || other === asked || view.file.some(({ id }) => id === told.id);
      if (!stays && !this.outer.host.api.split(' ').includes(api)) this.leave(other);
    }
    this.note(view);
    // A link may name a request for another of these APIs.
    const right = this.members.find(({ api }) => api === view.api);
    if (right && asked && right !== asked && asked.element?.request === view.id) {
      right.told = { ...right.told, id: view.id } as never;
      asked.element.request = '';
      if (right.element) right.element.request = view.id;
      void this.show(right, false);
    }
    this.#keep();
  }

  /** One API more, which is shown. */
  async add(api: string): Promise<void> {
    let member = this.members.find((one) => one.api === api);
    if (!member) {
      member = { api };
      this.members.push(member);
    }
    await this.show(member);
  }

  #make(member: Member, awaited: boolean): void {
    const { host, language } = this.outer;
    const element = document.createElement('datapass-request') as DatapassRequest;
    const { base, headingLevel, useCase, returnTo, request } = host;
    const { api, told } = member;
    Object.assign(element, { within: this, api, base, headingLevel, useCase, returnTo });
    element.request = told?.id ?? (member === this.#asked ? request : '');
    element.lang = language;
    const prefill = host.getAttribute('prefill');
    if (prefill) element.setAttribute('prefill', prefill);
    const inline = host.querySelector(':scope>script[type="application/json"]');
    if (inline) element.append(inline.cloneNode(true));
    element.setAttribute(
      'exportparts',
      'heading,button,question,verdict,notice,field,label,hint,error,summary,step',
    );
    Object.assign(member, { element, awaited });
    this.#stage.append(element);
  }

  #focus({ element }: Member): void {
    focusHeading(element?.journey.inner?.shadowRoot ?? element?.renderRoot ?? null);
  }

  /** Follow-ups that nobody looks at ask for no news. */
  #rest(): void {
    for (const member of this.members) {
      const { element } = member;
      if (element?.hidden && element.journey.memory?.phase === 'follow-up') element.remove();
    }
  }

  /** Answers to the same questions of those before. */
  #inherit(member: Member): void {
    const journey = member.element?.journey;
    const { part, memory } = journey ?? {};
    if (!journey || !part || memory?.phase !== 'eligibility') return;
    for (const { element } of this.members) {
      const before = element?.journey;
      if (!before?.part || before === journey) continue;
      const answers = inherited(
        before.part.eligibility,
        before.memory.answers,
        part.eligibility,
        memory.answers,
      );
      for (const question in answers) {
        if (!memory.answers[question]) journey.answer(question, answers[question] as string);
      }
    }
  }

  #hear(event: DatapassEvent): void {
    const member = this.members.find(({ element }) => element === event.target);
    if (!member) return;
    const name = event.type.slice('datapass-'.length);
    // Each hears of the one session: the page is told once.
    if (name === 'login') {
      if (member !== this.shown || this.outer.session) event.stopPropagation();
      void this.#leaveAll(member);
    }
    Object.assign(event.detail, { api: member.api });
    if (name === 'ready') {
      // It may be the one whose answers another waits for.
      this.#inherit(this.shown);
      if (member.awaited) this.#focus(member);
      // Where the page has one API, its element was there before: what it still keeps is what this one keeps.
      if (member.api === firstOf(this.outer) && member.element)
        this.outer.memory = member.element.journey.memory;
      member.awaited = false;
    }
    if (name === 'ready' || name === 'error') this.#next();
    if (name === 'step' || name === 'save') this.parts?.heard(this, member);
    this.outer.host.requestUpdate();
  }

  /** Who signs out leaves all of them: what the others still show is theirs alone. */
  async #leaveAll({ element }: Member): Promise<void> {
    const { session, memory } = element?.journey ?? {};
    if (element !== this.shown.element || session?.state !== 'signed-out' || memory?.phase !== 'eligibility')
      return;
    const { leave } = await import('../requests/requests.ts');
    for (const member of this.members) {
      member.told = undefined;
      const { journey } = member.element ?? {};
      if (journey?.memory.request) await leave(journey);
    }
    this.outer.host.requestUpdate();
  }

  /** Once the first is there, the others come, so that what is missing in them can be said. */
  #next(): void {
    const next = this.members.find(
      ({ element, told }) => !element && !/^(?!draft|changes)./.test(told?.state ?? ''),
    );
    if (!next) return;
    this.#make(next, false);
    if (next.element) next.element.hidden = true;
  }

  #keep(): void {
    const first = firstOf(this.outer);
    const apis = this.members.map(({ api }) => api);
    const named = this.outer.host.api;
    const several = apis[1] || named !== first;
    const kept = { apis: several ? apis : undefined, named, lead: this.lead, shown: this.shown.api };
    // The element of that API keeps its own beside.
    const memory = this.members.find(({ api }) => api === first)?.element?.journey.memory ?? recall(first);
    remember(first, Object.assign(memory, kept));
  }

  /** @param lead the API whose request holds the answers in common */
  leadBy(lead: string | undefined): void {
    if (lead === this.lead) return;
    this.lead = lead;
    this.#keep();
  }

  /** Whether nothing of it has been sent: then it can be taken out. */
  #removable(member: Member): boolean {
    return !!this.members[1] && this.isDraft(member);
  }

  #remove = async (member: Member): Promise<void> => {
    if (!confirm(this.t.removeSure(this.titleOf(member)))) return;
    const place = this.members.indexOf(member);
    try {
      const { takeOut } = await import('./removal.ts');
      await takeOut(this, member);
    } catch (error) {
      this.failure = (error as Error).message || this.t.unread;
      this.outer.host.requestUpdate();
      return;
    }
    await this.show(this.members[Math.max(0, place - 1)] as Member);
  };

  /** It is no part of the file any more. */
  leave(member: Member): void {
    member.element?.remove();
    this.members.splice(this.members.indexOf(member), 1);
    if (this.lead === member.api) this.lead = undefined;
  }

  /** Where a member stands, in words. */
  stateOf(member: Member): { words: string; tone: Tone | ''; no?: boolean } {
    const { t } = this;
    const told = this.toldOf(member);
    const { memory, part } = member.element?.journey ?? {};
    if (told && told.state !== 'draft' && told.state_label)
      return { words: told.state_label, tone: told.tone };
    const form = this.formOf(member);
    if (form) {
      return this.parts?.missing(form)[0] || !form.autosave.draft
        ? { words: t.begun, tone: 'warn' }
        : { words: t.ready, tone: 'ok' };
    }
    const no = !!part && !!memory && verdictOf(part, memory.answers)?.answer === 'no';
    if (no) return { words: t.no, tone: 'no', no };
    return { words: recall(member.api).phase === 'form' ? t.begun : t.todo, tone: '' };
  }

  template(): TemplateResult {
    const { t, shown, members } = this;
    const { no } = this.stateOf(shown);
    const title = this.titleOf(shown);
    const first = shown === members[0];
    const row = (member: Member, index: number) => {
      const { words, tone } = this.stateOf(member);
      return html`<li><button type="button" aria-current=${member === shown ? 'true' : 'false'} @click=${() => this.show(member)}><b>${`${index + 1}. ${this.titleOf(member)}`}</b> <span class="hint ${tone}">${words}</span></button></li>`;
    };
    const remove = this.#removable(shown)
      ? html`<button type="button" class="plain" @click=${() => this.#remove(shown)}>${t.remove(title)}</button>`
      : '';
    return html`<div class="frame" part="frame" lang=${this.outer.language}>${
      members[1]
        ? html`<nav aria-label=${t.file}><b>${t.file}</b><ol class="file">${members.map(row)}</ol></nav>
${no ? html`<div class="callout no"><p>${t.notEligible(title)}</p>${remove}</div>` : ''}${
  this.failure ? html`<p role="alert" class="callout no">${this.failure}</p>` : ''
}${!first && shown.element?.journey.memory?.phase === 'eligibility' && !no ? html`<p class="hint">${t.inherited}</p>` : ''}${this.parts?.carried(
  this,
  shown,
)}`
        : ''
    }${this.#stage}${no ? '' : remove}</div>`;
  }
}
