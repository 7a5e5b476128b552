/** The pages of those who prepare drafts: the list, and one draft. They work without scripts. */
import { html } from 'hono/html';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { stepsOf } from '../../catalogue/steps.ts';
import type { Language } from '../http/language.ts';
import { spacedSiret } from '../instruction/file.ts';
import { stepAnswers } from '../invitations/form/answers.ts';
import { day, dayAndTime } from '../pages/dates.ts';
import { type Content, carryLanguage } from '../pages/layout.ts';
import { contextOf } from './context.ts';
import { mayDo, type PreparationState, preparationsPath, stateOf, titleOf } from './rules.ts';
import type { FoundDraft } from './store.ts';
import { preparationWords } from './words.ts';

interface Frame {
  language: Language;
  address: string;
  now: Date;
}

const tones: Record<PreparationState, 'info' | 'ok' | 'warn'> = {
  prepared: 'info',
  sent: 'info',
  opened: 'info',
  claimed: 'ok',
  withdrawn: 'warn',
  expired: 'warn',
};

const stateTag = (state: PreparationState, language: Language): Content =>
  html`<span class="tag ${tones[state]}">${preparationWords[language].states[state]}</span>`;

const apiLabel = (
  definition: ApiDefinition | undefined,
  { api, stage }: { api: string; stage: string },
): string =>
  [definition?.title ?? api, definition?.stages.find(({ id }) => id === stage)?.label]
    .filter(Boolean)
    .join(', ');

export interface DraftList extends Frame {
  drafts: readonly FoundDraft[];
  next: string | undefined;
  definitionOf: (api: string) => ApiDefinition | undefined;
  done: 'removed' | undefined;
}

export function listMain({ drafts, next, definitionOf, done, language, address, now }: DraftList): Content {
  const t = preparationWords[language];
  const to = (path: string) => carryLanguage(path, address);
  const line = ({ draft, organisation }: FoundDraft) => html`<li>
<p><a href="${to(`${preparationsPath}/${draft.id}`)}">${titleOf(draft) || t.untitled}</a> ${stateTag(stateOf(draft, now), language)}</p>
<p class="hint">${[apiLabel(definitionOf(draft.api), draft), organisation.name, draft.email].join(' · ')}</p></li>`;
  return html`<p><a href="${to('/instruction')}">← ${t.requests}</a></p>
${done ? html`<div class="callout ok" role="status"><p>${t.done[done]}</p></div>` : ''}
<h1>${t.title}</h1>
<p class="lead">${t.lead}</p>
<p><a class="button" href="${to(`${preparationsPath}/nouveau`)}">${t.add}</a></p>
${
  drafts.length === 0
    ? html`<p class="hint">${t.none}</p>`
    : html`<ul class="bare stack">${drafts.map(line)}</ul>`
}
${next ? html`<nav aria-label="${t.pages}"><a href="${to(`${preparationsPath}?apres=${next}`)}">${t.older}</a></nav>` : ''}`;
}

export interface DraftPage extends Frame {
  found: FoundDraft;
  definition: ApiDefinition;
  done: 'saved' | 'sent' | 'withdrawn' | undefined;
  /** Of the last link. */
  mail: { sentAt: Date | null; error: string } | undefined;
}

