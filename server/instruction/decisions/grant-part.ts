/** What a validation grants: each of the data asked for, the quota, and on which conditions. */
import { html } from 'hono/html';
import type { Content } from '../../pages/layout.ts';
import { scopeLabel } from '../answer-view.ts';
import { instructionTexts } from '../messages/index.ts';
import { askedOf, isLess, termsOf } from './granting.ts';
import { bad, problemView, type Scene } from './scene.ts';
import { decisionTexts } from './words/index.ts';

export function grantPart(scene: Scene): Content {
  const { input, view } = scene;
  const t = decisionTexts[view.language];
  const asked = askedOf(view.definition, view.file.request);
  const open = isLess(termsOf(asked, input)) || bad('scopes', scene) || bad('quota', scene);
  const some = asked.scopes.length > 0 || (asked.quota?.lower.length ?? 0) > 0;
  return html`<input type="hidden" name="granting" value="1">
${
  some
    ? html`<details class="frame" ${open ? 'open' : ''}><summary><b>${t.granting}</b></summary><div class="stack">
${asked.scopes.length > 0 ? scopeBoxes(asked.scopes, scene) : ''}
${asked.quota && asked.quota.lower.length > 0 ? quotaChoice(scene) : ''}
</div></details>`
    : ''
}
${conditionsPart(scene)}`;
}

function scopeBoxes(asked: string[], scene: Scene): Content {
  const { input, view } = scene;
  const t = decisionTexts[view.language];
  const granted = input.scopes ?? asked;
  const wrong = bad('scopes', scene);
  return html`<fieldset id="scopes" class="boxes ${wrong ? 'bad' : ''}" aria-describedby="scopes-hint${wrong ? ' scopes-error' : ''}">
<legend>${t.scopes(asked.length)}</legend><p class="hint" id="scopes-hint">${t.scopesHint}</p>
${problemView('scopes', scene)}
<div>${asked.map(
    (
      id,
    ) => html`<label class="choice"><input type="checkbox" name="scopes" value="${id}" ${granted.includes(id) ? 'checked' : ''}>
<span>${scopeLabel(view.definition, id)} <code>${id}</code></span></label>`,
  )}</div></fieldset>`;
}

function quotaChoice(scene: Scene): Content {
  const { input, view } = scene;
  const t = decisionTexts[view.language];
  const { quota } = askedOf(view.definition, view.file.request);
  const wrong = bad('quota', scene);
  const chosen = input.quota || quota?.asked.id;
  const options = quota ? [...quota.lower, { id: quota.asked.id, label: t.asAsked(quota.asked.label) }] : [];
  return html`<div class="${wrong ? 'bad' : ''}"><label class="label" for="quota">${t.quota}</label>
${problemView('quota', scene)}
<select id="quota" name="quota" ${wrong ? html`aria-invalid="true" aria-describedby="quota-error"` : ''}>${options.map(
    ({ id, label }) => html`<option value="${id}" ${id === chosen ? 'selected' : ''}>${label}</option>`,
  )}</select></div>`;
}

function conditionsPart(scene: Scene): Content {
  const { input, view } = scene;
  const t = decisionTexts[view.language];
  const wrong = bad('conditions', scene);
  return html`<div class="${wrong ? 'bad' : ''}">
<label class="label" for="conditions">${t.conditions} <span class="hint">${instructionTexts[view.language].decision.optional}</span></label>
<p class="hint" id="conditions-hint">${t.conditionsHint}</p>
${problemView('conditions', scene)}
<textarea id="conditions" name="conditions" rows="4" aria-describedby="conditions-hint${wrong ? ' conditions-error' : ''}" ${wrong ? html`aria-invalid="true"` : ''}>
${input.conditions}</textarea></div>`;
}
