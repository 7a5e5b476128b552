/** Who is signed in, or what sign-in is waiting for. */
import { html, type LitElement, nothing } from 'lit';
import { button } from '../shared/parts.ts';
import { wordsIn } from '../words/index.ts';
import type { Journey } from './journey.ts';
import { returning } from './phases.ts';

/** Whose session it is: the journey's, or that of the list of requests on its own. */
export type Bearer = Pick<
  Journey,
  | 'session'
  | 'seen'
  | 'memory'
  | 'language'
  | 'client'
  | 't'
  | 'signIn'
  | 'emit'
  | 'go'
  | 'keep'
  | 'requests'
  | 'notice'
  | 'request'
  | 'definition'
  | 'part'
> & { host: LitElement & { api: string; returnTo: string } };

export function sessionTemplate(journey: Bearer): unknown {
  const { session, memory, language, requests, notice } = journey;
  if (!session) return nothing;
  const t = wordsIn(language);
  const { state, person, failure } = session;
  const waiting = state === 'signing-in';
  const line = (words: string, ...buttons: unknown[]) =>
    html`<div class="row session"><span class="grow">${words}</span>${buttons}</div>`;
  const plain = (label: string, click: () => unknown) => button(label, click, 'plain');
  return html`<div role="status" class=${waiting || failure ? 'now' : ''}>${failure && line(failure)}${
    notice && /^[el]/.test(memory.phase)
      ? line(notice, waiting || person ? '' : button(journey.t.signIn, journey.signIn))
      : ''
  }${
    waiting
      ? line(
          t.signingIn,
          plain(t.cancel, () => session.cancel()),
          plain(t.reopen, () => session.signIn({ step: memory.phase })),
        )
      : ''
  }${
    state === 'signed-in' && person
      ? line(
          t.signedInAs(`${person.given_name} ${person.family_name}`),
          memory.phase === 'list' || (memory.phase === 'eligibility' && !requests.length)
            ? ''
            : plain(t.myRequests, async () => (await returning()).leave(journey, 'list')),
          plain(t.signOut, async () => {
            // The form goes first: what it still had to save is saved, and what it kept here is erased after it.
            await (await returning()).leave(journey);
            await session.signOut();
          }),
        )
      : ''
  }</div>`;
}
