/** `/mes-demandes`: the list of one's requests and habilitations, as an element on a page of ours. */
import type { Context } from 'hono';
import { html } from 'hono/html';
import { languageOf } from '../http/language.ts';
import type { Services } from '../services.ts';
import { sendElementPage } from './element-page.ts';
import { carryLanguage } from './layout.ts';

/** `GET /mes-demandes` */
export function requestsPage(services: Services) {
  return async (c: Context): Promise<Response> => {
    const language = languageOf(c);
    const t = texts[language];
    const main = html`<h1>${t.title}</h1>
<p class="lead">${t.lead}</p>
<datapass-requests lang="${language}"><div class="frame">
<p>${t.noScript}</p>
<p><a href="${carryLanguage('/', c.req.url)}">${t.home}</a></p>
</div></datapass-requests>`;
    return sendElementPage(c, services, t.title, main);
  };
}

const texts = {
  fr: {
    title: 'Mes demandes',
    lead: 'Vos demandes, celles de vos collègues et vos habilitations, où qu’elles aient été faites.',
    noScript:
      'La liste se lit dans un navigateur où JavaScript est activé. Les courriels de DataPass mènent à chaque demande.',
    home: 'Choisir une API',
  },
  en: {
    title: 'My requests',
    lead: 'Your requests, those of your colleagues and your habilitations, wherever they were made.',
    noScript:
      'The list is read in a browser where JavaScript is enabled. The e-mails of DataPass lead to each request.',
    home: 'Choose an API',
  },
};
