/** What the form and the follow-up may ask of the session. Types only: the code is the lazy `login` chunk. */
import type { Me } from '../shared/api-types.ts';
import type { Client } from '../shared/client.ts';

export type SessionState = 'unknown' | 'signed-out' | 'signing-in' | 'signed-in';

export interface SignInOptions {
  /** Where the person is (`form:synthese`), to come back to the same place after a full-page redirect. */
  step?: string;
  /** Ask ProConnect again instead of re-using its session: another person, or a fresh authentication. */
  again?: boolean;
}

export interface Session {
  /** The public part of the same backend. */
  readonly client: Client;
  readonly state: SessionState;
  /** Who is signed in; undefined until `GET /me` has answered. */
  readonly person?: Me | undefined;
  /** Why the last sign-in did not succeed, in words; undefined otherwise. */
  readonly failure?: string | undefined;
  /** The `step` given to a sign-in that came back by full-page redirect in this page load; undefined otherwise. */
  readonly arrival?: string | undefined;
  /**
   * Opens the sign-in window. Call it straight in the handler of a click, before any `await`: browsers refuse a
   * popup otherwise (then the whole page goes to sign-in and comes back to `step`).
   */
  signIn(options?: SignInOptions): void;
  /** Gives up waiting for a sign-in under way in another window. */
  cancel(): void;
  /** Ends the grant, the session on the server and what this browser keeps. */
  signOut(): Promise<void>;
  /**
   * A call to the backend in the person's name: token, DPoP proof, server nonce, renewal.
   * @param path from the backend's root: `/requests?api=…`
   * @returns the answer, whatever its status but 401
   * @throws {SignedOutError} when the session has ended
   * @throws {ProblemError} code « unreachable » without an answer
   */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Calls the listener after every change of `state`, `person` or `failure`. @returns how to stop */
  subscribe(listener: () => void): () => void;
}
