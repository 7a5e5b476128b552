/** The preview of a decision, above the button that makes it. */
import { html } from 'hono/html';
import type { Block } from '../../notifications/content.ts';
import type { Content } from '../../pages/layout.ts';
import type { Preview } from './preview.ts';
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
${mail ? mailView(mail, t) : ''}
<h4>${t.previewPage}</h4>
<div class="quote">${situation.title ? html`<p><b>${situation.title}</b></p>` : ''}${situation.text.map((text) => html`<p class="said">${text}</p>`)}</div>
</section>`;
}

function mailView(
  { content: mail, language }: NonNullable<Preview['mail']>,
  t: (typeof decisionTexts)['fr'],
): Content {
  return html`<h4>${t.previewMail}</h4>
<div class="quote" lang="${language}"><p><span class="hint">${t.previewSubject}</span> <b>${mail.subject}</b></p>
<p>${mail.greeting}</p>
${mail.blocks.map(blockView)}
<p><span class="hint">${t.previewLink}</span> ${mail.link.label}</p>
<p class="hint">${mail.signature}</p></div>`;
}

function blockView(block: Block): Content {
  if ('text' in block) return html`<p>${block.text}</p>`;
  if ('heading' in block) return html`<p><b>${block.heading}</b></p>`;
  if ('quote' in block) return html`<blockquote class="said">${block.quote}</blockquote>`;
  return html`<ul>${block.list.map((item) => html`<li>${item}</li>`)}</ul>`;
}
