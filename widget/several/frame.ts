/** What is shown around the elements of a file: its APIs above, and a way to take one out. */
import { html, type TemplateResult } from 'lit';
import type { RequestFile } from './file.ts';
import { isDraft, type Member, stateOf, titleOf } from './member.ts';

/** @param stage where the elements are */
export function frame(file: RequestFile, stage: Element): TemplateResult {
  const { t, shown, members } = file;
  const { no } = stateOf(file, shown);
  const title = titleOf(shown);
  const first = shown === members[0];
  const row = (member: Member, index: number) => {
    const { words, tone } = stateOf(file, member);
    return html`<li><button type="button" aria-current=${member === shown ? 'true' : 'false'} @click=${() => file.show(member)}><b>${`${index + 1}. ${titleOf(member)}`}</b> <span class="hint ${tone}">${words}</span></button></li>`;
  };
  const out = removable(file, shown)
    ? html`<button type="button" class="plain" @click=${() => remove(file, shown)}>${t.remove(title)}</button>`
    : '';
  return html`<div class="frame" part="frame" lang=${file.outer.language}>${
    members[1]
      ? html`<nav aria-label=${t.file}><b>${t.file}</b><ol class="file">${members.map(row)}</ol></nav>
${no ? html`<div class="callout no"><p>${t.notEligible(title)}</p>${out}</div>` : ''}${
  file.failure ? html`<p role="alert" class="callout no">${file.failure}</p>` : ''
}${!first && shown.element?.journey.memory?.phase === 'eligibility' && !no ? html`<p class="hint">${t.inherited}</p>` : ''}${file.parts?.carried(
  file,
  shown,
)}`
      : ''
  }${stage}${no ? '' : out}</div>`;
}

/** Whether nothing of it has been sent: then it can be taken out. */
const removable = ({ members }: RequestFile, member: Member): boolean => !!members[1] && isDraft(member);

async function remove(file: RequestFile, member: Member): Promise<void> {
  const { members } = file;
  if (!confirm(file.t.removeSure(titleOf(member)))) return;
  const place = members.indexOf(member);
  try {
    const { takeOut } = await import('./removal.ts');
    await takeOut(file, member);
  } catch (error) {
    file.failure = (error as Error).message || file.t.unread;
    file.outer.host.requestUpdate();
    return;
  }
  await file.show(members[Math.max(0, place - 1)] as Member);
}
