/** `/accessibilite`, `/mentions-legales`, `/confidentialite`. */
import type { Context } from 'hono';
import { html } from 'hono/html';
import { visitor } from '../accounts/session.ts';
import { languageOf } from '../http/language.ts';
import { rulesView } from '../privacy/rules-view.ts';
import type { Services } from '../services.ts';
import { carryLanguage, formTargets, page, sendPage } from './layout.ts';
import { type LegalPageName, legalPages } from './legal-texts.ts';

export function legalPage(services: Services, name: LegalPageName) {
  const { config } = services;
  return async (c: Context): Promise<Response> => {
    const language = languageOf(c);
    const { title, introduction, parts } = legalPages(language, new URL(config.publicUrl).host)[name];
    const main = html`<h1>${title}</h1>
<p class="lead">${introduction}</p>
<div class="prose">
${parts.map(
  ({
    title: heading,
    text,
    rules,
    link,
  }) => html`<h2>${heading}</h2>${text.map((each) => html`<p>${each}</p>`)}
${rules ? rulesView(language) : ''}
${link ? html`<p><a class="button second" href="${carryLanguage(link.path, c.req.url)}">${link.label}</a></p>` : ''}`,
)}
</div>`;
    const user = await visitor(c, services);
    const content = page({ title, language, main, user, address: c.req.url });
    return sendPage(c, content, { formTargets: formTargets(config) });
  };
}
