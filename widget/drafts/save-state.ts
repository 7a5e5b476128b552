/** What saving starts from, and where it stands. */
import type { Session } from '../login/session-types.ts';
import type { Values } from './draft.ts';

/**
 * `kept`: in this browser only, nobody is signed in. `lost`: the session ended. `offline`: no answer. `refused`: the
 * server said no, see `problem`. `elsewhere`: another tab writes.
 */
export type SaveState =
  | 'idle'
  | 'kept'
  | 'dirty'
  | 'saving'
  | 'saved'
  | 'offline'
  | 'lost'
  | 'refused'
  | 'elsewhere';

export interface DraftSource {
  session: Session;
  api: string;
  stage: string;
  /** The request to go on with; a new one without it. */
  request?: string | undefined;
  /** What a new draft starts with. */
  values: Values;
}
