/** Beside a request: the mails sent about it, and those that did not arrive. */
import { html } from 'hono/html';
import type { SentMail } from '../notifications/log.ts';
import { logWords, mailName } from '../notifications/log-words.ts';
import { dayAndTime } from '../pages/dates.ts';
import type { Content } from '../pages/layout.ts';
import type { View } from './file.ts';

/** Nothing where none was sent. Folded, unless one did not arrive: somebody may still have to be told. */
export function mailsSheet({ mails = [], language }: View): Content | '' {
  if (mails.length === 0) return '';
  const t = logWords[language];
  const line = (
    mail: SentMail,
  ) => html`<li>${mailName(mail.template, language)}${mail.error ? html` <span class="tag no">${t.refused(mail.error)}</span>` : ''}
<p class="hint">${[mail.recipient, mail.error ? '' : mail.sentAt ? t.sent : t.waiting, dayAndTime(mail.sentAt ?? mail.createdAt, language)].filter(Boolean).join(' · ')}</p>
${mail.error ? html`<p>${t.why(mail.error)}</p>` : ''}</li>`;
  return html`<section class="sheet" aria-labelledby="mails">
<h2 id="mails">${t.title}</h2>
<details class="reading" ${mails.some(({ error }) => error) ? 'open' : ''}><summary>${t.hint}</summary>
<ul class="bare">${mails.map(line)}</ul></details>
</section>`;
}
