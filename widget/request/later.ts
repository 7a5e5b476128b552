/**
 * The journey after the eligibility question: what to prepare, the form, the follow-up, the list, and who is signed
 * in. Loaded when the verdict is favourable, on a click on « S'identifier », or for a person who comes back.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { EligibilityPart } from '../../catalogue/definition.ts';
import { onPath } from '../../catalogue/eligibility.ts';
import { type PageSession, sessionFor } from '../login/session.ts';
import type { RequestSummary, RequestView } from '../shared/api-types.ts';
import type { DatapassEvent } from '../shared/events.ts';
import { heading } from '../shared/heading.ts';
import { jsonOf, ProblemError } from '../shared/problems.ts';
import { more } from '../shared/styles.ts';
import { duration } from './eligibility.ts';
import type { Journey } from './journey.ts';
import { laterStyles } from './later.styles.ts';
import type { Phase } from './memory.ts';
import { laterMessages, loadLater } from './messages/index.ts';
import { preparationsTemplate } from './preparations.ts';

export { handleReturn } from '../login/return.ts';

/** Loads the parts of the journey that come next, all at once. */
export async function warm(journey: Journey): Promise<void> {
  await Promise.all([site(journey), openSession(journey), import('../form/form.ts')]);
}

/** Loads what a phase needs. @throws {ProblemError | TypeError} when something does not come */
export async function prepare(journey: Journey, phase: Phase): Promise<void> {
  await dress(journey);
  if (phase === 'preparations') return;
  const following = phase === 'follow-up' || phase === 'list';
  await Promise.all([
    site(journey),
    openSession(journey),
    definition(journey),
    following ? import('../follow-up/follow-up.ts') : import('../form/form.ts'),
    phase === 'list' && import('../follow-up/list.ts'),
  ]);
}

/**
 * Where a person who comes back finds themselves: in the form or the request they left, among their requests, or at
 * the beginning.
 */
export async function resume(journey: Journey, part: EligibilityPart): Promise<void> {
  const { memory } = journey;
  const session = await openSession(journey);
  await session.restored;
  if (memory.request && !(await openRequest(journey, memory.request))) {
    memory.request = undefined;
    memory.phase = 'eligibility';
  }
  const signedIn = session.state === 'signed-in';
  if (memory.phase === 'follow-up' && !memory.request) memory.phase = 'eligibility';
  if (memory.phase === 'list' && !signedIn) memory.phase = 'eligibility';
  if (memory.phase === 'eligibility' && signedIn && (await anyRequests(journey))) memory.phase = 'list';
  // The catalogue may have changed since: a form is for who is eligible.
  if (!memory.request && memory.phase === 'form') memory.answers = onPath(part.eligibility, memory.answers);
  if (memory.phase !== 'eligibility') await prepare(journey, memory.phase);
}

/** Signs in from the eligibility question, to find one's requests. */
export async function signIn(journey: Journey, popup: Window | null): Promise<void> {
  const session = await openSession(journey);
  session.signIn({ step: journey.memory.phase }, popup);
}

/** What a change of the session changes on the screen. */
export async function sessionChanged(journey: Journey): Promise<void> {
  const { session, memory } = journey;
  if (!session) return;
  const { state, person } = session;
  const owner = state === 'signed-in' ? person?.email : undefined;
  const changed = seen.get(journey);
  seen.set(journey, { state, owner });
  if (changed?.state !== state) journey.emit('login', { state });
  journey.host.requestUpdate();
  // While the element loads, `resume` decides.
  if (!journey.part) return;
  const another = Boolean(owner && changed?.owner && owner !== changed.owner);
  if (state === 'signed-out' && (memory.phase === 'list' || memory.phase === 'follow-up'))
    return leave(journey);
  if (another && memory.phase !== 'preparations') return showRequests(journey);
  if (state === 'signed-in' && changed?.state !== state && memory.phase === 'eligibility') {
    if (await anyRequests(journey)) await journey.go('list');
  }
}

/** The last state told to the page, and whose it was: a second person on the same machine starts from their own. */
const seen = new WeakMap<Journey, { state: string; owner: string | undefined }>();

/** The form goes first: what it still had to save is saved, and what it kept here is erased after it. */
async function signOut(journey: Journey, session: PageSession): Promise<void> {
  await leave(journey);
  await session.signOut();
}

async function leave(journey: Journey): Promise<void> {
  forget(journey);
  await journey.go('eligibility');
}

