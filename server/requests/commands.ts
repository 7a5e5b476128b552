/**
 * What somebody wants to do to a request, and whether it may be: pure, over the table of `lifecycle.ts`. An event is
 * named as its command, as DataPass names it.
 */
import type { Changes, Grant, NewRequest, RequestEvent, RequestFacts, Submission } from './events.ts';
import { type CommandName, lifecycle, permitted, type RequestRole, type RequestState } from './lifecycle.ts';

export type Command =
  | ({ name: 'create' } & NewRequest)
  | ({ name: 'save' } & Changes)
  | ({ name: 'submit' } & Submission)
  /** `fields`: ids of the fields, or steps, to come back to. */
  | { name: 'request_changes'; reason: string; fields: string[] }
  | { name: 'refuse'; reason: string }
  /** The habilitation's id is made before the decision, so that a decision run again issues the same one. */
  | ({ name: 'validate'; message?: string } & Partial<Grant>)
  | { name: 'archive' }
  /** Somebody says of a step that they know of it, or that it is right; `field`: as whom they are named. */
  | { name: 'confirm'; step: string; field: string | null; person: string; digest: string }
  | { name: 'comment'; text: string }
  /** User ids: a colleague, as the caller has checked. */
  | { name: 'transfer'; to: string }
  | { name: 'ask_take_over'; due: Date }
  | { name: 'object_take_over' }
  /** `applicantLeft`: nobody is there to object. */
  | { name: 'take_over'; applicantLeft: boolean }
  /** Another request of the file (`about`, its id) says that these answers have changed there. */
  | { name: 'told'; about: string; number: number; fields: string[] };

/** A command as people give it: what the definition says of the habilitation is added when it is run. */
export type Intent = Exclude<Command, { name: 'validate' }> | { name: 'validate'; message?: string };

/** Who commands, and in which role on this request. */
export interface RequestActor {
  id: string;
  role: RequestRole;
}

/**
 * Why not: the role never may; not in this state; words are needed; words are too long; the organisation can't change
 * once the provider has seen the request, or one that it continues; the request is theirs already; somebody has asked to
 * take it over; nobody has, or not they; the applicant may still object.
 */
export type Refusal =
  | 'role'
  | 'state'
  | 'reason_missing'
  | 'reason_too_long'
  | 'organisation_fixed'
  | 'own_already'
  | 'take_over_asked'
  | 'take_over_unasked'
  | 'take_over_early';

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
        (request?.firstSubmittedAt || request?.parentId) &&
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
      return { events: [{ ...command, ...stamp, message }] };
    }
    case 'archive':
      return { events: [{ ...stamp, name: 'archive' }] };
    case 'told':
    case 'confirm':
      return { events: [{ ...command, ...stamp }] };
    case 'comment': {
      const text = command.text.trim();
      if (text === '') return { refusal: 'reason_missing' };
      if (text.length > longestReason) return { refusal: 'reason_too_long' };
      return { events: [{ ...stamp, name: 'comment', text }] };
    }
    default:
      return request ? handover(request, command, stamp) : { refusal: 'state' };
  }
}

type Handover = Extract<Command, { name: 'transfer' | `${string}take_over` }>;

/** The request changes hands, or somebody asks that it does. */
function handover(
  { applicantId: from, takeOver }: Pick<RequestFacts, 'applicantId' | 'takeOver'>,
  command: Handover,
  stamp: { at: Date; by: string; role: RequestRole },
): { events: RequestEvent[] } | { refusal: Refusal } {
  const asked = takeOver?.by === stamp.by;
  switch (command.name) {
    case 'transfer':
      if (command.to === from) return { refusal: 'own_already' };
      return { events: [{ ...stamp, name: 'transfer', from, to: command.to }] };
    case 'ask_take_over':
      if (takeOver) return { refusal: 'take_over_asked' };
      return { events: [{ ...stamp, name: 'ask_take_over', due: command.due }] };
    case 'object_take_over':
      if (!takeOver || (stamp.role !== 'applicant' && !asked)) return { refusal: 'take_over_unasked' };
      return { events: [{ ...stamp, name: 'object_take_over', asker: takeOver.by }] };
    case 'take_over':
      if (!command.applicantLeft) {
        if (!asked) return { refusal: takeOver ? 'take_over_asked' : 'take_over_unasked' };
        if (stamp.at < new Date(takeOver.due)) return { refusal: 'take_over_early' };
      }
      return { events: [{ ...stamp, name: 'take_over', from, to: stamp.by }] };
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
