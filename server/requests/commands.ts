/**
 * What somebody wants to do to a request, and whether it may be: pure, over the table of `lifecycle.ts`. An event is
 * named as its command, as DataPass names it.
 */
import type { Changes, NewRequest, RequestEvent, RequestFacts, Submission } from './events.ts';
import { type CommandName, lifecycle, permitted, type RequestRole, type RequestState } from './lifecycle.ts';

export type Command =
  | ({ name: 'create' } & NewRequest)
  | ({ name: 'save' } & Changes)
  | ({ name: 'submit' } & Submission)
  /** `fields`: ids of the fields, or steps, to come back to. */
  | { name: 'request_changes'; reason: string; fields: string[] }
  | { name: 'refuse'; reason: string }
  /** The habilitation's id is made before the decision, so that a decision run again issues the same one. */
  | { name: 'validate'; message?: string; habilitationId: string; validUntil: Date }
  | { name: 'archive' };

/** A command as people give it: what the definition says of the habilitation is added when it is run. */
export type Intent = Exclude<Command, { name: 'validate' }> | { name: 'validate'; message?: string };

/** Who commands, and in which role on this request. */
export interface RequestActor {
  id: string;
  role: RequestRole;
}

/**
 * Why not: the role never may; not in this state; words are needed; words are too long; the organisation can't change
 * once the provider has seen the request.
 */
export type Refusal = 'role' | 'state' | 'reason_missing' | 'reason_too_long' | 'organisation_fixed';

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
  const refusal = refusalOf(request, command.name, actor.role);
  if (refusal) return { refusal };
  const stamp = { at, by: actor.id, role: actor.role };
  switch (command.name) {
    case 'create':
      return { events: [{ ...command, ...stamp }] };
    case 'save':
      if (
        request?.firstSubmittedAt &&
        ![undefined, request.organisationId].includes(command.organisationId)
      ) {
        return { refusal: 'organisation_fixed' };
      }
      return { events: [{ ...command, ...stamp }] };
    case 'submit':
      return { events: [{ ...command, ...stamp }] };
    case 'request_changes':
    case 'refuse': {
      const reason = command.reason.trim();
      if (reason === '') return { refusal: 'reason_missing' };
      if (reason.length > longestReason) return { refusal: 'reason_too_long' };
      return {
        events: [
          command.name === 'refuse'
            ? { ...stamp, name: 'refuse', reason }
            : { ...stamp, name: 'request_changes', reason, fields: command.fields },
        ],
      };
    }
    case 'validate': {
      const message = (command.message ?? '').trim();
      if (message.length > longestReason) return { refusal: 'reason_too_long' };
      const { habilitationId, validUntil } = command;
      return { events: [{ ...stamp, name: 'validate', message, habilitationId, validUntil }] };
    }
    case 'archive':
      return { events: [{ ...stamp, name: 'archive' }] };
  }
}

/** What the table says against a command, whatever it carries; undefined when nothing. */
export function refusalOf(
  request: { state: RequestState } | undefined,
  command: CommandName,
  role: RequestRole,
): 'role' | 'state' | undefined {
  if (permitted(request, role).includes(command)) return undefined;
  const everPermitted = Object.values(lifecycle).some((row) => row[command]?.includes(role));
  return everPermitted ? 'state' : 'role';
}
