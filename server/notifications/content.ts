/** A mail's content, written once; text and HTML are made from the same pieces, so they say the same. */
import { html } from 'hono/html';
import { spaced } from '../../catalogue/typography.ts';
import type { Language } from '../http/language.ts';

export type Block =
  | { text: string }
  | { heading: string }
  /** Somebody's own words, line breaks kept. */
  | { quote: string }
  | { list: string[] };

/** Somebody's words, where there are any. */
export const quote = (text: string): Block[] => (text ? [{ quote: text }] : []);

export interface MailContent {
  subject: string;
  greeting: string;
  blocks: Block[];
  /** The one thing to do next. */
  link: { label: string; url: string };
  /** Who writes, and why the person receives this. */
  signature: string;
  /** Of an optional mail: how to do without. */
  unsubscribe?: { label: string; url: string };
}

/** Plain text, lines left to the reader's window. */
export function asText({ greeting, blocks, link, signature, unsubscribe }: MailContent): string {
  const parts = blocks.map((block) => {
    if ('text' in block) return block.text;
    if ('heading' in block) return `— ${block.heading} —`;
    if ('quote' in block) return block.quote.replaceAll(/^/gm, '> ');
    return block.list.map((item) => `- ${item}`).join('\n');
  });
  const stop = unsubscribe ? [`${unsubscribe.label}\n${unsubscribe.url}`] : [];
  return [greeting, ...parts, `${link.label}\n${link.url}`, signature, ...stop].join('\n\n');
}

/** HTML for mail programs: inline styles, no image, no remote content; every value is escaped. */
export function asHtml(
  { subject, greeting, blocks, link, signature, unsubscribe }: MailContent,
  language: Language,
): string {
  const set = (text: string) => (language === 'fr' ? spaced(text) : text);
  const parts = blocks.map((block) => {
    if ('text' in block) return html`<p style="margin:0 0 16px">${set(block.text)}</p>`;
    if ('heading' in block)
      return html`<h2 style="margin:24px 0 8px;font-size:16px;color:#161616">${set(block.heading)}</h2>`;
    if ('quote' in block)
      return html`<blockquote style="margin:0 0 16px;padding:12px 16px;border-left:4px solid #000091;background:#f6f6f6;white-space:pre-line">${set(block.quote)}</blockquote>`;
    return html`<ul style="margin:0 0 16px;padding-left:20px">${block.list.map((item) => html`<li>${set(item)}</li>`)}</ul>`;
  });
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${subject}</title></head>
<body style="margin:0;padding:24px 16px;background:#ffffff;color:#3a3a3a;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
<div style="max-width:600px;margin:0 auto">
<p style="margin:0 0 24px;font-weight:700;font-size:20px;color:#161616">DataPass</p>
<p style="margin:0 0 16px">${greeting}</p>
${parts}
<p style="margin:24px 0"><a href="${link.url}" style="display:inline-block;padding:10px 20px;background:#000091;color:#f5f5fe;font-weight:500;text-decoration:none">${set(link.label)}</a></p>
<p style="margin:24px 0 0;padding-top:16px;border-top:1px solid #dddddd;font-size:14px;color:#666666">${set(signature)}${unsubscribe ? html`<br><a href="${unsubscribe.url}" style="color:#666666">${unsubscribe.label}</a>` : ''}</p>
</div></body></html>
`.toString();
}
