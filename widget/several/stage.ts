/**
 * The elements of a file, one for each API: made when their turn comes, one of them shown. Hears their events, and
 * gives each the answers of the decision trees before it.
 */
import type { DatapassRequest } from '../request/request.ts';
import type { DatapassEvent } from '../shared/events.ts';
import { focusHeading } from '../shared/heading.ts';
import type { RequestFile } from './file.ts';
import { inherited } from './inherited.ts';
import { firstOf } from './kept.ts';
import type { Member } from './member.ts';

const events = ['ready', 'eligibility', 'login', 'step', 'save', 'submit', 'status', 'error'] as const;

export class Stage {
  readonly node = document.createElement('div');
  readonly #file: RequestFile;
  /** Is asked for the request that the page names, and knows whose it is. */
  readonly #asked: Member | undefined;

  constructor(file: RequestFile, asked: Member | undefined) {
    this.#file = file;
    this.#asked = asked;
    this.node.className = 'members';
    for (const name of events)
      this.node.addEventListener(`datapass-${name}`, (event) => this.#hear(event as DatapassEvent));
  }

  /** @param focus by the person's own act */
  show(member: Member, focus: boolean): void {
    const { members, parts } = this.#file;
    if (!member.element) this.#make(member, focus);
    else if (!member.element.isConnected) this.node.append(member.element);
    this.#inherit(member);
    parts?.share(this.#file, member);
    for (const { element } of members) if (element) element.hidden = element !== member.element;
    this.#rest();
  }

  focus({ element }: Member): void {
    focusHeading(element?.journey.inner?.shadowRoot ?? element?.renderRoot ?? null);
  }

  #make(member: Member, awaited: boolean): void {
    const { host, language } = this.#file.outer;
    const element = document.createElement('datapass-request') as DatapassRequest;
    const { base, headingLevel, useCase, returnTo, request } = host;
    const { api, told } = member;
    Object.assign(element, { within: this.#file, api, base, headingLevel, useCase, returnTo });
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
    this.node.append(element);
  }

  /** Follow-ups that nobody looks at ask for no news. */
  #rest(): void {
    for (const { element } of this.#file.members)
      if (element?.hidden && element.journey.memory?.phase === 'follow-up') element.remove();
  }

  /** Answers to the same questions of those before. */
  #inherit(member: Member): void {
    const journey = member.element?.journey;
    const { part, memory } = journey ?? {};
    if (!journey || !part || memory?.phase !== 'eligibility') return;
    for (const { element } of this.#file.members) {
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
    const file = this.#file;
    const { outer, shown } = file;
    const member = file.memberOf(event.target);
    if (!member) return;
    const name = event.type.slice('datapass-'.length);
    // Each hears of the one session: the page is told once.
    if (name === 'login') {
      if (member !== shown || outer.session) event.stopPropagation();
      void this.#leaveAll(member);
    }
    Object.assign(event.detail, { api: member.api });
    if (name === 'ready') {
      // It may be the one whose answers another waits for.
      this.#inherit(shown);
      if (member.awaited) this.focus(member);
      // Where the page has one API, its element was there before: what it still keeps is what this one keeps.
      if (member.api === firstOf(outer) && member.element) outer.memory = member.element.journey.memory;
      member.awaited = false;
    }
    if (name === 'ready' || name === 'error') this.#next();
    if (name === 'step' || name === 'save') file.parts?.heard(file, member);
    outer.host.requestUpdate();
  }

  /** Who signs out leaves all of them: what the others still show is theirs alone. */
  async #leaveAll({ element }: Member): Promise<void> {
    const { members, outer, shown } = this.#file;
    const { session, memory } = element?.journey ?? {};
    if (element !== shown.element || session?.state !== 'signed-out' || memory?.phase !== 'eligibility')
      return;
    const { leave } = await import('../requests/requests.ts');
    for (const member of members) {
      member.told = undefined;
      const { journey } = member.element ?? {};
      if (journey?.memory.request) await leave(journey);
    }
    outer.host.requestUpdate();
  }

  /** Once the first is there, the others come, so that what is missing in them can be said. */
  #next(): void {
    const next = this.#file.members.find(
      ({ element, told }) => !element && !/^(?!draft|changes)./.test(told?.state ?? ''),
    );
    if (!next) return;
    this.#make(next, false);
    if (next.element) next.element.hidden = true;
  }
}
