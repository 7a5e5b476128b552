/**
 * The frame of our own pages: `hono/html` templates (every value is escaped), one style sheet, no script.
 * A page is made with `page` and sent with `sendPage`, which adds the headers that such a page needs.
 */
import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Actor } from '../accounts/actor.ts';
import type { Config } from '../config.ts';
import type { Language } from '../http/language.ts';
import { actingBanner } from './acting-banner.ts';
import { layoutTexts } from './messages.ts';
import { staffNav } from './staff-nav.ts';
import { stylePath } from './style.ts';

/** A piece of page: an escaped template. */
export type Content = HtmlEscapedString | Promise<HtmlEscapedString>;

/** Who is signed in, for the header; their roles open the ways of staff. */
export interface SignedIn extends Partial<Pick<Actor, 'roles' | 'via' | 'behind'>> {
  givenName: string;
  familyName: string;
}

export interface PageOptions {
  /** Of this page alone; the product's name is added. */
  title: string;
  language: Language;
  main: Content;
  user?: SignedIn | undefined;
  /** Address of the page (`c.req.url`): offers the other language, and keeps a language chosen by hand along links. */
  address?: string | undefined;
  /** Wide pages hold tables. */
  wide?: boolean;
  /** Module scripts of our own origin, by path. */
  scripts?: string[];
  /** Style sheets of our own origin, by path, after the one that all pages have. */
  styles?: string[];
}

/** A whole document. */
export function page(options: PageOptions): Content {
  const { title, language, main, user, address, wide, scripts = [], styles = [] } = options;
  const t = layoutTexts[language];
  const to = (path: string) => carryLanguage(path, address);
  const frame = wide ? 'inside wide' : 'inside';
  return html`${raw('<!doctype html>')}
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – DataPass</title>
${[stylePath, ...styles].map((path) => html`<link rel="stylesheet" href="${path}">`)}
<link rel="icon" href="data:,">
${scripts.map((path) => html`<script type="module" src="${path}"></script>`)}
</head>
<body>
<a class="skip" href="#contenu">${t.skip}</a>
<header class="top"><div class="${frame}">
<p class="brand"><a href="${to('/')}">DataPass</a><span class="hint">${t.tagline}</span></p>
<div class="account">
${address ? otherLanguage(language, address) : ''}
${user ? account(user, language) : ''}
</div>
</div></header>
${actingBanner(user, language, frame)}
${staffWays(options, frame)}
<main id="contenu" tabindex="-1" class="${frame}">
${main}
</main>
<footer><div class="${frame}"><nav aria-label="${t.footer}"><ul class="links">
<li><a href="${to('/mes-demandes')}">${t.myRequests}</a></li>
<li><a href="${to('/mes-courriels')}">${t.myMails}</a></li>
<li><a href="${to('/stats')}">${t.statistics}</a></li>
<li><a href="${to('/accessibilite')}">${t.accessibility}</a></li>
<li><a href="${to('/mentions-legales')}">${t.legal}</a></li>
<li><a href="${to('/confidentialite')}">${t.privacy}</a></li>
<li><a href="${to('/mes-donnees')}">${t.myData}</a></li>
</ul></nav></div></footer>
</body>
</html>
`;
}

function account(user: SignedIn, language: Language): Content {
  const t = layoutTexts[language];
  return html`<span class="person">${user.givenName} ${user.familyName}</span>
<form method="post" action="/deconnexion"><button class="plain">${t.signOut}</button></form>`;
}

function staffWays({ user, language, address }: PageOptions, frame: string): Content | '' {
  const { roles, via } = user ?? {};
  if (!roles || !via) return '';
  const here = address ? new URL(address).pathname : '';
  return staffNav({ roles, via }, language, here, (path) => carryLanguage(path, address), frame);
}

function otherLanguage(language: Language, address: string): Content {
  const other = language === 'fr' ? 'en' : 'fr';
  const url = new URL(address);
  url.searchParams.set('lang', other);
  const name = layoutTexts[other].name;
  return html`<a class="plain" lang="${other}" hreflang="${other}" href="${url.pathname}${url.search}">${name}</a>`;
}

/** Adds `?lang=` to one of our paths when the page was asked for with it. */
export function carryLanguage(path: string, address: string | undefined): string {
  const chosen = address && new URL(address).searchParams.get('lang');
  if (!chosen) return path;
  const [before = '', fragment] = path.split('#');
  const carried = `${before}${before.includes('?') ? '&' : '?'}lang=${encodeURIComponent(chosen)}`;
  return fragment === undefined ? carried : `${carried}#${fragment}`;
}

export interface SendOptions {
  status?: ContentfulStatusCode;
  /** Replaces directives of the policy: `{ 'script-src': "'self'" }`. */
  policy?: Record<string, string>;
  /** Other origins where a form of this page may end (`formTargets`). */
  formTargets?: string[];
}

/** Nothing but our own style sheet. */
const strictPolicy: Record<string, string> = {
  'default-src': "'none'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
};

/** Sends a page with its security headers; never stored by caches, because it may show personal data. */
export async function sendPage(c: Context, content: Content, options: SendOptions = {}): Promise<Response> {
  const { formTargets = [], status = 200 } = options;
  const policy = Object.entries({
    ...strictPolicy,
    'form-action': ["'self'", ...formTargets].join(' '),
    ...options.policy,
  });
  c.header('content-security-policy', policy.map(([name, value]) => `${name} ${value}`).join('; '));
  c.header('x-content-type-options', 'nosniff');
  c.header('referrer-policy', 'same-origin');
  c.header('cross-origin-resource-policy', 'same-origin');
  c.header('cache-control', 'no-store');
  c.header('vary', 'accept-language, cookie');
  return c.html(await content, status);
}

/**
 * Where a form of ours may end besides our own pages: signing in and out leads to ProConnect, and in Chromium
 * `form-action` also rules the redirects that follow a form.
 */
export function formTargets(config: Pick<Config, 'proconnect' | 'proconnectPort'>): string[] {
  return [new URL(config.proconnect?.issuer ?? `http://localhost:${config.proconnectPort}`).origin];
}
