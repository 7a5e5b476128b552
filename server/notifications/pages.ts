/** Stopping a mail, and choosing one's mails: what the pages show. */
import { html } from 'hono/html';
import type { Language } from '../http/language.ts';
import { type Content, carryLanguage } from '../pages/layout.ts';
import { pageWords } from './page-words.ts';
import type { MailTopic } from './topics.ts';
import { preferencesPath } from './unsubscribe.ts';

/** Asks first: programs that look through mails open every link. */
export function stopMain(topic: MailTopic, { language, address }: Shown): Content {
  const { topics, stop: t } = pageWords[language];
  return html`<h1>${t.title}</h1>
<p class="lead">${t.lead}</p>
<div class="frame"><p><b>${topics[topic].title}</b></p><p class="hint">${topics[topic].hint}</p></div>
<form method="post"><p class="row"><button class="button">${t.button}</button>
<a href="${carryLanguage(preferencesPath, address)}">${t.choose}</a></p></form>`;
}

export function stoppedMain(topic: MailTopic, { language, address }: Shown): Content {
  const { topics, stop: t } = pageWords[language];
  return html`<h1>${topics[topic].title}</h1>
<div class="callout ok" role="status"><p>${t.done}</p></div>
<p>${t.again} <a href="${carryLanguage(preferencesPath, address)}">${t.choose}</a></p>`;
}

interface Shown {
  language: Language;
  /** Of the page. */
  address: string;
}

export interface Choice {
  offered: readonly MailTopic[];
  refused: ReadonlySet<string>;
  /** Just saved. */
  done: boolean;
}

/** The name of the boxes: those ticked are received. */
export const wantedName = 'recu';

export function chooseMain({ offered, refused, done }: Choice, language: Language): Content {
  const { topics, choose: t } = pageWords[language];
  return html`<h1>${t.title}</h1>
${done ? html`<div class="callout ok" role="status"><p>${t.done}</p></div>` : ''}
<p class="lead">${t.lead}</p>
<form method="post" class="stack">
<fieldset><legend>${t.legend}</legend>
${offered.map(
  (
    topic,
  ) => html`<label class="choice"><input type="checkbox" name="${wantedName}" value="${topic}" aria-describedby="${topic}-hint" ${refused.has(topic) ? '' : 'checked'}>
<span><b>${topics[topic].title}</b><br><span class="hint" id="${topic}-hint">${topics[topic].hint}</span></span></label>`,
)}
</fieldset>
<p>${t.always}</p>
<p class="hint">${t.language}</p>
<p><button class="button">${t.button}</button></p>
</form>`;
}
