/** One request for the instruction pages. Lists: `list.ts`; decisions: `execute.ts`; differences: `differences.ts`. */
import type { Actor } from '../accounts/actor.ts';
import type { Services } from '../services.ts';
import { type HistoryEntry, historyOf } from './history.ts';
import { type CommandName, maySee, permitted, type RequestRole } from './lifecycle.ts';
import { isUuid, type LoadedRequest, loadByNumber, loadRequest } from './load.ts';
import { rolesOn } from './relation.ts';

export interface InstructedRequest extends LoadedRequest {
  history: HistoryEntry[];
  role: RequestRole & ('instructor' | 'reporter');
  /** What this person may do now. */
  actions: CommandName[];
}

/**
 * @param id the UUID, or the number: `D1042`, `1042`
 * @returns undefined when there is none, or none that this person may read as an instructor or reporter
 */
export async function findForInstruction(
  { database }: Pick<Services, 'database'>,
  id: string,
  actor: Actor,
): Promise<InstructedRequest | undefined> {
  const number = /^d?(\d{1,15})$/i.exec(id)?.[1];
  const loaded = isUuid(id)
    ? await loadRequest(database, id)
    : number && (await loadByNumber(database, Number(number)));
  if (!loaded) return undefined;
  const role = rolesOn(loaded.row, actor).find((each) => each === 'instructor' || each === 'reporter');
  if (!role || !maySee(loaded.row, role)) return undefined;
  const history = await historyOf(database, loaded.row.id);
  return { ...loaded, history, role, actions: permitted(loaded.row, role) };
}
