/**
 * What somebody wants to do to a request, and whether it may be: pure, over the table of `lifecycle.ts`. An event is
 * named as its command, as DataPass names it.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Answer, Answers } from '../../../catalogue/answers.ts';
import type {
  Changes,
  Grant,
  NewRequest,
  Prepared,
  Renewed,
  RequestEvent,
  RequestFacts,
  Restored,
  Submission,
  Terms,
} from './events.ts';
import { type CommandName, lifecycle, permitted, type RequestRole, type Standing } from './lifecycle.ts';

export type Command =
  | ({ name: 'create' } & NewRequest)
  | ({ name: 'claim' } & NewRequest & Prepared)
  | ({ name: 'save' } & Changes)
  | ({ name: 'submit' } & Submission)
  /** `fields`: ids of the fields, or steps, to come back to. */
  | { name: 'request_changes'; reason: string; fields: string[] }
  /** `ground`: id of one of the API's `refusal_reasons`. */
  | { name: 'refuse'; reason: string; ground?: string; restored?: Restored }
  /**
   * The habilitation's id is made before the decision, so that a decision run again issues the same one. `pair`: two
   * people decide, and this one is the second.
   */
  | ({ name: 'validate'; message?: string; pair?: boolean } & Partial<Grant> & Terms)
  | { name: 'withdraw' | 'agree' | 'archive' | 'resume' | 'drop_revocation' | 'expire' }
  | { name: 'reopen'; answers: Answers }
  /** The reason is the instructor's to give; the applicant needs none. */
  | { name: 'cancel_reopening'; reason?: string; restored: Restored }
  | ({ name: 'renew' } & Submission & Renewed)
  /** Answers that name people, and no others, as the caller has checked. */
  | { name: 'update_people'; answers: Answers }
  | { name: 'suspend'; reason: string }
  | { name: 'end'; reason?: string }
  /** `due`: until when the holder may answer. */
  | { name: 'announce_revocation'; reason: string; due: Date }
  /** `urgent`: without having heard the holder (CRPA, L.121-2). */
  | { name: 'revoke'; reason: string; urgent: boolean }
  | { name: 'message'; text: string }
  | { name: 'remind'; kind: string }
  | { name: 'correct'; answers: Record<string, Answer | null>; reason: string; note: string }
  | { name: 'transfer_organisation'; organisationId: string; to: string; reason: string }
  | { name: 'copy'; about: string; number: number }
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
export type Intent =
  | Exclude<Command, { name: 'validate' | 'reopen' | 'cancel_reopening' }>
  | ({ name: 'validate'; message?: string } & Terms)
  | { name: 'reopen' }
  | { name: 'cancel_reopening'; reason?: string };

/** Who commands, and in which role on this request. */
export interface RequestActor {
  id: string;
  role: RequestRole;
}

/**
 * Why not: the role never may; not in this state; words are needed; words are too long; the organisation can't change
 * once the provider has seen the request, or one that it continues; the request is theirs already; somebody has asked to
 * take it over; nobody has, or not they; the applicant may still object; an update changes nothing; somebody else has to
 * decide too, or has not yet; the holder has to be heard first, or is being heard; the reminder was sent.
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
  | 'take_over_early'
  | 'nothing_changed'
  | 'second_person'
  | 'hearing_needed'
  | 'hearing_open'
  | 'reminded_already';

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
    case 'claim':
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
      if (request && changesNothing(request, command)) return { refusal: 'nothing_changed' };
      return { events: [{ ...command, ...stamp }] };
    case 'renew':
    case 'reopen':
    case 'update_people':
    case 'told':
    case 'confirm':
    case 'copy':
      return { events: [{ ...command, ...stamp }] };
    case 'withdraw':
    case 'archive':
    case 'resume':
    case 'drop_revocation':
    case 'expire':
      return { events: [{ name: command.name, ...stamp }] };
    case 'agree':
      if (request?.agreedBy) return { refusal: 'second_person' };
      return { events: [{ name: 'agree', ...stamp }] };
    case 'remind':
      if (request?.reminded.includes(command.kind)) return { refusal: 'reminded_already' };
      return { events: [{ ...command, ...stamp }] };
    case 'request_changes':
    case 'refuse':
    case 'suspend':
    case 'announce_revocation':
    case 'correct':
      return explained(command.reason, (reason) => ({ ...command, ...stamp, reason }));
    case 'revoke': {
      const due = request?.revocation?.due;
      if (!command.urgent && !due) return { refusal: 'hearing_needed' };
      if (!command.urgent && due && at < new Date(due)) return { refusal: 'hearing_open' };
      return explained(command.reason, (reason) => ({ ...command, ...stamp, reason }));
    }
    case 'cancel_reopening':
    case 'end': {
      const reason = command.reason ?? '';
      // The provider owes its reason; who applied may change their mind.
      if (actor.role === 'applicant' && reason.trim() === '') {
        return { events: [{ ...command, ...stamp, reason: '' }] };
      }
      return explained(reason, (text) => ({ ...command, ...stamp, reason: text }));
    }
    case 'validate': {
      const { pair, ...granted } = command;
      const message = (command.message ?? '').trim();
      if (Math.max(message.length, command.conditions?.length ?? 0) > longestReason) {
        return { refusal: 'reason_too_long' };
      }
      const first = request?.agreedBy;
      // A rule is nobody's second opinion.
      const alone = !first || first === actor.id || actor.role === 'system';
      if (pair && alone) return { refusal: 'second_person' };
      return { events: [{ ...granted, ...stamp, message }] };
    }
    case 'comment':
    case 'message': {
      const { name } = command;
      return explained(command.text, (text) => ({ ...stamp, name, text }));
    }
    case 'transfer_organisation':
      if (!request) return { refusal: 'state' };
      return explained(command.reason, (reason) => ({
        ...command,
        ...stamp,
        from: request.applicantId,
        reason,
      }));
    default:
      return request ? handover(request, command, stamp) : { refusal: 'state' };
  }
}

/** An event whose words are needed, and of a length that can be kept. */
function explained(
  words: string,
  event: (words: string) => RequestEvent,
): { events: RequestEvent[] } | { refusal: Refusal } {
  const text = words.trim();
  if (text === '') return { refusal: 'reason_missing' };
  if (text.length > longestReason) return { refusal: 'reason_too_long' };
  return { events: [event(text)] };
}

/** Whether an update is sent, for the first time, with the answers that the habilitation has. */
function changesNothing(request: RequestFacts, { answers, documents }: Submission): boolean {
  const { reopening, reopenedAt, lastSubmittedAt, submittedAnswers } = request;
  if (reopening !== 'update' || !reopenedAt || !lastSubmittedAt || lastSubmittedAt > reopenedAt) return false;
  return isDeepStrictEqual(submittedAnswers, { ...answers, ...documents });
}

type Handover = Extract<Command, { name: 'transfer' | 'take_over' | `${string}_take_over` }>;

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
  request: Standing | undefined,
  command: CommandName,
  role: RequestRole,
): 'role' | 'state' | undefined {
  if (permitted(request, role).includes(command)) return undefined;
  const everPermitted = Object.values(lifecycle).some((row) => row[command]?.includes(role));
  return everPermitted ? 'state' : 'role';
}
