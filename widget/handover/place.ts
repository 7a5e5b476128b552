/** Where people work on one request: in its form, or on its follow-up. */
import type { ReactiveControllerHost } from 'lit';
import type { Session } from '../login/session-types.ts';
import type { RequestView } from '../shared/api-types.ts';
import { DatapassEvent } from '../shared/events.ts';
import type { Language } from '../shared/language.ts';

/** The form or the follow-up itself. */
export interface PlaceHost extends ReactiveControllerHost, HTMLElement {
  readonly language: Language;
  /** Level of the heading of the whole. */
  readonly headingLevel: number;
  readonly session: Session;
}

export abstract class Place<Host extends PlaceHost = PlaceHost> {
  protected readonly host: Host;

  constructor(host: Host) {
    this.host = host;
  }

  get language(): Language {
    return this.host.language;
  }

  get headingLevel(): number {
    return this.host.headingLevel;
  }

  get session(): Session {
    return this.host.session;
  }

  /** The request as it was last read; none while a draft is only here. */
  abstract get view(): RequestView | undefined;
  /** Saves what was typed. @throws {Error} when it could not be saved: nothing else is sent then */
  abstract ready(): Promise<RequestView>;
  /** Shows a version that a command has brought; none: the request is out of this person's reach. */
  abstract show(view: RequestView | undefined): void;
  abstract readonly draw: () => void;

  /** Opens the form over a request. */
  resume(id: string, step?: string): void {
    this.host.dispatchEvent(new DatapassEvent('resume', { id, ...(step && { step }) }, false));
  }

  /** Leads to a control, or to what has that id, once it is drawn; a field's label stands above it. */
  focus(id: string): void {
    const { host } = this;
    void host.updateComplete.then(() => {
      const found = host.shadowRoot?.getElementById(id);
      (found?.closest('.f') ?? found)?.scrollIntoView({ block: 'start' });
      found?.focus({ preventScroll: true });
    });
  }
}
