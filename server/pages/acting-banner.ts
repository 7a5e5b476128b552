/** On every page of ours, while an administrator acts for somebody: for whom, why, until when, and the way out. */
import { html } from 'hono/html';
import { fullName } from '../accounts/name.ts';
import type { Language } from '../http/language.ts';
import { time } from './dates.ts';
import type { Content, SignedIn } from './layout.ts';
import { actingTexts } from './messages.ts';

/** Ends it; also served where the administrator's own pages are not. */
export const stopActingPath = '/administration/au-nom-de/fin';

/** @param frame class of the box that keeps it in line with the page */
export function actingBanner(user: SignedIn | undefined, language: Language, frame: string): Content | '' {
  if (!user?.behind) return '';
  const { reason, until } = user.behind;
  const t = actingTexts[language];
  return html`<div class="acting" role="region" aria-label="${t.label}"><div class="${frame} row between">
<div><p><b>${t.acting(fullName(user), time(until, language))}</b> ${t.limits}</p>
<p class="said">${t.reason(reason)}</p></div>
<form method="post" action="${stopActingPath}"><button class="second">${t.stop}</button></form>
</div></div>`;
}
