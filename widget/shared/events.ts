/**
 * What the element tells its page. Every event is `datapass-…`, bubbles and crosses shadow roots; `detail` never
 * carries personal data, because a page's analytics listen.
 */
/** Where an element asks for several: the one that this is about. */
interface OfFile {
  api?: string;
}

export interface DatapassEvents {
  /** The first question (or the list of requests) can be used. */
  ready: { api: string };
  /** A verdict was reached: its id in the definition, and what it says. */
  eligibility: OfFile & { verdict: string; answer: 'yes' | 'proof' | 'no' };
  /** Where signing in stands. */
  login: { state: 'unknown' | 'signed-out' | 'signing-in' | 'signed-in' };
  /** A step is shown: of the element (`eligibility`, `preparations`) or of the form; `index` from 0 within the form. */
  step: OfFile & { id: string; index?: number };
  /** The draft is kept: on the server (as the request `id`), or in this browser only. */
  save: OfFile & { where: 'server' | 'browser'; id?: string };
  /** A request was submitted: its identifier. */
  submit: OfFile & { id: string };
  /** The state of a request that is shown has changed. */
  status: OfFile & { id: string; state: string };
  /** Something could not be done; the code of the problem. */
  error: OfFile & { code: string };
  /** Inside the element only: open the form again, at the fields concerned when a step is given. */
  resume: { id: string; step?: string };
  /** A request of the list is to be opened, which `preventDefault()` leaves to the page; without `id`, a new one. */
  open: { id?: string; api?: string; state?: string };
}

export type DatapassEventName = keyof DatapassEvents;

export class DatapassEvent<Name extends DatapassEventName = DatapassEventName> extends Event {
  declare readonly detail: DatapassEvents[Name];
  constructor(name: Name, detail: DatapassEvents[Name], composed = true, cancelable = false) {
    super(`datapass-${name}`, { bubbles: true, composed, cancelable });
    this.detail = detail;
  }
}

type EventMap = { [Name in DatapassEventName as `datapass-${Name}`]: DatapassEvent<Name> };

declare global {
  interface GlobalEventHandlersEventMap extends EventMap {}
}
