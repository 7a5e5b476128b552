/** The pages where a provider writes to its technical contacts: the form, the last look, what was written. */
import { html } from 'hono/html';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { fullName } from '../accounts/name.ts';
import type { Language } from '../http/language.ts';
import type { MailContent } from '../notifications/content.ts';
import { failureWords } from '../notifications/log-words.ts';
import { mailView } from '../notifications/mail-view.ts';
import { dayAndTime } from '../pages/dates.ts';
import { choice, errorList, type FormProblem, textArea, textField } from '../pages/form.ts';
import { type Content, carryLanguage } from '../pages/layout.ts';
import { type CircularInput, longestSubject } from './input.ts';
import type { failuresOf, Outcome, Written } from './read.ts';
import type { Audience } from './recipients.ts';
import { circularWords } from './words.ts';

export const circularsPath = '/administration/contacts-techniques';

interface Frame {
  language: Language;
  address: string;
}

export interface WritePage extends Frame {
  /** Those that this person may write about. */
  apis: readonly ApiDefinition[];
  input: CircularInput;
  problems: readonly FormProblem[];
  written: readonly Written[];
}

export function writeMain({ apis, input, problems, written, language, address }: WritePage): Content {
  const t = circularWords[language];
  const titles = new Map(apis.map(({ id, title }) => [id, title]));
  return html`<p><a href="${carryLanguage('/administration', address)}">← Administration</a></p>
<h1>${t.title}</h1>
<p class="lead">${t.lead}</p>
${errorList(t.errors(problems.length), problems)}
<div class="stack"><form method="post" action="${carryLanguage(circularsPath, address)}" class="stack frame" novalidate>
${choice({
  ...{ id: 'api', label: t.api, value: input.api, ask: t.ask, problems },
  options: apis.map(({ id, title }) => ({ id, label: title })),
})}
${textField({ id: 'subject', label: t.subject, value: input.subject, maxlength: longestSubject, problems })}
${textArea({ id: 'content', label: t.content, hint: t.contentHint, value: input.content, rows: 10, problems })}
<div><button name="act" value="preview">${t.preview}</button></div>
</form>
<section aria-labelledby="before"><h2 id="before">${t.before}</h2>
${
  written.length === 0
    ? html`<p class="hint">${t.none}</p>`
    : html`<ul class="bare">${written.map(
        (one) => html`<li class="step">
<a href="${carryLanguage(`${circularsPath}/${one.id}`, address)}">${one.subject}</a>
<p class="hint">${[titles.get(one.api) ?? one.api, t.to(one.recipients)].join(' · ')}<br>${writtenBy(one, language)}</p></li>`,
      )}</ul>`
}
</section></div>`;
}

export interface PreviewPage extends Frame {
  /** Of the circular that a confirmation sends. */
  id: string;
  api: ApiDefinition;
  input: CircularInput;
  mail: MailContent;
  audience: Audience;
}

export function previewMain({ id, api, input, mail, audience, language, address }: PreviewPage): Content {
  const t = circularWords[language];
  return html`<h1>${t.previewTitle}</h1>
<div class="stack"><p class="callout info" role="status">${t.notSent}</p>
<section aria-labelledby="readers"><h2 id="readers">${t.readers}</h2>
<p>${t.audience(audience, api.title)}</p>
${audience.unreachable > 0 ? html`<p class="hint">${t.left(audience.unreachable)}</p>` : ''}</section>
<section aria-labelledby="mail"><h2 id="mail">${t.mail}</h2>
${mailView(mail, language, { subject: t.mailSubject, link: t.mailLink })}</section>
<form method="post" action="${carryLanguage(circularsPath, address)}">
<input type="hidden" name="id" value="${id}"><input type="hidden" name="api" value="${input.api}">
<input type="hidden" name="subject" value="${input.subject}">
<input type="hidden" name="content" value="${input.content}">
<div class="row">${audience.people > 0 ? html`<button name="act" value="send">${t.send(audience.people)}</button>` : ''}
<button class="second" name="act" value="edit">${t.edit}</button></div>
</form></div>`;
}

export interface WrittenPage extends Frame {
  circular: Written;
  api: string;
  outcome: Outcome;
  failures: Awaited<ReturnType<typeof failuresOf>>;
  /** It has just been sent. */
  done: boolean;
}

export function writtenMain(view: WrittenPage): Content {
  const { circular, api, outcome, failures, done, language, address } = view;
  const t = circularWords[language];
  return html`<p><a href="${carryLanguage(circularsPath, address)}">← ${t.back}</a></p>
${done ? html`<div class="callout ok" role="status"><p>${t.sent}</p></div>` : ''}
<h1>${circular.subject}</h1>
<p>${[api, t.to(circular.recipients)].join(' · ')}<br><span class="hint">${writtenBy(circular, language)}</span></p>
<blockquote class="said quote">${circular.content}</blockquote>
<p>${t.outcome(outcome)}</p>
${
  failures.length === 0
    ? ''
    : html`<section aria-labelledby="failures"><h2 id="failures">${t.failures}</h2>
<ul class="bare">${failures.map((mail) => html`<li class="step">${mail.recipient}<p class="hint">${failureWords(mail, language)?.why}</p></li>`)}</ul></section>`
}`;
}

const writtenBy = (
  { givenName, familyName, writtenAt }: Pick<Written, 'givenName' | 'familyName' | 'writtenAt'>,
  language: Language,
): string =>
  circularWords[language].by(
    fullName({ givenName: givenName ?? '', familyName: familyName ?? '' }),
    dayAndTime(writtenAt, language),
  );
