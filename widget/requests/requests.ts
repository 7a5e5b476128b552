/** For a person who comes back: what they left, and the list of their requests. A chunk of its own. */
import type { ApiDefinition, EligibilityPart } from '../../catalogue/definition.ts';
import { onPath } from '../../catalogue/eligibility.ts';
import type { Session } from '../login/session-types.ts';
import type { Journey } from '../request/journey.ts';
import type { Phase } from '../request/memory.ts';
import type { Bearer } from '../request/session-line.ts';
import type { RequestSummary, RequestView } from '../shared/api-types.ts';
import { call } from '../shared/call.ts';
import type { DatapassEvents } from '../shared/events.ts';
import type { ProblemError } from '../shared/problems.ts';
import { linkWords } from './requests.words.ts';

/** In the form or the request they left, among their requests, or at the beginning. */
export async function resume(journey: Journey, part: EligibilityPart): Promise<void> {
  const { memory, session, asked, language } = journey;
  // A full-page sign-in that left a form comes back to that form.
  if (asked && !session?.arrival?.startsWith('form')) {
    const phase = await openAsked(journey, part.id);
    memory.phase = phase ?? 'eligibility';
    if (phase) return;
    memory.request = undefined;
    journey.notice ??= linkWords[language].signInToOpen;
  }
  if (memory.request && !(await openRequest(journey, memory.request))) {
    memory.request = undefined;
    memory.phase = 'eligibility';
  }
  if (memory.phase === 'list' || (memory.phase === 'follow-up' && !memory.request))
    memory.phase = 'eligibility';
  const signedIn = session?.state === 'signed-in';
  if (memory.phase === 'eligibility' && signedIn && (await anyRequests(journey, part.id)))
    memory.phase = 'list';
  // The catalogue may have changed since: a form is for who is eligible.
  if (!memory.request && memory.phase === 'form') memory.answers = onPath(part.eligibility, memory.answers);
}

/**
 * Opens the request that the page asks for, if somebody is signed in.
 * @param api the id of the element's, which may name it by an alias
 * @returns where: the form for a draft and where changes are asked for, else the follow-up
 */
export async function openAsked(journey: Journey, api = journey.part?.id): Promise<Phase | undefined> {
  const { asked, session, memory, language } = journey;
  if (!asked || session?.state !== 'signed-in') return undefined;
  const found = (await openRequest(journey, asked)) && journey.request?.api === api;
  // The session may have ended with the call: it is opened after the next sign-in.
  if (!(session.state as string).endsWith('-in')) return undefined;
  journey.asked = undefined;
  if (!found) {
    journey.request = journey.definition = undefined;
    journey.notice = linkWords[language].notYours;
    return undefined;
  }
  if (memory.request !== asked) memory.step = undefined;
  memory.request = asked;
  journey.notice = undefined;
  return journey.request?.actions.includes('save') ? 'form' : 'follow-up';
}

/** Whether this person, or an organisation of theirs, has a request for this API; false too when nobody can say. */
export async function anyRequests(
  journey: Journey,
  api = journey.part?.id ?? journey.host.api,
): Promise<boolean> {
  const path = `/requests?api=${encodeURIComponent(api)}`;
  try {
    const { requests } = await call<{ requests: RequestSummary[] }>(journey.session as Session, path);
    // Before it is drawn.
    if (requests[0]) await import('./define.ts');
    journey.requests = requests;
  } catch {
    journey.requests = [];
  }
  return journey.requests.length > 0;
}

/** The form that a request was filled under, which may be an earlier version than the present one. */
async function definitionOf(
  { client, language, definition }: Journey,
  { api, definition_version }: RequestView,
): Promise<ApiDefinition> {
  if (definition?.id === api && definition.version === definition_version) return definition;
  return client.definition(api, language, definition_version);
}

/** @returns whether the request is this person's to see */
export async function openRequest(journey: Journey, id: string): Promise<boolean> {
  try {
    const path = `/requests/${encodeURIComponent(id)}`;
    const request = await call<RequestView>(journey.session as Session, path);
    journey.definition = await definitionOf(journey, request);
    journey.request = request;
    const { within } = journey.host;
    if (within) within.opened(journey, request);
    else if (
      !journey.file &&
      request.file.some((other) => other.api !== request.api && other.state !== 'archived')
    )
      (await import('../several/file.ts')).fileOf(journey, request);
    return true;
  } catch (error) {
    const { status = 0 } = error as Partial<ProblemError>;
    if (status >= 400 && status < 500) return false;
    throw error;
  }
}

/** What a change of the session changes elsewhere than in the form. @param before the session as it was seen last */
export async function follow(journey: Journey, before: NonNullable<Journey['seen']>): Promise<void> {
  const { session, memory, seen } = journey;
  const { phase } = memory;
  const { state, owner } = seen ?? before;
  if (state === 'signed-out' && (phase === 'list' || phase === 'follow-up')) return leave(journey);
  // A second person on the same machine starts from their own.
  if (owner && before.owner && owner !== before.owner && phase !== 'preparations')
    return leave(journey, 'list');
  if (session?.state !== 'signed-in' || before.state === state || phase !== 'eligibility') return;
  const next = (await openAsked(journey)) ?? ((await anyRequests(journey)) && 'list');
  if (next) return journey.go(next);
  journey.host.requestUpdate();
}

/** A new request begins under the present form, whatever the one before it was filled under. */
async function present(
  journey: Pick<Journey, 'client' | 'language' | 'definition' | 'part'> & { host: { api: string } },
): Promise<void> {
  const { client, host, language, definition, part } = journey;
  if (definition && part && definition.version !== part.version) {
    journey.definition = await client.definition(host.api, language).catch(() => definition);
  }
}

/** Leaves the request that is open for where one begins, or for the list of one's requests. */
export async function leave(journey: Bearer, phase: Phase = 'eligibility'): Promise<void> {
  const { memory } = journey;
  journey.requests = [];
  journey.notice = undefined;
  await present(journey);
  await journey.go(phase);
  // Not before: the form is still there while the list comes.
  memory.request = memory.step = journey.request = undefined;
  journey.keep();
}

/** The form over an existing request, at a step where one is named. */
export async function reopen(journey: Journey, { id, step }: DatapassEvents['resume']): Promise<void> {
  await openRequest(journey, id).catch(() => false);
  journey.memory.request = id;
  journey.memory.step = step;
  await journey.go('form');
}

/** A request of the list: a draft opens in the form, any other in the follow-up; none begins a new one. */
export async function open(journey: Journey, { id, state }: DatapassEvents['open']): Promise<void> {
  const { memory } = journey;
  journey.request = journey.notice = memory.step = undefined;
  journey.requests = [];
  memory.request = id;
  if (!id) {
    await present(journey);
    return journey.go('eligibility');
  }
  if (state === 'draft') return reopen(journey, { id });
  await openRequest(journey, id).catch(() => false);
  return journey.go('follow-up');
}

/** Takes a draft away, or a request that was refused: it stays in its applicant's archive. */
export const archive = (session: Session, { id, version }: RequestView): Promise<RequestView> =>
  call(session, `/requests/${id}/archive`, { method: 'POST', headers: { 'if-match': `"${version}"` } });
