/** `/accessibilite`, `/mentions-legales`, `/confidentialite`. */
import type { Context } from 'hono';
import { html } from 'hono/html';
import { languageOf } from '../http/language.ts';
import type { Services } from '../services.ts';
import { page, sendPage } from './layout.ts';
import { type LegalPageName, legalPages } from './legal-texts.ts';

export function legalPage({ config }: Services, name: LegalPageName) {
  return (c: Context): Promise<Response> => {
    const language = languageOf(c);
    const { title, introduction, parts } = legalPages(language, new URL(config.publicUrl).host)[name];
    const main = html`<h1>${title}</h1>
<p class="lead">${introduction}</p>
<div class="prose">
${parts.map((part) => html`<h2>${part.title}</h2>${part.text.map((text) => html`<p>${text}</p>`)}`)}
</div>`;
    return sendPage(c, page({ title, language, main, address: c.req.url }));
  };
}