function forget(journey: Journey): void {
  journey.memory.request = journey.request = journey.step = undefined;
  journey.requests = [];
}

async function showRequests(journey: Journey): Promise<void> {
  forget(journey);
  await journey.go((await anyRequests(journey)) ? 'list' : 'eligibility');
}

/** Whether this person, or an organisation of theirs, has a request for this API; false too when nobody can say. */
async function anyRequests(journey: Journey): Promise<boolean> {
  const session = journey.session as PageSession;
  const path = `/requests?api=${encodeURIComponent(journey.host.api)}`;
  try {
    const { requests } = await jsonOf<{ requests: RequestSummary[] }>(await session.fetch(path));
    journey.requests = requests;
  } catch {
    journey.requests = [];
  }
  return journey.requests.length > 0;
}

/** @returns whether the request is this person's to see */
async function openRequest(journey: Journey, id: string): Promise<boolean> {
  const session = journey.session as PageSession;
  try {
    journey.request = await jsonOf<RequestView>(await session.fetch(`/requests/${encodeURIComponent(id)}`));
    return true;
  } catch (error) {
    if (error instanceof ProblemError && error.status >= 400 && error.status < 500) return false;
    throw error;
  }
}

/** The words and the style sheets of what follows. */
async function dress({ host, language }: Journey): Promise<void> {
  await loadLater(language);
  const { adoptedStyleSheets } = host.renderRoot as ShadowRoot;
  for (const { styleSheet } of [more, laterStyles]) {
    if (styleSheet && !adoptedStyleSheets.includes(styleSheet)) adoptedStyleSheets.push(styleSheet);
  }
}

async function openSession(journey: Journey): Promise<PageSession> {
  await dress(journey);
  const session = sessionFor(journey.client);
  session.language = journey.language;
  session.returnTo = journey.host.returnTo;
  if (journey.session !== session) {
    followed.get(journey)?.();
    journey.session = session;
    seen.set(journey, { state: session.state, owner: session.person?.email });
    followed.set(journey, follow(journey, session));
  }
  return session;
}

/** How to stop following a session, for an element whose backend changes. */
const followed = new WeakMap<Journey, () => void>();

/** Listens to a session while the element is on the page. */
function follow(journey: Journey, session: PageSession): () => void {
  let stop = (): void => {};
  const controller = {
    hostConnected: () => {
      stop = session.subscribe(() => void sessionChanged(journey));
      void sessionChanged(journey);
    },
    hostDisconnected: () => stop(),
  };
  journey.host.addController(controller);
  return () => {
    stop();
    journey.host.removeController(controller);
  };
}

async function definition(journey: Journey): Promise<void> {
  const { host, client, language } = journey;
  journey.definition ??= await client.definition(host.api, language);
}

async function site(journey: Journey): Promise<void> {
  if (journey.site) return;
  const found = await journey.client.site();
  journey.site = found;
  journey.host.requestUpdate();
  if (!found.registered && !told) {
    told = true;
    console.warn(
      `DataPass: ${location.origin} is not registered. Eligibility and badges work; the form is offered on ` +
        `${found.hosted_url} instead. To show it on this page, ask the operator of ${journey.client.base} to ` +
        'register this origin and the paths of the pages that carry <datapass-request>.',
    );
  }
}

/** The site's owner is told once per page. */
let told = false;

/** Who is signed in, or what sign-in is waiting for. */
export function sessionTemplate(journey: Journey): unknown {
  const { session, memory } = journey;
  if (!session) return nothing;
  const t = laterMessages(journey.language);
  const { state, person, failure } = session;
  const again = (): void => session.signIn({ step: memory.phase });
  const lines = [
    failure && html`<span class="grow">${failure}</span>`,
    state === 'signing-in' &&
      html`<span class="grow">${t.signingIn}</span>
        <button type="button" class="plain" @click=${() => session.cancel()}>${t.cancel}</button>
        <button type="button" class="plain" @click=${again}>${t.reopen}</button>`,
    state === 'signed-in' &&
      person &&
      html`<span class="grow">${t.signedInAs(`${person.given_name} ${person.family_name}`)}</span>
        ${
          memory.phase === 'list' || (memory.phase === 'eligibility' && journey.requests.length === 0)
            ? nothing
            : html`<button type="button" class="plain" @click=${() => showRequests(journey)}>
                ${t.myRequests}
              </button>`
        }
        <button type="button" class="plain" @click=${() => signOut(journey, session)}>${t.signOut}</button>`,
  ].filter(Boolean);
  return html`<div role="status" class=${state === 'signing-in' || failure ? 'now' : ''}>
    ${lines.map((line) => html`<div class="row session">${line}</div>`)}
  </div>`;
}

