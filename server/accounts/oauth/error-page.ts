/** What the OAuth server says to a person when there is no page to go back to. */
import { html } from 'hono/html';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Language } from '../../http/language.ts';
import { page } from '../../pages/layout.ts';

/** The library answers by itself, so `sendPage` cannot. */
const policy =
  "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

type Words = Record<Language, [title: string, detail: string]>;

/** The library's `renderError`. The library's own description may quote the request: it is not shown. */
export async function renderError(ctx: KoaContextWithOIDC, out: { error: string }): Promise<void> {
  const language: Language = /^\s*en/i.test(ctx.get('accept-language')) ? 'en' : 'fr';
  const [title, detail] = (words[out.error] ?? otherwise)[language];
  const main = html`<div class="problem"><h1>${title}</h1><p class="lead">${detail}</p></div>`;
  ctx.set('content-security-policy', policy);
  ctx.set('cache-control', 'no-store');
  ctx.type = 'html';
  ctx.body = String(await page({ title, language, main }));
}

const unregistered: Words = {
  fr: [
    'Cette page n’est pas enregistrée auprès de DataPass',
    'La connexion ne peut pas y revenir. Fermez cette fenêtre et faites votre demande sur le site DataPass, ou prévenez l’éditeur de la page.',
  ],
  en: [
    'This page is not registered with DataPass',
    'Sign-in cannot return to it. Close this window and make your request on the DataPass site, or tell the owner of the page.',
  ],
};

const words: Record<string, Words> = {
  invalid_client: unregistered,
  invalid_redirect_uri: unregistered,
  server_error: {
    fr: [
      'La connexion a échoué de notre côté',
      'L’incident est enregistré. Fermez cette fenêtre et réessayez : ce que vous avez saisi est conservé.',
    ],
    en: [
      'Sign-in failed on our side',
      'The incident has been recorded. Close this window and try again: what you typed is kept.',
    ],
  },
};

const otherwise: Words = {
  fr: [
    'Cette connexion n’est plus valable',
    'Elle a expiré, ou son adresse est incomplète. Fermez cette fenêtre et recommencez depuis la page de l’API : ce que vous avez saisi y est conservé.',
  ],
  en: [
    'This sign-in is no longer valid',
    'It has expired, or its address is incomplete. Close this window and start again from the API’s page: what you typed is kept there.',
  ],
};
