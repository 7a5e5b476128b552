/**
 * Where the link of a mail arrives. The key stands behind « # », which no browser sends: a script of ours hands it over
 * in the body of a POST; without scripts, the person pastes the address.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Context } from 'hono';
import { html } from 'hono/html';
import { type Language, languageOf } from '../http/language.ts';
import { day } from '../pages/dates.ts';
import { page, sendPage } from '../pages/layout.ts';
import type { Scene } from './scene.ts';
import { guestTexts } from './words.ts';

const script = readFileSync(new URL('opening.js', import.meta.url), 'utf8');
const hash = createHash('sha256').update(script).digest('base64url').slice(0, 12);

/** Path of the script that this process serves. */
export const openingPath = `/assets/invitation-${hash}.js`;

/** Name of the key in the form. */
export const keyName = 'cle';

export function openingScript(c: Context): Response {
  return c.body(script, 200, {
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': c.req.path === openingPath ? 'public, max-age=31536000, immutable' : 'no-store',
  });
}

/** @param wrong what was handed over opened nothing */
/** What a link opens, and what its page says where it does not. */
export interface Door {
  /** Of the page, the id left out. */
  path: string;
  words: Record<Language, (typeof guestTexts)['fr']['landing']>;
}

const invitationDoor: Door = {
  path: '/invitation',
  words: { fr: guestTexts.fr.landing, en: guestTexts.en.landing },
};

export function landingPage(
  c: Context,
  id: string,
  wrong = false,
  door: Door = invitationDoor,
): Promise<Response> {
  const language = languageOf(c);
  const t = door.words[language];
  const path = `${door.path}/${encodeURIComponent(id)}`;
  const back = encodeURIComponent(`${path}?lang=${language}`);
  const main = html`<div class="narrow">
<h1>${wrong ? t.wrongTitle : t.title}</h1>
<p class="lead">${wrong ? t.wrong : t.lead}</p>
<form method="post" action="${path}/ouvrir?lang=${language}" id="${wrong ? 'encore' : 'ouvrir'}" class="frame stack">
<div class="${wrong ? 'bad' : ''}"><label class="label" for="cle">${t.paste}</label>
<p class="hint" id="cle-hint">${t.pasteHint}</p>
<input id="cle" name="${keyName}" autocomplete="off" spellcheck="false" required aria-describedby="cle-hint" ${wrong ? html`aria-invalid="true"` : ''}></div>
<p><button>${t.open}</button></p>
</form>
<p>${t.proconnect} <a href="/connexion?retour=${back}">${guestTexts[language].proof.proconnect}</a></p>
</div>`;
  const scripts = wrong ? [] : [openingPath];
  const content = page({
    title: wrong ? t.wrongTitle : t.title,
    language,
    main,
    address: c.req.url,
    scripts,
  });
  return sendPage(c, content, {
    status: wrong ? 422 : 200,
    policy: wrong ? {} : { 'script-src': "'self'" },
  });
}

/** The link is the right one, and opens nothing any more. */
export function endedPage(
  c: Context,
  { inviter, guest, language }: Pick<Scene, 'inviter' | 'guest' | 'language'>,
  end: 'revoked' | 'expired',
): Promise<Response> {
  const t = guestTexts[language].ended;
  const until = day(guest.invitation.expiresAt, language);
  const main = html`<div class="problem"><h1>${t[end]}</h1>
<p class="lead">${end === 'revoked' ? t.revokedText(inviter) : t.expiredText(until, inviter)}</p></div>`;
  return sendPage(c, page({ title: t[end], language, main, address: c.req.url }), { status: 410 });
}
