/**
 * Two tabs on one draft: what is typed in one shows in the other, and saves take turns, so that neither loses text
 * nor fights the other with version conflicts.
 */
import type { RequestView } from '../shared/api-types.ts';
import type { Values } from './draft.ts';

/** What a tab tells the others, always about the draft under `key`. */
export interface TabMessage {
  key: string;
  /** Typed there; a key with `undefined` was taken back. */
  changed?: Values;
  /** Acknowledged by the server. */
  saved?: RequestView;
}

export function openTabs(receive: (message: TabMessage) => void): {
  tell(message: TabMessage): void;
  close(): void;
} {
  const channel = new BroadcastChannel('datapass-drafts');
  channel.onmessage = (event: MessageEvent<TabMessage>) => receive(event.data);
  return { tell: (message) => channel.postMessage(message), close: () => channel.close() };
}

/** Runs the work while no other tab runs its own on the same draft. */
export async function inTurn(key: string, work: () => Promise<void>): Promise<void> {
  // Absent on a page without HTTPS: then a conflict is repaired, not prevented.
  if (navigator.locks) await navigator.locks.request(`datapass-draft/${key}`, work);
  else await work();
}