export function draftMain(page: DraftPage): Content {
  const { found, definition, done, language, address, now } = page;
  const { draft } = found;
  const t = preparationWords[language];
  const to = (path: string) => carryLanguage(path, address);
  const state = stateOf(draft, now);
  const own = `${preparationsPath}/${draft.id}`;
  const may = mayDo(state);
  const action = (name: string, label: string, look = '') =>
    html`<form method="post" action="${to(`${own}/${name}`)}"><input type="hidden" name="version" value="${draft.version}"><button class="${look}">${label}</button></form>`;
  return html`<p><a href="${to(preparationsPath)}">← ${t.list}</a></p>
${done && may.change ? html`<div class="callout ok" role="status"><p>${t.done[done]}</p></div>` : ''}
<h1>${titleOf(draft) || t.untitled}</h1>
<p>${stateTag(state, language)} ${nextOf(page, state)}</p>
${mailLine(page, state)}
<div class="row">
${may.change && !may.withdraw ? action('inviter', state === 'prepared' ? t.actions.invite : t.actions.again) : ''}
${may.change ? html`<a class="button second" href="${to(`${own}/modifier`)}">${t.actions.change}</a>` : ''}
${may.withdraw ? action('retirer', t.actions.withdraw, 'second') : ''}
</div>
${factsView(page)}
${may.change ? html`<h2>${t.prepared}</h2>${stepsView(definition, page, to)}` : ''}
${
  may.remove
    ? html`<details class="block"><summary>${t.actions.remove}</summary><p>${t.actions.removeSure}</p>${action('supprimer', t.actions.sure, 'second')}</details>`
    : ''
}`;
}

function nextOf({ found: { draft, claimedBy }, language }: DraftPage, state: PreparationState): string {
  const t = preparationWords[language];
  const until = draft.expiresAt ? day(draft.expiresAt, language) : '';
  switch (state) {
    case 'prepared':
    case 'withdrawn':
      return t.next[state];
    case 'claimed':
      return t.next.claimed(claimedBy || t.somebody, draft.claimedAt ? day(draft.claimedAt, language) : '');
    default:
      return t.next[state](until);
  }
}

function mailLine({ mail, language }: DraftPage, state: PreparationState): Content | '' {
  const t = preparationWords[language].mail;
  if (state !== 'sent' && state !== 'opened') return '';
  if (mail?.error) return html`<div class="callout warn"><p>${t.failed}</p></div>`;
  return html`<p class="hint">${mail?.sentAt ? t.sent(dayAndTime(mail.sentAt, language)) : t.waiting}</p>`;
}

function factsView({ found, definition, language, address }: DraftPage): Content {
  const { draft, organisation, preparedBy, request } = found;
  const t = preparationWords[language].facts;
  const useCase = definition.use_cases.find(({ id }) => id === draft.useCase)?.label;
  const fact = (label: string, value: Content | string) =>
    html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
  const number = request ? `D${request.number}` : '';
  return html`<dl class="facts frame block">
${fact(t.api, apiLabel(definition, draft))}
${useCase ? fact(t.useCase, useCase) : ''}
${fact(t.organisation, html`${organisation.name}<br><span class="hint">SIRET ${spacedSiret(organisation.siret)}</span>`)}
${fact(t.email, draft.email)}
${fact(t.preparedBy, `${preparedBy} – ${day(draft.createdAt, language)}`)}
${draft.text ? fact(t.text, html`<span class="said">${draft.text}</span>`) : ''}
${draft.note ? fact(t.note, html`<span class="said">${draft.note}</span>`) : ''}
${request ? fact(t.request, request.sent ? html`<a href="${carryLanguage(`/instruction/${number}`, address)}">${number}</a>` : t.unsent(number)) : ''}
</dl>`;
}

/** Each step as it stands, and the way to fill it. */
function stepsView(
  definition: ApiDefinition,
  { found: { draft }, language, now }: DraftPage,
  to: (path: string) => string,
): Content[] {
  const t = preparationWords[language];
  const context = contextOf(draft, now);
  return stepsOf(definition, draft.stage).map((step) => {
    const fields = step.fields.filter(({ id }) => draft.answers[id] !== undefined);
    const answers =
      fields.length > 0
        ? stepAnswers({ ...step, fields }, { definition, context, language }, 3)
        : html`<section class="step"><h3>${step.title}</h3><p class="hint">${t.nothing}</p></section>`;
    return html`${answers}<p><a href="${to(`${preparationsPath}/${draft.id}/etapes/${step.id}`)}">${t.fill}<span class="hidden"> « ${step.title} »</span></a></p>`;
  });
}
