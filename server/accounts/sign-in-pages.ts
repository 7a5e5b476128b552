/** What a person sees while signing in or out: mostly nothing; words when something went wrong, with a way on. */
import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import { type Language, languageOf } from '../http/language.ts';
import {
  type OrganisationError,
  organisationErrors,
  organisationProblem,
} from '../organisations/admission.ts';
import { carryLanguage, page, sendPage } from '../pages/layout.ts';
import { type FailureWords, failureWords } from './sign-in-words.ts';

/**
 * Goes on to another address by a page, not by a redirect: in Chromium `form-action` of the page whose form began this
 * also rules every redirect that follows, and ProConnect's cannot know the site a widget is on.
 */
export function hop(c: Context, address: string): Promise<Response> {
  const language = languageOf(c);
  const word = language === 'fr' ? 'Continuer' : 'Continue';
  const bridge = html`${raw('<!doctype html>')}
<html lang="${language}"><head><meta charset="utf-8"><title>DataPass</title>
<meta http-equiv="refresh" content="0;url=${address}"></head>
<body><a href="${address}">${word}</a></body></html>
`;
  return sendPage(c, bridge);
}

export interface Ways {
  /** Own path to try to reach again. */
  retour: string;
  /** Address that tells the page that asked. */
  giveUp?: string;
  /** What an administrator has said. */
  reason?: string | undefined;
}

/** @param code of `SignInFailed` or `OrganisationRefused` */
export function failurePage(c: Context, code: string, { retour, giveUp, reason }: Ways): Promise<Response> {
  const language = languageOf(c);
  const { title, detail, again, back } = wordsFor(code, language);
  const path = carryLanguage(`/connexion?retour=${encodeURIComponent(retour)}`, c.req.url);
  // Otherwise ProConnect would give the same account again.
  const retry = isOrganisation(code) || code === 'account-banned' ? `${path}&nouvelle=1` : path;
  const main = html`<div class="problem"><h1>${title}</h1><p class="lead">${detail}</p>
${reason ? html`<p class="said quote">${reason}</p>` : ''}
<p class="row"><a class="button" href="${retry}">${again}</a>
${giveUp ? html`<a class="button second" href="${giveUp}">${back}</a>` : ''}</p></div>`;
  const status = code === 'proconnect-unavailable' || code === 'directory-unavailable' ? 503 : 400;
  if (status === 503) c.header('retry-after', '30');
  return sendPage(c, page({ title, language, main }), { status });
}

export function signOutPage(c: Context): Promise<Response> {
  const language = languageOf(c);
  const [title, detail, button] = signOutWords[language].confirm;
  const main = html`<h1>${title}</h1><p class="lead">${detail}</p>
<form method="post" action="/deconnexion"><button>${button}</button></form>`;
  return sendPage(c, page({ title, language, main, address: c.req.url }));
}

export function signedOutPage(c: Context): Promise<Response> {
  const language = languageOf(c);
  const [title, detail, button] = signOutWords[language].done;
  const main = html`<h1>${title}</h1><p class="lead">${detail}</p>
<p class="row"><a class="button" href="${carryLanguage('/', c.req.url)}">${button}</a></p>`;
  return sendPage(c, page({ title, language, main, address: c.req.url }));
}

function wordsFor(code: string, language: Language): FailureWords {
  const words = failureWords[language];
  const known = words[code] ?? (words.otherwise as FailureWords);
  if (!isOrganisation(code)) return known;
  const { title, detail } = organisationProblem(code, language);
  return { ...known, title, detail };
}

function isOrganisation(code: string): code is OrganisationError {
  return (organisationErrors as readonly string[]).includes(code);
}

const signOutWords: Record<Language, Record<'confirm' | 'done', [string, string, string]>> = {
  fr: {
    confirm: [
      'Se déconnecter',
      'Vos demandes restent enregistrées. Sur un poste partagé, fermez aussi le navigateur.',
      'Me déconnecter',
    ],
    done: ['Vous êtes déconnecté', 'Vos demandes restent enregistrées.', 'Aller à l’accueil'],
  },
  en: {
    confirm: [
      'Sign out',
      'Your requests stay saved. On a shared computer, close the browser too.',
      'Sign me out',
    ],
    done: ['You are signed out', 'Your requests stay saved.', 'Go to the home page'],
  },
};
