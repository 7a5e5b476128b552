/** The words of a decision, with what may be put into them, and the ground of a refusal. */
import { html } from 'hono/html';
import { holdsRole } from '../../accounts/roles.ts';
import { field, fieldGroup, option } from '../../pages/form.ts';
import { type Content, carryLanguage } from '../../pages/layout.ts';
import { instructionTexts } from '../messages/index.ts';
import type { Offer, OfferedText } from '../templates/offer.ts';
import { templatesPath } from '../templates/page.ts';
import { wordsOf } from './decisions.ts';
import { answers, type Scene, writtenProblems } from './scene.ts';
import { decisionTexts } from './words/index.ts';

export function wordsPart(scene: Scene): Content | '' {
  const { name, input, view, offer } = scene;
  if (wordsOf[name] === 'none') return '';
  const t = instructionTexts[view.language].decision;
  const optional = name === 'validate' && !answers(view);
  const label = optional
    ? html`${t.message} <span class="hint">${t.optional}</span>`
    : name === 'validate'
      ? t.answer
      : t.reason;
  return html`${field(
    { id: 'words', label, hint: hintOf(scene), problems: writtenProblems(scene) },
    ({
      described,
    }) => html`<textarea id="words" name="words" rows="8" ${optional ? '' : 'required'} ${described} ${input.insert === undefined ? '' : 'autofocus'}>
${input.words}</textarea>
${input.used.map((id) => html`<input type="hidden" name="used" value="${id}">`)}`,
  )}
${offer ? offerPart(offer, scene) : ''}`;
}

function hintOf({ name, view }: Scene): string {
  const t = instructionTexts[view.language].decision;
  const more = decisionTexts[view.language];
  switch (name) {
    case 'request_changes':
      return t.reasonHintChanges;
    case 'refuse':
      return t.reasonHintRefuse;
    case 'validate':
      return answers(view) ? t.answerHint : `${t.messageHint} ${more.lessHint}`;
    case 'cancel_reopening':
    case 'suspend':
    case 'announce_revocation':
    case 'revoke':
      return more.hint[name];
    default:
      return '';
  }
}

/** Templates and grounds: the most used as buttons, all of them in a list. */
function offerPart({ templates, grounds, mostUsed }: Offer, { view, action, actor }: Scene): Content | '' {
  const t = decisionTexts[view.language];
  const { request } = view.file;
  const manages = holdsRole(actor, 'manager', request.providerId, request.api);
  const all = [...templates, ...grounds];
  const option = ({ id, title }: OfferedText) => html`<option value="${id}">${title}</option>`;
  const manage = manages
    ? html`<p><a href="${carryLanguage(templatesPath, view.address)}">${t.manage}</a></p>`
    : '';
  if (all.length === 0) return manage;
  return html`<fieldset class="frame stack"><legend class="hidden">${t.templates}</legend>
${
  mostUsed.length > 0
    ? html`<div><p class="label" id="most-used">${t.mostUsed}</p><div class="row" role="group" aria-labelledby="most-used">${mostUsed.map(
        ({ id, title }) =>
          html`<button class="second" name="insert" value="${id}" formaction="${action}#words" formnovalidate>${title}</button>`,
      )}</div></div>`
    : ''
}
${
  all.length > 0
    ? html`<div><label class="label" for="template">${t.template}</label><div class="row">
<select id="template" name="template"><option value="">${t.noTemplate}</option>${templates.map(option)}${grounds.map(option)}</select>
<button class="second" name="insert" value="" formaction="${action}#words" formnovalidate>${t.insert}</button></div></div>`
    : ''
}
${manage}
</fieldset>`;
}

export function categoryPart(scene: Scene): Content | '' {
  const { input, view, uses } = scene;
  const t = instructionTexts[view.language].decision;
  const reasons = view.definition.refusal_reasons;
  if (reasons.length === 0) return '';
  const most = Math.max(0, ...reasons.map(({ id }) => uses.get(id) ?? 0));
  const often = (id: string) =>
    most > 0 && uses.get(id) === most
      ? html` <span class="tag info">${decisionTexts[view.language].oftenest}</span>`
      : '';
  return fieldGroup(
    { id: 'category', label: t.category, problems: writtenProblems(scene) },
    reasons.map(({ id, label, hint }) =>
      option('radio', 'category', { id, label: html`${label}${often(id)}`, hint }, input.category === id),
    ),
  );
}
