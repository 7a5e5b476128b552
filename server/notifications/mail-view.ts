/** A mail as its reader will see it, on the page of whoever is about to send it. */
import { html } from 'hono/html';
import type { Language } from '../http/language.ts';
import type { Content } from '../pages/layout.ts';
import type { Block, MailContent } from './content.ts';

/** @param labels what the subject and the link are called, in the language of the page */
export function mailView(
  mail: MailContent,
  language: Language,
  labels: { subject: string; link: string },
): Content {
  return html`<div class="quote" lang="${language}"><p><span class="hint">${labels.subject}</span> <b>${mail.subject}</b></p>
<p>${mail.greeting}</p>
${mail.blocks.map(blockView)}
<p><span class="hint">${labels.link}</span> ${mail.link.label}</p>
<p class="hint">${mail.signature}</p></div>`;
}

function blockView(block: Block): Content {
  if ('text' in block) return html`<p>${block.text}</p>`;
  if ('heading' in block) return html`<p><b>${block.heading}</b></p>`;
  if ('quote' in block) return html`<blockquote class="said">${block.quote}</blockquote>`;
  return html`<ul>${block.list.map((item) => html`<li>${item}</li>`)}</ul>`;
}
