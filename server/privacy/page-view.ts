/** `/mes-donnees`: what is kept about who reads it, a copy to take away, and the way to have it erased. */
import { html } from 'hono/html';
import { browserName } from '../accounts/browser-name.ts';
import { fullName } from '../accounts/name.ts';
import type { SessionSummary } from '../accounts/sessions.ts';
import type { Language } from '../http/language.ts';
import { day, dayAndTime } from '../pages/dates.ts';
import { errorList, type FormProblem } from '../pages/form.ts';
import { type Content, carryLanguage } from '../pages/layout.ts';
import type { HeldRequest } from './held.ts';
import type { Kept, Outcome } from './kept.ts';
import type { PersonalData } from './mine.ts';
import { keepText } from './rule-words.ts';
import { privacyWords } from './words.ts';

export const myDataPath = '/mes-donnees';

export interface Frame {
  language: Language;
  address: string;
  /** The title of an API. */
  titleOf: (api: string) => string;
}

interface MyDataPage extends Frame {
  data: PersonalData;
  sessions: readonly SessionSummary[];
  /** The session of this page. */
  here: string;
  outcome: Outcome;
  /** Erasure was asked for before, and something was kept. */
  asked: Date | undefined;
  problems: readonly FormProblem[];
}

export function myDataMain(view: MyDataPage): Content {
  const { data, outcome, asked, problems, language, address, titleOf } = view;
  const t = privacyWords[language];
  return html`<h1>${t.title}</h1>
<p class="lead">${t.lead}</p>
${errorList(t.errors(problems.length), problems)}
${asked ? html`<div class="callout info"><p>${t.asked(day(asked, language))}</p></div>` : ''}
${identityView(data, language)}
${sessionsView(view)}
<section class="block" aria-labelledby="demandes"><h2 id="demandes">${t.requests}</h2>
${data.requests.length === 0 ? html`<p>${t.noRequest}</p>` : html`<ul class="bare">${data.requests.map((request) => html`<li>${requestLine(request, view)}</li>`)}</ul>`}</section>
<section class="block" aria-labelledby="nomme"><h2 id="nomme">${t.named}</h2>
${
  data.named_in.length === 0
    ? html`<p>${t.noNamed}</p>`
    : html`<ul class="bare">${data.named_in.map(
        ({ number, api, organisation }) =>
          html`<li><b class="number">${number}</b> ${titleOf(api)} <span class="hint">${organisation}</span></li>`,
      )}</ul><p class="hint">${t.namedHint}</p>`
}</section>
<section class="block" aria-labelledby="reste"><h2 id="reste">${t.traces}</h2><ul class="bare">
<li>${t.documents(data.documents.length)}</li>
<li>${t.seen(data.documents_seen.length)}</li>
<li>${t.invitations(data.invitations.length)}</li>
<li>${t.mails(data.mails.length)}</li>
<li>${t.received(data.accesses_received.length)}</li></ul>
<p><a href="${carryLanguage('/confidentialite', address)}">${t.rules}</a></p></section>
<section class="frame" aria-labelledby="copie"><h2 id="copie">${t.export}</h2>
<p>${t.exportHint}</p>
<p><a class="button" href="${myDataPath}/export.json" download>${t.download}</a></p></section>
<section class="frame stack" aria-labelledby="effacement"><h2 id="effacement">${t.erase}</h2>
${outcomeView(outcome, view)}
<form method="post" action="${carryLanguage(`${myDataPath}/effacement`, address)}" class="stack" novalidate>
${confirmation(t.confirm, problems)}
<button class="danger">${t.submit}</button></form></section>`;
}

function identityView({ identity, organisations }: PersonalData, language: Language): Content {
  const t = privacyWords[language];
  const fact = (label: string, value: Content | string) =>
    html`<div><dt>${label}</dt><dd>${value || t.none}</dd></div>`;
  return html`<section class="block" aria-labelledby="identite"><h2 id="identite">${t.identity}</h2><dl class="facts">
${fact(t.name, fullName(identity))}
${fact(t.email, identity.email)}
${fact(t.phone, identity.phone)}
${fact(t.jobTitle, identity.jobTitle)}
${fact(t.organisations, organisations.map(({ name }) => name).join(', '))}
${identity.roles.length > 0 ? fact(t.roles, identity.roles.join(', ')) : ''}
${fact(t.lastSeen, dayAndTime(identity.lastSeenAt, language))}
</dl></section>`;
}

