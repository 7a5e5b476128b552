/** The preview of a decision, above the button that makes it. */
import { html } from 'hono/html';
import { mailView } from '../../notifications/mail-view.ts';
import type { Content } from '../../pages/layout.ts';
import type { Scene } from './scene.ts';
import { decisionTexts } from './words/index.ts';

/** Where the page goes to, to be read. */
export const previewId = 'apercu';

export function previewPart({ preview, view }: Scene): Content | '' {
  if (!preview) return '';
  const t = decisionTexts[view.language];
  const { mail, situation } = preview;
  return html`<section class="frame" id="${previewId}" aria-labelledby="preview" tabindex="-1" autofocus>
<h3 id="preview">${t.previewTitle}</h3>
<p class="callout info" role="status">${t.previewNotSent}</p>
${
  mail
    ? html`<h4>${t.previewMail}</h4>
${mailView(mail.content, mail.language, { subject: t.previewSubject, link: t.previewLink })}`
    : ''
}
<h4>${t.previewPage}</h4>
<div class="quote">${situation.title ? html`<p><b>${situation.title}</b></p>` : ''}${situation.text.map((text) => html`<p class="said">${text}</p>`)}</div>
</section>`;
}
