/** What windows of one site tell each other, over a `BroadcastChannel` of the host's origin. */

export type Message =
  /** From the sign-in window: what came back. */
  | { type: 'return'; state: string; code?: string | undefined; error?: string | undefined }
  /** From the tab that waits for this state: it takes over. */
  | { type: 'taken'; state: string }
  /** The session kept in this browser has changed: signed in, another person, signed out. */
  | { type: 'changed'; base: string };

/** The open channel. A listener is called for messages of other windows only. */
export function openChannel(listen?: (message: Message) => void): {
  post(message: Message): void;
  close(): void;
} {
  const channel = new BroadcastChannel('datapass');
  if (listen) channel.onmessage = (event: MessageEvent<Message>) => listen(event.data);
  return { post: (message) => channel.postMessage(message), close: () => channel.close() };
}
