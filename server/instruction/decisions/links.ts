/** On the page of a request: what may be decided now, what was just decided, and what stands of the habilitation. */
import { html } from 'hono/html';
import type { Actor } from '../../accounts/actor.ts';
import { quotaLabel, withheldScopes } from '../../habilitations/granted.ts';
import { stateAt } from '../../habilitations/in-force.ts';
import { day } from '../../pages/dates.ts';
import { type Content, carryLanguage } from '../../pages/layout.ts';
import { rolesOn } from '../../requests/life/relation.ts';
import type { Services } from '../../services.ts';
import { numberOf, type View } from '../file.ts';
import { instructionTexts } from '../messages/index.ts';
import { type Decision, decisionNames, decisionPaths, offered, wantsTwo } from './decisions.ts';
import { type Held, habilitationOf } from './held.ts';
import { hearingPart } from './revocation-part.ts';
import { answers, decisionTitle } from './scene.ts';
import { decisionTexts } from './words/index.ts';

/** What this person may decide of it now; nothing for who may not instruct it. */
export function decisionsOn(services: Pick<Services, 'catalogue'>, view: View, actor: Actor): Decision[] {
  const { request } = view.file;
  if (!rolesOn(request, actor).includes('instructor')) return [];
  return offered(request, { two_people: wantsTwo(services, request.api) }, actor.userId);
}

/** What these parts of the page are drawn from. */
export interface DecisionsShown {
  open: Decision[];
  habilitation: Held | undefined;
  /** What has just been done, for which others as well, and for which not. */
  done: { name: Decision; also: string; notAlso: string } | undefined;
  now: Date;
}

/** @param query of the page's address */
export async function decisionsShown(
  services: Services,
  view: View,
  actor: Actor,
  query: (name: string) => string | undefined,
): Promise<DecisionsShown> {
  const { request, history } = view.file;
  const said = decisionNames.find((name) => name === query('fait'));
  // Only what the history confirms: an address that somebody sends must not invent a decision.
  const done = said && history[0]?.name === said ? said : undefined;
  return {
    open: decisionsOn(services, view, actor),
    habilitation: request.held ? await habilitationOf(services.database, request.id) : undefined,
    done: done && { name: done, also: numbers(query('aussi')), notAlso: numbers(query('sauf')) },
    now: services.now(),
  };
}

/** « D1043, D1044 » of `1043.1044`; nothing of anything else. */
function numbers(text = ''): string {
  if (!/^\d{1,12}(\.\d{1,12}){0,50}$/.test(text)) return '';
  return text
    .split('.')
    .map((number) => `D${number}`)
    .join(', ');
}

export function doneView(view: View, { done }: DecisionsShown): Content | '' {
  if (!done) return '';
  const t = decisionTexts[view.language];
  const { name, also, notAlso } = done;
  const isUpdate = name === 'refuse' && view.file.request.state === 'validated';
  const text =
    name === 'validate' && answers(view)
      ? instructionTexts[view.language].request.doneAnswer
      : t.done[isUpdate ? 'refuse_update' : name];
  return html`<div class="callout ok" role="status"><p>${text}</p>${also ? html`<p>${t.also(also)}</p>` : ''}</div>
${notAlso ? html`<div class="callout warn" role="alert"><p>${t.notAlso(notAlso)}</p></div>` : ''}`;
}

export function decisionLinks(view: View, { open }: DecisionsShown): Content | '' {
  if (open.length === 0) return '';
  const base = `/instruction/${numberOf(view.file.request)}`;
  const first: readonly Decision[] = ['validate', 'agree', 'resume'];
  return html`<nav class="row decisions" aria-label="${instructionTexts[view.language].request.decisions}">
${open.map(
  (name) =>
    html`<a class="button ${first.includes(name) ? '' : 'second'}" href="${carryLanguage(`${base}/${decisionPaths[name]}`, view.address)}">${decisionTitle(name, view)}</a>`,
)}
</nav>`;
}

/** What waits for somebody: the second of two people, or the holder who is being heard. */
export function pendingView(view: View, { now }: DecisionsShown): Content | '' {
  const { request, history } = view.file;
  const t = decisionTexts[view.language].standing;
  const by = request.agreedBy ? history.find(({ name }) => name === 'agree')?.by : undefined;
  const yours = by === 'vous' || by === 'you';
  return html`${by ? html`<p class="callout info">${yours ? t.agreedByYou : t.agreed(by)}</p>` : ''}
${request.revocation ? hearingPart({ view, now }, 'h2') : ''}`;
}

/** The habilitation as it stands, with what was granted less and on which conditions; nothing where there is none. */
export function habilitationSheet(view: View, { habilitation, now }: DecisionsShown): Content | '' {
  if (!habilitation) return '';
  const { definition, file, language } = view;
  const t = decisionTexts[language].standing;
  const { number, scopes, quota, conditions, prolonged, expiresAt } = habilitation;
  const { stage, state, reopening, submittedAnswers } = file.request;
  const standing = stateAt(habilitation, now);
  // What is being asked for now is another thing than what was granted.
  const asked = state === 'validated' && !reopening ? (submittedAnswers ?? {}) : {};
  const withheld = withheldScopes(definition, stage, asked, scopes);
  const line = (label: string, text: Content | string) => html`<div><dt>${label}</dt><dd>${text}</dd></div>`;
  return html`<section class="sheet" aria-labelledby="habilitation">
<h2 id="habilitation">${t.title} H${number}</h2>
<p><span class="tag ${standing === 'active' ? 'ok' : 'no'}">${t[standing]}</span> ${prolonged ? t.prolonged : t.until(day(expiresAt, language))}</p>
<dl class="facts">
${withheld.length > 0 ? line(t.withheld, html`<ul>${withheld.map((label) => html`<li>${label}</li>`)}</ul>`) : ''}
${quota ? line(t.quota, t.perMinute(quotaLabel(definition, stage, quota))) : ''}
${conditions ? line(t.conditions, html`<span class="said">${conditions}</span>`) : ''}
</dl></section>`;
}