/** What is shown in every phase but the first. */
export function phaseTemplate(journey: Journey): unknown {
  const { memory, part, host } = journey;
  const t = laterMessages(journey.language);
  if (memory.phase === 'preparations') {
    return preparationsTemplate({
      part: part as EligibilityPart,
      ticked: memory.ticked,
      level: host.headingLevel,
      median: duration(part as EligibilityPart, journey.t),
      t,
      tick: (ticked) => {
        memory.ticked = ticked;
        journey.keep();
      },
      back: () => void journey.go('eligibility'),
      action:
        journey.site?.registered === false
          ? hostedLink(journey)
          : html`<button type="button" part="button" @click=${() => journey.go('form')}>${t.start}</button>`,
    });
  }
  if (memory.phase === 'form') {
    return journey.site?.registered === false ? hostedTemplate(journey) : formTemplate(journey);
  }
  return memory.phase === 'list' ? listTemplate(journey) : followUpTemplate(journey);
}

const hostedLink = ({ client, host, language, t }: Journey): TemplateResult =>
  html`<a class="button" part="button" href=${client.hosted(host.api, language)}>${t.hosted}</a>`;

function hostedTemplate(journey: Journey): TemplateResult {
  const t = laterMessages(journey.language);
  return html`${heading(journey.host.headingLevel, t.start, 'title')}
    <p>${t.hostedReason}</p>
    <p>${hostedLink(journey)}</p>`;
}

function formTemplate(journey: Journey): unknown {
  const { definition, session, client, language, host, memory, request, part, step } = journey;
  if (!definition || !part) return nothing;
  return keyed(
    `${host.api} ${request?.id}`,
    html`<datapass-form
      exportparts="heading,button,field,label,hint,error,summary,step"
      .definition=${definition}
      .stage=${request?.stage ?? definition.stages[0]?.id ?? ''}
      .eligibility=${request?.eligibility ?? memory.answers}
      .useCase=${host.useCase}
      .request=${request}
      .session=${session}
      .language=${language}
      .headingLevel=${host.headingLevel}
      .client=${client}
      .openAt=${step}
      @datapass-save=${(event: DatapassEvent<'save'>) => {
        // Without drawing again: the form goes on as it is.
        memory.request = event.detail.id ?? memory.request;
        journey.keep();
      }}
      @datapass-submit=${(event: DatapassEvent<'submit'>) => {
        memory.request = event.detail.id;
        void journey.go('follow-up');
      }}
    ></datapass-form>`,
  );
}

function followUpTemplate(journey: Journey): unknown {
  const { definition, session, client, language, host, memory } = journey;
  if (!definition || !memory.request) return nothing;
  return keyed(
    memory.request,
    html`<datapass-follow-up
      exportparts="heading,button"
      .requestId=${memory.request}
      .definition=${definition}
      .session=${session}
      .language=${language}
      .headingLevel=${host.headingLevel}
      .client=${client}
      @datapass-resume=${(event: DatapassEvent<'resume'>) => {
        event.stopPropagation();
        void reopen(journey, event.detail.id, event.detail.step);
      }}
    ></datapass-follow-up>`,
  );
}

function listTemplate(journey: Journey): unknown {
  const { definition, session, client, language, host, requests } = journey;
  return html`<datapass-requests
    exportparts="heading,button"
    .requests=${requests}
    .definition=${definition}
    .session=${session}
    .language=${language}
    .headingLevel=${host.headingLevel}
    .client=${client}
    @datapass-open=${(event: DatapassEvent<'open'>) => {
      event.stopPropagation();
      void open(journey, event.detail.id);
    }}
  ></datapass-requests>`;
}

/** A request of the list: a draft opens in the form, any other in the follow-up; none begins a new one. */
async function open(journey: Journey, id: string | undefined): Promise<void> {
  forget(journey);
  journey.memory.request = id;
  if (!id) return journey.go('eligibility');
  const draft = journey.requests.find((request) => request.id === id)?.state === 'draft';
  return draft ? reopen(journey, id) : journey.go('follow-up');
}

/** The form over an existing request. */
async function reopen(journey: Journey, id: string, step?: string): Promise<void> {
  await openRequest(journey, id).catch(() => false);
  journey.step = step;
  await journey.go('form');
}
