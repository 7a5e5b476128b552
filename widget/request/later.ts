/**
 * The journey after the eligibility question: what to prepare, the form, the follow-up, and who is signed in. Loaded
 * when the verdict is favourable, on a click on « S'identifier », or for a person who comes back; what only the last
 * need is in `requests/`.
 */
import type { EligibilityPart } from '../../catalogue/definition.ts';
import { type PageSession, sessionFor } from '../login/session.ts';
import { more } from '../shared/styles.ts';
import { loadWords } from '../words/index.ts';
import type { Journey } from './journey.ts';
import { laterStyles } from './later.styles.ts';
import type { Phase } from './memory.ts';
import { leave, returning } from './moves.ts';
import '../follow-up/follow-up.ts';
import '../form/form.ts';

export { handleReturn } from '../login/return.ts';
export { phaseTemplate } from './phases.ts';
export { sessionTemplate } from './session-line.ts';

/** Read once the form is open, so that a file can be attached without network. */
const uploads = (): Promise<unknown> => import('../uploads/uploads.ts');

/** Loads the parts of the journey that come next, all at once. */
export async function warm(journey: Journey): Promise<void> {
  await Promise.all([site(journey), openSession(journey), uploads()]);
}

/**
 * Loads what a phase needs.
 * @returns the phase to show
 * @throws {ProblemError | TypeError} when something does not come
 */
export async function prepare(journey: Journey, phase: Phase): Promise<Phase> {
  await dress(journey);
  if (phase === 'preparations') return phase;
  await Promise.all([
    site(journey),
    openSession(journey),
    definition(journey),
    phase === 'form' && uploads(),
  ]);
  if (phase !== 'list' || journey.requests.length) return phase;
  return (await (await returning()).anyRequests(journey)) ? phase : 'eligibility';
}

async function definition(journey: Journey): Promise<void> {
  const { host, client, language } = journey;
  journey.definition ??= await client.definition(host.api, language);
}

/** Where a person who comes back finds themselves. */
export async function resume(journey: Journey, part: EligibilityPart): Promise<void> {
  await (await openSession(journey)).restored;
  const { memory } = journey;
  await (await returning()).resume(journey, part);
  if (memory.phase !== 'eligibility') await prepare(journey, memory.phase);
}

/** Signs in from the eligibility question, to find one's requests. */
export async function signIn(journey: Journey, popup: Window | null): Promise<void> {
  const session = await openSession(journey);
  session.signIn({ step: journey.memory.phase }, popup);
}

/** What a change of the session changes on the screen. */
async function sessionChanged(journey: Journey): Promise<void> {
  const { session, memory, seen } = journey;
  if (!session) return;
  const { state, person } = session;
  const signedIn = state === 'signed-in';
  const owner = signedIn ? person?.email : undefined;
  const changed = seen?.state !== state;
  journey.seen = { state, owner };
  if (changed) journey.emit('login', { state });
  journey.host.requestUpdate();
  // While the element loads, `resume` decides.
  if (!journey.part) return;
  const { phase } = memory;
  if (state === 'signed-out' && (phase === 'list' || phase === 'follow-up')) return leave(journey);
  // A second person on the same machine starts from their own.
  if (owner && seen?.owner && owner !== seen.owner && phase !== 'preparations') return leave(journey, 'list');
  if (!signedIn || !changed || phase !== 'eligibility') return;
  const { openAsked, anyRequests } = await returning();
  const next = (await openAsked(journey)) ?? ((await anyRequests(journey)) && 'list');
  if (next) return journey.go(next);
  journey.host.requestUpdate();
}

/** The words and the style sheets of what follows. */
async function dress({ host, language }: Journey): Promise<void> {
  await loadWords(language);
  const { adoptedStyleSheets } = host.renderRoot as ShadowRoot;
  for (const { styleSheet } of [more, laterStyles]) {
    if (styleSheet && !adoptedStyleSheets.includes(styleSheet)) adoptedStyleSheets.push(styleSheet);
  }
}

/** The session with the element's backend, listened to while the element is on the page. */
async function openSession(journey: Journey): Promise<PageSession> {
  await dress(journey);
  const { host, client, language } = journey;
  const session = sessionFor(client);
  session.language = language;
  session.returnTo = host.returnTo;
  if (journey.session !== session) {
    journey.unfollow?.();
    journey.session = session;
    journey.seen = { state: session.state, owner: session.person?.email };
    let stop = (): void => {};
    const controller = {
      hostConnected() {
        const listen = (): void => void sessionChanged(journey);
        stop = session.subscribe(listen);
        listen();
      },
      hostDisconnected: () => stop(),
    };
    host.addController(controller);
    journey.unfollow = () => {
      stop();
      host.removeController(controller);
    };
  }
  return session;
}

async function site(journey: Journey): Promise<void> {
  if (journey.site) return;
  const { client } = journey;
  const found = await client.site();
  if (!found.registered) {
    await import('./unregistered.ts').then(
      ({ tellOwner }) => tellOwner(client.base, found),
      // Only the owner's console goes without.
      () => {},
    );
  }
  journey.site = found;
  journey.host.requestUpdate();
}
