/** A call to the backend in the person's name. */
import type { Session } from '../login/session-types.ts';
import { jsonOf } from './problems.ts';

/** @throws {ProblemError} « unreachable » without an answer, `SignedOutError` without a session */
export const call = async <T>(session: Session, path: string, init?: RequestInit): Promise<T> =>
  jsonOf(await session.fetch(path, init));
