/** On the summary of a form: where the others of its file stand, and what is missing in them. */
import { html } from 'lit';
import { boxes } from '../form/summary.ts';
import { heading } from '../shared/heading.ts';
import { badge, button } from '../shared/parts.ts';
import { wordsIn } from '../words/index.ts';
import { open } from './carried.ts';
import { isLead, missing } from './lead.ts';
import type { Member } from './member.ts';
import type { Together } from './together.ts';

/** Where the others stand, what is missing in them, and what is promised for each. */
export function summary(together: Together): unknown {
  const { file, member: own, others } = together;
  const { t } = file;
  const form = file.formOf(own);
  // A form that is on its way out is still drawn once.
  if (!form || !others[0] || !file.isDraft(own)) return '';
  const level = form.headingLevel + 1;
  const send = (): void => {
    together.alone = true;
    form.recheck();
    void form.updateComplete.then(() => form.shadowRoot?.querySelector('form')?.requestSubmit());
  };
  return html`<section class="stack tight">${heading(level, t.whole)}<p class="hint">${
    together.alone ? t.aloneChosen : t.together
  }</p>${together.alone ? '' : others.map((member) => another(together, member, level + 1))}${
    isLead(file, own) && !together.alone
      ? html`<div>${button(t.alone(file.titleOf(own)), send, 'plain')}<p class="hint">${t.aloneHint}</p></div>`
      : ''
  }</section>`;
}

function another(together: Together, member: Member, level: number): unknown {
  const { file } = together;
  const form = file.formOf(member);
  const { words, tone } = file.stateOf(member);
  const title = file.titleOf(member);
  const left = form ? [...missing(form), ...(member.together?.refused ?? [])] : [];
  return html`<section class="card stack tight"><div class="row between">${heading(level, title)}${badge(tone, words)}${button(
    file.t.go(title),
    () => file.show(member),
    'second',
  )}</div>${
    left[0]
      ? html`<p>${wordsIn(file.outer.language).missing(left.length)}</p><ul>${left.map(
          ({ id, message }) =>
            html`<li><a href="#" @click=${(event: Event) => {
              event.preventDefault();
              open(file, member, id);
            }}>${message}</a></li>`,
        )}</ul>`
      : form &&
        html`<fieldset><legend class="sr">${title}</legend>${boxes(form).map(
          ({ id, label }) =>
            html`<label class="choice"><input type="checkbox" .checked=${!!form.values[id]} @change=${(
              event: Event,
            ) => {
              form.change({ [id]: (event.target as HTMLInputElement).checked });
              together.form.recheck();
            }}><span><b>${label}</b></span></label>`,
        )}</fieldset>`
  }</section>`;
}
