/** Where people work on one request: in its form, or on its follow-up. */
import type { ReactiveControllerHost } from 'lit';
import type { Session } from '../login/session-types.ts';
import type { RequestView } from '../shared/api-types.ts';
import type { Language } from '../shared/language.ts';

export interface Place {
  readonly language: Language;
  /** Level of the heading of the whole. */
  readonly headingLevel: number;
  readonly session: Session;
  /** The request as it was last read; none while a draft is only here. */
  readonly view: RequestView | undefined;
  /** Saves what was typed. @throws {Error} when it could not be saved: nothing else is sent then */
  ready(): Promise<RequestView>;
  /** Shows a version that a command has brought; none: the request is out of this person's reach. */
  show(view: RequestView | undefined): void;
  draw(): void;
  /** Leads to a control, or to what has that id, once it is drawn (`reach`). */
  focus(id: string): void;
}

/** Puts the focus on what has an id, once the element is drawn; a field's label stands above it. */
export async function reach(host: ReactiveControllerHost & HTMLElement, id: string): Promise<void> {
  await host.updateComplete;
  const found = host.shadowRoot?.getElementById(id);
  (found?.closest('.f') ?? found)?.scrollIntoView({ block: 'start' });
  found?.focus({ preventScroll: true });
}
