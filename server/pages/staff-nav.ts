/** The ways of the people who instruct and administer, under the header of each of our own pages. */
import { html } from 'hono/html';
import type { Actor } from '../accounts/actor.ts';
import { holdsRoleSomewhere, type RoleName } from '../accounts/roles.ts';
import type { Language } from '../http/language.ts';
import type { Content } from './layout.ts';
import { staffNavTexts } from './messages.ts';

/** In the order of a day's work. One of the roles opens a way; what it shows is for its page to ask. */
const ways: { path: string; text: keyof (typeof staffNavTexts)['fr']; roles: RoleName[] }[] = [
  { path: '/instruction', text: 'requests', roles: ['reporter'] },
  { path: '/instruction/brouillons', text: 'drafts', roles: ['instructor'] },
  { path: '/instruction/modeles', text: 'templates', roles: ['manager'] },
  { path: '/habilitations', text: 'habilitations', roles: ['reporter'] },
  { path: '/stats', text: 'statistics', roles: ['reporter'] },
  { path: '/administration', text: 'administration', roles: ['manager', 'administrator'] },
];

/**
 * @param here path of the page: its way is marked, the longest where one stands within another
 * @param to keeps a language chosen by hand
 * @param frame class of the box that keeps it in line with the page
 * @returns nothing for who has no role
 */
export function staffNav(
  user: Pick<Actor, 'roles' | 'via'>,
  language: Language,
  here: string,
  to: (path: string) => string,
  frame: string,
): Content | '' {
  const t = staffNavTexts[language];
  const open = ways.filter(({ roles }) => roles.some((role) => holdsRoleSomewhere(user, role)));
  if (open.length === 0) return '';
  const within = open.filter(({ path }) => here === path || here.startsWith(`${path}/`));
  const current = within.sort((one, other) => other.path.length - one.path.length)[0]?.path;
  return html`<nav class="staff" aria-label="${t.label}"><div class="${frame}"><ul class="links">
${open.map(
  ({ path, text }) =>
    html`<li><a href="${to(path)}" ${current === path ? html`aria-current="true"` : ''}>${t[text]}</a></li>`,
)}
</ul></div></nav>`;
}
