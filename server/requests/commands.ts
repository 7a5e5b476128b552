/** What somebody wants to do to a request, and whether it is so: pure, over the table of `lifecycle.ts`. */
import type { Changes, NewRequest, RequestEvent, RequestFacts, Submission } from './events.ts';
import { type CommandName, lifecycle, permitted, type RequestRole } from './lifecycle.ts';

export type Command =
  | ({ name: 'create' } & NewRequest)
  | ({ name: 'save' } & Changes)
  | ({ name: 'submit' } & Submission)
  /** `fields`: ids of the fields, or steps, to come back to. */
  | { name: 'request_changes'; reason: string; fields: string[] }
  | { name: 'refuse'; reason: string }
  /** The habilitation's id is made by who commands, so that running the command again issues the same one. */
  | { name: 'validate'; message?: string; habilitationId: string; validUntil: Date }
  | { name: 'archive' };

/** Who commands, and in which role on this request. */
export interface RequestActor {
  id: string;
  role: RequestRole;
}

/** Why not: the role never may; not in this state; words are needed; words are too long. */
export type Refusal = 'role' | 'state' | 'reason_missing' | 'reason_too_long';

/** Longest words of a decision, in characters. */
export const longestReason = 10_000;

/**
 * @param request undefined for `create`
 * @param at when it happens: the time of every event it makes
 */
export function decide(
  request: RequestFacts | undefined,
  command: Command,
  actor: RequestActor,
  at: Date,
): { events: RequestEvent[] } | { refusal: Refusal } {
  if (!permitted(request, actor.role).includes(command.name)) {
    return { refusal: everPermitted(command.name, actor.role) ? 'state' : 'role' };
  }
  const stamp = { at, by: actor.id, role: actor.role };
  switch (command.name) {
    case 'create':
      return { events: [{ ...command, ...stamp, name: 'created' }] };
    case 'save':
      return { events: [{ ...command, ...stamp, name: 'saved' }] };
    case 'submit':
      return { events: [{ ...command, ...stamp, name: 'submitted' }] };
    case 'request_changes':
    case 'refuse': {
      const reason = command.reason.trim();
      if (reason === '') return { refusal: 'reason_missing' };
      if (reason.length > longestReason) return { refusal: 'reason_too_long' };
      return {
        events: [
          command.name === 'refuse'
            ? { ...stamp, name: 'refused', reason }
            : { ...stamp, name: 'changes_requested', reason, fields: command.fields },
        ],
      };
    }
    case 'validate': {
      const message = (command.message ?? '').trim();
      if (message.length > longestReason) return { refusal: 'reason_too_long' };
      const { habilitationId, validUntil } = command;
      return { events: [{ ...stamp, name: 'validated', message, habilitationId, validUntil }] };
    }
    case 'archive':
      return { events: [{ ...stamp, name: 'archived' }] };
  }
}

/** Whether the role may run the command in some state. */
function everPermitted(command: CommandName, role: RequestRole): boolean {
  return Object.values(lifecycle).some((row) => row[command]?.includes(role));
}
