/** The messages of a request: in short on its page, and the whole of them on a page of their own. */
import { html } from 'hono/html';
import type { MessageView } from '../../http/api-people.ts';
import { errorList, field } from '../../pages/form.ts';
import { type Content, carryLanguage } from '../../pages/layout.ts';
import { longestReason } from '../../requests/life/commands.ts';
import { numberOf, type View } from '../file.ts';
import { instructionTexts } from '../messages/index.ts';
import { requestHeading } from '../request-page.ts';
import { threadWords } from './words.ts';

/** Last part of the page's address. */
export const threadPath = 'messages';

export type TextProblem = 'required' | 'too_long' | 'wrong_character';

export interface ThreadScene {
  view: View;
  messages: MessageView[];
  /** What was typed and not sent. */
  text: string;
  problem: TextProblem | undefined;
  /** Sends it once, however often the button is pressed. */
  key: string;
  /** Whether this person may write now; `kept`: no longer, and what was typed is shown. */
  may: 'write' | 'read' | 'closed' | 'kept';
  sent: boolean;
}

const to = (view: View, path: string) =>
  carryLanguage(`/instruction/${numberOf(view.file.request)}${path}`, view.address);

/** On the page of the request: how many wait, the last one, and the way to them. */
export function messagesSheet(view: View): Content | '' {
  const { thread, language } = view;
  if (!thread) return '';
  const t = threadWords[language];
  const last = thread.messages.at(-1);
  if (!last && !thread.mayWrite) return '';
  const unread = thread.messages.filter((message) => message.unread).length;
  return html`<section class="sheet" aria-labelledby="messages">
<h2 id="messages">${t.title}${unread > 0 ? html` <span class="tag warn">${t.unread(unread)}</span>` : ''}</h2>
${last ? html`<p class="hint">${t.last} · ${last.by} · ${last.when}</p><p class="said quote">${short(last.text) || t.erased}</p>` : html`<p class="hint">${t.none}</p>`}
<p><a href="${to(view, `/${threadPath}#${last ? 'fin' : 'text'}`)}">${last ? t.answer : t.open}</a></p>
</section>`;
}

/** Characters of a message that are enough to know what it is about. */
const enough = 200;

const short = (text: string): string =>
  text.length > enough ? `${[...text].slice(0, enough).join('').trimEnd()}…` : text;

export function threadMain(scene: ThreadScene): Content {
  const { view, messages, sent } = scene;
  const t = threadWords[view.language];
  return html`<p><a href="${to(view, '')}">← ${instructionTexts[view.language].decision.seeRequest}</a></p>
${requestHeading(view)}
<div class="narrow">
<h2 class="decision">${t.title}</h2>
${messages.length === 0 ? html`<p class="hint">${t.none}</p>` : html`<ol class="time">${messages.map((message) => messageView(message, view))}</ol>`}
<div id="fin" tabindex="-1">${sent ? html`<div class="callout ok" role="status"><p>${t.sent}</p></div>` : ''}</div>
${writing(scene)}
</div>`;
}

function messageView({ by, when, text, unread }: MessageView, { language }: View): Content {
  const t = threadWords[language];
  return html`<li class="${unread ? 'now' : ''}"><b>${capitalised(by)}</b>${unread ? html` <span class="tag warn">${t.isUnread}</span>` : ''}
<p class="hint">${when}</p>
${text ? html`<p class="said quote">${text}</p>` : html`<p class="hint">${t.erased}</p>`}</li>`;
}

/** « vous » begins a line here. */
const capitalised = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

function writing(scene: ThreadScene): Content {
  const { view, may, text, problem, key } = scene;
  const t = threadWords[view.language];
  if (may === 'read') return html`<p class="hint">${t.notYours}</p>`;
  if (may === 'closed') return html`<p class="hint">${t.closed}</p>`;
  if (may === 'kept') {
    return html`<div class="callout warn" tabindex="-1" autofocus><p>${t.kept}</p></div>
<div><label class="label" for="text">${t.write}</label><textarea id="text" rows="8" readonly>
${text}</textarea></div>`;
  }
  const problems = problem ? [{ field: 'text', text: problemText(problem, view) }] : [];
  return html`${errorList(t.errors, problems, 3)}
<form method="post" action="${to(view, `/${threadPath}`)}" class="stack" novalidate>
<input type="hidden" name="key" value="${key}">
${field(
  { id: 'text', label: t.write, hint: t.hint, problems },
  ({ described }) => html`<textarea id="text" name="text" rows="6" required ${described}>
${text}</textarea>`,
)}
<div class="row"><button>${t.send}</button><a class="button second" href="${to(view, '')}">${instructionTexts[view.language].decision.seeRequest}</a></div>
</form>`;
}

function problemText(problem: TextProblem, { language }: View): string {
  const t = threadWords[language];
  if (problem === 'too_long') return t.longText(longestReason);
  return problem === 'required' ? t.needText : t.wrongCharacter;
}
