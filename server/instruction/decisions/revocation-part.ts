/** Before a revocation: whether the holder was heard, until when they may answer, and which habilitations it is for. */
import { html } from 'hono/html';
import { day } from '../../pages/dates.ts';
import { field, option } from '../../pages/form.ts';
import type { Content } from '../../pages/layout.ts';
import { isHeard } from './check.ts';
import { type Scene, writtenProblems } from './scene.ts';
import { decisionTexts } from './words/index.ts';

/** The day until which the holder may answer. */
export function duePart(scene: Scene): Content {
  const { input, view } = scene;
  const t = decisionTexts[view.language];
  return field(
    { id: 'due', label: t.due, hint: t.dueHint, problems: writtenProblems(scene) },
    ({ described }) =>
      html`<input type="date" id="due" name="due" value="${input.due}" required ${described}>`,
  );
}

/** What was announced, and until when; or that nothing was. @param level of its heading */
export function hearingPart({ view, now }: Pick<Scene, 'view' | 'now'>, level: 'h2' | 'h3' = 'h3'): Content {
  const t = decisionTexts[view.language];
  const { revocation } = view.file.request;
  if (!revocation) return html`<p class="callout info">${t.unheard}</p>`;
  const due = day(new Date(revocation.due), view.language);
  const on = day(new Date(revocation.at), view.language);
  return html`<section class="callout ${isHeard(view.file.request, now) ? 'info' : 'warn'}" aria-labelledby="hearing"><${level} id="hearing">${t.hearing}</${level}>
<p class="said quote">${revocation.reason}</p>
<p>${isHeard(view.file.request, now) ? t.heard(due) : t.announced(on, due)}</p></section>`;
}

/** Without waiting for the holder; asked for only where they may still answer. */
export function urgentPart(scene: Scene): Content | '' {
  const { input, view, now } = scene;
  if (isHeard(view.file.request, now) && scene.members.every(({ heard }) => heard)) return '';
  const t = decisionTexts[view.language];
  const wrong = writtenProblems(scene).find((problem) => problem.field === 'urgent');
  return html`<div class="${wrong ? 'bad' : ''}">${wrong ? html`<p class="message" id="urgent-error">${wrong.text}</p>` : ''}
<label class="choice"><input type="checkbox" id="urgent" name="urgent" value="1" ${input.urgent ? 'checked' : ''} ${wrong ? html`aria-invalid="true" aria-describedby="urgent-error"` : ''}>
<span>${t.urgent}<span class="hint block-hint">${t.urgentHint}</span></span></label></div>`;
}

/** The other habilitations of the file; nothing where there are none. */
export function membersPart({ name, members, input, view }: Scene): Content | '' {
  if (members.length === 0) return '';
  const t = decisionTexts[view.language];
  const ticked = (id: string) => input.also.some((one) => one.id === id);
  return html`<fieldset aria-describedby="members-hint"><legend>${name === 'revoke' ? t.allMembers : t.members}</legend>
<p class="hint" id="members-hint">${t.membersHint}</p>
${members.map(({ id, version, label, heard }) =>
  option(
    'checkbox',
    'also',
    {
      ...{ id: `${id}@${version}`, label },
      hint: name === 'revoke' ? (heard ? t.memberHeard : t.memberUnheard) : undefined,
    },
    ticked(id),
  ),
)}</fieldset>`;
}
