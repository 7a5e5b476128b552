/** `/administration/personnes`: one account – its roles, its organisations, whether it may sign in. */
import { html } from 'hono/html';
import { isForbidden } from '../accounts/acting.ts';
import { fullName } from '../accounts/name.ts';
import type { Language } from '../http/language.ts';
import { day } from '../pages/dates.ts';
import { errorList, type FormProblem, textArea, textField } from '../pages/form.ts';
import { type Content, carryLanguage } from '../pages/layout.ts';
import { erasurePath } from '../privacy/administrator-view.ts';
import type { LinkRow, Person } from './people.ts';
import { administrationWords } from './words.ts';

export const peoplePath = '/administration/personnes';

interface Frame {
  language: Language;
  address: string;
}

export function searchMain({ language, address }: Frame, email: string, problems: FormProblem[]): Content {
  const words = administrationWords[language];
  const t = words.people;
  const chosen = new URL(address).searchParams.get('lang');
  return html`<p><a href="${carryLanguage('/administration', address)}">← ${words.back}</a></p>
<h1>${t.title}</h1>
<p class="lead">${t.lead}</p>
${errorList(words.errors(problems.length), problems)}
<form method="get" action="${peoplePath}" role="search" class="stack narrow" novalidate>
${chosen ? html`<input type="hidden" name="lang" value="${chosen}">` : ''}
${textField({ id: 'email', label: t.search, type: 'email', value: email, problems })}
<div><button>${t.find}</button></div></form>`;
}

export interface PersonPage extends Frame {
  person: Person;
  links: readonly LinkRow[];
  /** Their own account: they change nothing there. */
  own: boolean;
  done: boolean;
  reason: string;
  problems: readonly FormProblem[];
}

export function personMain(view: PersonPage): Content {
  const { person, links, own, done, problems, language, address } = view;
  const words = administrationWords[language];
  const t = words.people;
  return html`<p><a href="${carryLanguage(peoplePath, address)}">← ${t.title}</a></p>
${done ? html`<div class="callout ok" role="status"><p>${t.done}</p></div>` : ''}
<h1>${fullName(person)}</h1>
<p>${person.email}</p>
${person.bannedAt ? html`<div class="callout warn"><p><b>${t.banned(day(person.bannedAt, language))}</b></p><p class="said quote">${person.banReason}</p></div>` : ''}
${own ? html`<p class="callout info">${t.own}</p>` : ''}
${errorList(words.errors(problems.length), problems)}
<section aria-labelledby="roles"><h2 id="roles">${t.roles}</h2>
${person.roles.length === 0 ? html`<p class="hint">${t.noRole}</p>` : html`<ul>${person.roles.map((role) => html`<li><code>${role}</code></li>`)}</ul>`}</section>
<section aria-labelledby="links"><h2 id="links">${t.links}</h2>
${
  links.length === 0
    ? html`<p class="hint">${t.noLink}</p>`
    : html`<ul class="bare">${links.map(
        (link) => html`<li class="step"><b>${link.name}</b>
<p class="hint"><span class="digits">${link.siret}</span> · ${t.trust[link.trust]}</p></li>`,
      )}</ul>`
}</section>
${
  own
    ? ''
    : html`${actForm(view)}
<p><a href="${carryLanguage(`${erasurePath}/${person.id}`, address)}">${t.erase}</a></p>`
}`;
}

/** One reason, and what is done with it: every act of an administrator has one. */
function actForm(view: PersonPage): Content {
  const { person, links, reason, problems, language, address } = view;
  const words = administrationWords[language];
  const t = words.people;
  return html`<form method="post" action="${carryLanguage(`${peoplePath}/${person.id}`, address)}" class="frame stack" novalidate>
${textArea({ id: 'reason', label: words.reason.label, value: reason, problems })}
${links.map(
  (link) => html`<div class="row between"><span>${link.name}</span>
<button class="second" name="act" value="${link.trust === 'verified' ? 'unverify' : 'verify'}:${link.organisationId}">${link.trust === 'verified' ? t.unverify : t.verify}<span class="hidden"> ${link.name}</span></button></div>`,
)}
${
  isForbidden(person) || person.bannedAt
    ? ''
    : html`<div class="stack"><p class="hint" id="act-hint">${t.acting.hint}</p><button class="second" name="act" value="act_for" aria-describedby="act-hint">${t.acting.start}</button></div>`
}
<div class="stack">${
    person.bannedAt
      ? html`<button class="second" name="act" value="unban">${t.unban}</button>`
      : html`<p class="hint" id="ban-hint">${t.banHint}</p><button class="danger" name="act" value="ban" aria-describedby="ban-hint">${t.ban}</button>`
  }</div>
</form>`;
}
