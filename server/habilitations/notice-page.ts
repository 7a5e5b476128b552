/** The page « Informer les usagers »: the notice as people will read it, and in two boxes to copy from. */
import { html } from 'hono/html';
import type { Language } from '../http/language.ts';
import type { Content } from '../pages/layout.ts';
import { type Notice, noticeHtml, noticeText } from './notice.ts';
import { noticeWords } from './notice-words.ts';

export async function noticeMain(notice: Notice, language: Language): Promise<Content> {
  const t = noticeWords[language].page;
  const markup = await noticeHtml(notice, language);
  // As text: escaped once more, so that the box shows the markup instead of being it.
  const box = (id: string, label: string, hint: string, content: string) =>
    html`<div><label class="label" for="${id}">${label}</label>
<p class="hint" id="${id}-hint">${hint}</p>
<textarea id="${id}" readonly rows="12" spellcheck="false" autocomplete="off" aria-describedby="${id}-hint">
${content}</textarea></div>`;
  return html`<h1>${t.title}</h1>
<p class="lead">${t.lead}</p>
<div class="two">
<section class="frame" aria-labelledby="preview"><p class="hint" id="preview">${t.preview}</p>${markup}</section>
<div class="stack">
${box('html', t.html, t.htmlHint, `${markup}`)}
${box('text', t.text, t.textHint, noticeText(notice))}
</div>
</div>`;
}
