/** Beside a request: the mails sent about it, and those that did not arrive. */
import { html } from 'hono/html';
import type { SentMail } from '../notifications/log.ts';
import { failureWords, logWords, mailName } from '../notifications/log-words.ts';
import { dayAndTime } from '../pages/dates.ts';
import type { Content } from '../pages/layout.ts';
import type { View } from './file.ts';

/** Nothing where none was sent. Folded, unless one did not arrive: somebody may still have to be told. */
export function mailsSheet({ mails = [], language }: View): Content | '' {
  if (mails.length === 0) return '';
  const t = logWords[language];
  const line = (mail: SentMail) => {
    const failure = failureWords(mail, language);
    const about = [
      mail.recipient,
      failure ? '' : mail.sentAt ? t.sent : t.waiting,
      dayAndTime(mail.sentAt ?? mail.createdAt, language),
      mail.by && t.by(mail.by),
    ];
    return html`<li>${mailName(mail.template, language)}${failure ? html` <span class="tag no">${failure.label}</span>` : ''}
<p class="hint">${about.filter(Boolean).join(' · ')}</p>
${failure ? html`<p>${failure.why}</p>` : ''}</li>`;
  };
  const failed = mails.some((mail) => failureWords(mail, language));
  return html`<section class="sheet" aria-labelledby="mails">
<h2 id="mails">${t.title}</h2>
<details class="reading" ${failed ? 'open' : ''}><summary>${t.hint}</summary>
<ul class="bare">${mails.map(line)}</ul></details>
</section>`;
}
