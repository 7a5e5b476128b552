/** What differs from the template of the use case, word by word: where an instructor's reading begins. */
import { html } from 'hono/html';
import { differencesView } from '../instruction/changes-view.ts';
import { contextOf, type View } from '../instruction/file.ts';
import type { Content } from '../pages/layout.ts';
import { examinationTexts } from './messages/index.ts';
import { changesOfTemplate } from './template.ts';

/** Nothing where the use case writes nothing in advance. */
export function templateView(view: View): Content | '' {
  const { request } = view.file;
  const differences = changesOfTemplate(view.definition, request, contextOf(request).answers);
  if (!differences) return '';
  const t = examinationTexts[view.language].template;
  return html`<section class="frame" aria-labelledby="template">
<h2 id="template">${t.title}</h2>
${
  differences.length === 0
    ? html`<p>${t.same}</p>`
    : html`<details><summary>${t.text(differences.length)}</summary>${differencesView(differences, view)}</details>`
}
</section>`;
}
