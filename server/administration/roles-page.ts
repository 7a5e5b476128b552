/** `/administration/roles`: who holds which role, giving one, taking one away. */
import { html } from 'hono/html';
import { fullName } from '../accounts/name.ts';
import type { RoleName } from '../accounts/roles.ts';
import type { Language } from '../http/language.ts';
import { choice, errorList, type FormProblem, textField } from '../pages/form.ts';
import { type Content, carryLanguage } from '../pages/layout.ts';
import type { Person } from './people.ts';
import { type Area, type Groups, placedRole } from './rights.ts';
import { administrationWords } from './words.ts';

export const rolesPath = '/administration/roles';

/** An area to choose, by its text (`dgfip:*`) and in words. */
export interface AreaChoice {
  id: string;
  label: string;
}

export interface RolesPage {
  language: Language;
  address: string;
  /** Who looks. */
  userId: string;
  areas: readonly AreaChoice[];
  groups: Groups;
  roles: readonly RoleName[];
  /** Those who hold a role on an area of these, by name. */
  people: readonly Person[];
  /** Whether a role is one that this person may take. */
  mine: (area: Area & { role: RoleName }) => boolean;
  areaLabel: (area: Area) => string;
  input: { email: string; area: string; role: string };
  problems: readonly FormProblem[];
  done: 'given' | 'taken' | undefined;
}

export function rolesMain(view: RolesPage): Content {
  const { language, address, areas, roles, people, input, problems, done } = view;
  const words = administrationWords[language];
  const t = words.roles;
  return html`<p><a href="${carryLanguage('/administration', address)}">← ${words.back}</a></p>
${done ? html`<div class="callout ok" role="status"><p>${t[done]}</p></div>` : ''}
<h1>${t.title}</h1>
<p class="lead">${t.lead}</p>
${errorList(words.errors(problems.length), problems)}
<section class="frame" aria-labelledby="give"><h2 id="give">${t.give}</h2>
<form method="post" action="${carryLanguage(rolesPath, address)}" class="stack" novalidate>
${textField({ id: 'email', label: t.email, hint: t.emailHint, type: 'email', value: input.email, problems })}
${choice({ id: 'area', label: t.area, options: areas, value: input.area, ask: t.ask, problems })}
${choice({
  id: 'role',
  label: t.role,
  options: roles.map((id) => ({ id, label: t.names[id] })),
  value: input.role,
  ask: t.ask,
  problems,
})}
<div><button name="act" value="give">${t.submit}</button></div>
</form></section>
<section aria-labelledby="people"><h2 id="people">${t.people}</h2>
${people.length === 0 ? html`<p class="hint">${t.none}</p>` : html`<ul class="bare">${people.map((person) => personView(person, view))}</ul>`}
</section>`;
}

function personView(person: Person, view: RolesPage): Content {
  const t = administrationWords[view.language].roles;
  const name = fullName(person);
  const own = person.id === view.userId;
  const held = person.roles.flatMap((text) => {
    const parsed = placedRole(text, view.groups);
    return parsed && view.mine(parsed) ? [{ text, label: label(parsed, view) }] : [];
  });
  return html`<li class="step"><b>${name}</b>${own ? html` <span class="tag">${t.you}</span>` : ''}
<p class="hint">${person.email}</p>
<ul class="bare">${held.map(
    (role) =>
      html`<li class="row between"><span>${role.label}</span>${
        own
          ? ''
          : html`<form method="post" action="${carryLanguage(rolesPath, view.address)}">
<input type="hidden" name="person" value="${person.id}"><input type="hidden" name="held" value="${role.text}">
<button class="plain" name="act" value="take" aria-label="${t.takeFrom(role.label, name)}">${t.take}</button></form>`
      }</li>`,
  )}</ul></li>`;
}

const label = (parsed: Area & { role: RoleName }, { language, areaLabel }: RolesPage): string =>
  `${administrationWords[language].roles.names[parsed.role]} · ${areaLabel(parsed)}`;