function sessionsView({ sessions, here, language, address }: MyDataPage): Content {
  const t = privacyWords[language];
  return html`<section class="block" aria-labelledby="sessions"><h2 id="sessions">${t.sessions}</h2>
<p class="hint">${t.sessionsHint}</p>
<ul class="bare">${sessions.map((session) => {
    const name = browserName(session.userAgent) || t.someBrowser;
    const lastUsed = t.lastUsed(dayAndTime(session.lastSeenAt, language));
    const end = html`<form method="post" action="${carryLanguage(`${myDataPath}/sessions`, address)}"><input type="hidden" name="session" value="${session.id}">
<button class="plain">${t.endSession}<span class="hidden"> : ${name}, ${lastUsed}</span></button></form>`;
    return html`<li class="row between"><span><b>${name}</b>
<span class="hint">${session.organisationName} · ${lastUsed}</span></span>${
      session.id === here ? html`<span class="tag">${t.here}</span>` : end
    }</li>`;
  })}</ul></section>`;
}

/** « D1042 API Impôt particulier – conservée jusqu’au 3 mai 2029 » */
function requestLine(
  { number, api, until, mine }: Pick<HeldRequest, 'number' | 'api' | 'until' | 'mine'>,
  { language, titleOf }: Frame,
): Content {
  const t = privacyWords[language];
  const time = until ? t.until(day(until, language)) : t.running(keepText('file', language));
  return html`<b class="number">${number}</b> ${titleOf(api)} <span class="hint">${mine ? t.mine : t.acted}, ${time}</span>`;
}

/** What an erasure takes, and what it leaves. @param all said where nothing is left */
export function outcomeView(
  { drafts, kept }: Outcome,
  frame: Frame,
  all: string = privacyWords[frame.language].goesAll,
): Content {
  const t = privacyWords[frame.language];
  const numbers = drafts.map(({ number }) => number).join(', ');
  return html`<h3>${t.goes}</h3><ul>
<li>${t.goesIdentity}</li>
${numbers ? html`<li>${t.goesDrafts(numbers)}</li>` : ''}
${kept.length === 0 ? html`<li>${all}</li>` : ''}</ul>
${kept.length > 0 ? html`<h3>${t.stays}</h3>${keptView(kept, frame)}` : ''}`;
}

export function keptView(kept: readonly Kept[], frame: Frame): Content {
  const t = privacyWords[frame.language];
  return html`<ul>${kept.map((each) => html`<li>${keptLine(each, frame)}</li>`)}</ul><p class="hint">${t.law}</p>`;
}

function keptLine(kept: Kept, frame: Frame): Content | string {
  const t = privacyWords[frame.language];
  if (kept.what === 'role') return t.staysRole;
  const { request } = kept;
  if (kept.what === 'shared_draft') {
    return t.staysDraft(request.number, request.until ? day(request.until, frame.language) : '');
  }
  return requestLine(request, frame);
}

/** A box that has to be ticked before what cannot be undone. */
export function confirmation(label: string, problems: readonly FormProblem[]): Content {
  const problem = problems.find(({ field }) => field === 'confirme');
  return html`<div class="${problem ? 'bad' : ''}">
${problem ? html`<p class="message" id="confirme-error">${problem.text}</p>` : ''}
<label class="choice" for="confirme"><input type="checkbox" id="confirme" name="confirme" value="oui" ${problem ? html`aria-invalid="true" aria-describedby="confirme-error"` : ''}><span>${label}</span></label></div>`;
}

/** After an erasure: the session has ended with it, or it was somebody else’s. */
export function erasedMain(
  gone: boolean,
  kept: readonly Kept[],
  texts: { all: string; allText: string; partly: string; partlyText: string },
  frame: Frame,
): Content {
  const t = privacyWords[frame.language];
  if (gone) {
    return html`<h1>${texts.all}</h1><p class="lead">${texts.allText}</p>${homeLink(frame)}`;
  }
  const rest = kept.length > 0 ? keptView(kept, frame) : html`<ul><li>${t.staysHistory}</li></ul>`;
  return html`<h1>${texts.partly}</h1><p class="lead">${texts.partlyText}</p>${rest}${homeLink(frame)}`;
}

const homeLink = ({ language, address }: Frame): Content =>
  html`<p><a class="button second" href="${carryLanguage('/', address)}">${privacyWords[language].home}</a></p>`;
