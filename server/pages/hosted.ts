/**
 * The hosted page of an API, `/demande/:api`: the element on a page of ours, for catalogues that cannot embed it, for
 * links in mails (`?demande=<id>`) and for browsers where the catalogue's page cannot do the job. Several APIs make one
 * file: `/demande/impot-particulier+api-particulier`.
 */
import type { Context } from 'hono';
import { html } from 'hono/html';
import { validate } from 'uuid';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { type Language, languageOf } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import type { Services } from '../services.ts';
import { sendElementPage } from './element-page.ts';
import type { Content } from './layout.ts';

/** APIs that one address may name: more than a person asks for at once. */
const MOST = 10;

/** `GET /demande/:api` */
export function hostedPage(services: Services) {
  return async (c: Context): Promise<Response> => {
    const language = languageOf(c);
    const t = texts[language];
    // The element itself links here with a space between them.
    const names = [...new Set((c.req.param('api') ?? '').split(/[+ ]/))].slice(0, MOST);
    const definitions = names.flatMap((name) => services.catalogue.localised(name, language) ?? []);
    const [definition] = definitions;
    if (!definition || definitions.length < names.length)
      throw new Problem(404, 'unknown-api', t.unknown, t.unknownDetail);
    const title = definitions.map((api) => api.title).join(' + ');
    const providers = [...new Set(definitions.map(({ provider }) => provider.name))];
    const main = html`<p class="hint">${providers.join(' · ')}</p>
<h1>${title}</h1>
${definitions.map(({ summary }) => html`<p class="lead">${summary}</p>`)}
${element(definitions, language, c.req.query('demande'))}`;
    return sendElementPage(c, services, title, main);
  };
}

/** The element; between its tags, what a browser without scripts shows. */
function element(definitions: ApiDefinition[], language: Language, request: string | undefined): Content {
  const t = texts[language];
  const apis = definitions.map(({ id }) => id).join(' ');
  const support = [...new Set(definitions.map(({ provider }) => provider.support))];
  // What several of them want is to be had ready once.
  const preparations = new Map(
    definitions.flatMap((api) => api.preparations.map((item) => [item.label, item] as const)),
  );
  const fallback = html`<div class="frame">
<h2>${t.prepare}</h2>
<p>${t.noScript}</p>
<ul>
${[...preparations.values()].map((item) => html`<li>${item.label}${item.hint ? html`<br><span class="hint">${item.hint}</span>` : ''}</li>`)}
</ul>
<p>${t.help} ${support.map((address, place) => html`${place ? ', ' : ''}<a href="mailto:${address}">${address}</a>`)}</p>
</div>`;
  const open = request && validate(request) ? html` request="${request}"` : '';
  return html`<datapass-request api="${apis}" lang="${language}"${open}>${fallback}</datapass-request>`;
}

const texts = {
  fr: {
    unknown: 'Cette API n’est pas dans DataPass',
    unknownDetail: 'Vérifiez l’adresse, ou choisissez une API dans la liste de l’accueil.',
    prepare: 'Préparer votre demande',
    noScript:
      'La demande se remplit en ligne, dans un navigateur où JavaScript est activé. Voici ce qu’il faut réunir avant de commencer :',
    help: 'Une difficulté ? Écrivez à',
  },
  en: {
    unknown: 'This API is not in DataPass',
    unknownDetail: 'Check the address, or choose an API from the list on the home page.',
    prepare: 'Prepare your request',
    noScript:
      'The request is filled in online, in a browser where JavaScript is enabled. This is what to gather first:',
    help: 'Something does not work? Write to',
  },
};
