/**
 * The journey after the eligibility question: what to prepare, the form, the follow-up, and who is signed in. Loaded
 * when the verdict is favourable, on a click on « S'identifier », or for a person who comes back; what only the last
 * need is in `requests/`.
 */
import type { EligibilityPart } from '../../catalogue/definition.ts';
import { type PageSession, sessionFor } from '../login/session.ts';
import { adopt, more } from '../shared/styles.ts';
import { loadWords } from '../words/index.ts';
import type { Journey } from './journey.ts';
import type { Phase } from './memory.ts';
import { returning } from './phases.ts';
import type { Bearer } from './session-line.ts';
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
export async function prepare(
  journey: Journey,
  phase: Phase,
  part = journey.part as EligibilityPart,
): Promise<Phase> {
  await dress(journey);
  if (phase === 'path') {
    if (!part.has_path) return 'preparations';
    journey.path = await (await import('../path/path.ts')).readPath(journey, part);
  }
  if (/^p/.test(phase)) return phase;
  await Promise.all([
    site(journey),
    openSession(journey),
    definition(journey),
    phase === 'form' && uploads(),
  ]);
  if (phase !== 'list' || journey.requests[0]) return phase;
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
  if (memory.phase !== 'eligibility') memory.phase = await prepare(journey, memory.phase, part);
}

/** Signs in from the eligibility question, to find one's requests. */
export async function signIn(journey: Journey, popup: Window | null): Promise<void> {
  const session = await openSession(journey);
  session.signIn({ step: journey.memory.phase }, popup);
}

/** What a change of the session changes on the screen. */
function sessionChanged(journey: Bearer): void {
  const { memory, seen } = journey;
  const { state, person } = journey.session as PageSession;
  const owner = state === 'signed-in' ? person?.email : undefined;
  journey.seen = { state, owner };
  if (seen?.state !== state) journey.emit('login', { state });
  journey.host.requestUpdate();
  // The form deals with a session of its own person; while the element loads, `resume` decides.
  const other = owner && seen?.owner && owner !== seen.owner;
  if (journey.part && seen && (memory.phase !== 'form' || other)) {
    // The list on its own has no part.
    void returning().then(({ follow }) => follow(journey as Journey, seen));
  }
}

/** The words and the style sheets of what follows. */
async function dress({ host, language }: Pick<Bearer, 'host' | 'language'>): Promise<void> {
  await loadWords(language);
  adopt(host, more);
}

/** The session with the element's backend, listened to while the element is on the page. */
export async function openSession(journey: Bearer): Promise<PageSession> {
  await dress(journey);
  const { host, client, language } = journey;
  const session = sessionFor(client);
  session.language = language;
  session.returnTo = host.returnTo;
  if (journey.session !== session) {
    journey.session = session;
    journey.seen = { state: session.state, owner: session.person?.email };
    const hear = (): void => sessionChanged(journey);
    let stop = hear;
    host.addController({
      hostConnected() {
        stop = session.subscribe(hear);
        hear();
      },
      hostDisconnected: () => stop(),
    });
  }
  return session;
}

/** On a site that nobody registered the form is offered on ours instead. */
async function site(journey: Journey): Promise<void> {
  if (journey.site) return;
  const found = await journey.client.site();
  if (!found.registered) journey.hosted = (await import('./unregistered.ts')).hosted(journey, found);
  journey.site = found;
  journey.host.requestUpdate();
}
