/** What a validation grants: each of the data asked for, the quota, and on which conditions. */
import { html } from 'hono/html';
import type { AskedQuota } from '../../habilitations/granted.ts';
import { choice, fieldGroup, option, textArea } from '../../pages/form.ts';
import type { Content } from '../../pages/layout.ts';
import { scopeLabel } from '../answer-view.ts';
import { instructionTexts } from '../messages/index.ts';
import { type Asked, isLess, termsOf } from './granting.ts';
import { type Scene, writtenProblems } from './scene.ts';
import { decisionTexts } from './words/index.ts';

/** @param asked of one request, or of several together */
export function grantPart(scene: Scene, asked: Asked): Content {
  const { input, view, problems } = scene;
  const t = decisionTexts[view.language];
  const wrong = problems.some(({ field }) => field === 'scopes' || field === 'quota');
  const lower = asked.quota && asked.quota.lower.length > 0;
  return html`<input type="hidden" name="granting" value="1">
${
  asked.scopes.length > 0 || lower
    ? html`<details class="frame" ${wrong || isLess(termsOf(asked, input)) ? 'open' : ''}><summary><b>${t.granting}</b></summary><div class="stack">
${asked.scopes.length > 0 ? scopeBoxes(asked.scopes, scene) : ''}
${asked.quota && lower ? quotaChoice(asked.quota, scene) : ''}
</div></details>`
    : ''
}
${conditionsPart(scene)}`;
}

function scopeBoxes(asked: string[], scene: Scene): Content {
  const { input, view } = scene;
  const t = decisionTexts[view.language];
  const granted = input.scopes ?? asked;
  return fieldGroup(
    {
      ...{ id: 'scopes', label: t.scopes(asked.length), hint: t.scopesHint },
      problems: writtenProblems(scene),
    },
    html`<div>${asked.map((id) => {
      const label = html`${scopeLabel(view.definition, id)} <code>${id}</code>`;
      return option('checkbox', 'scopes', { id, label }, granted.includes(id));
    })}</div>`,
    'boxes',
  );
}

function quotaChoice({ asked, lower }: AskedQuota, scene: Scene): Content {
  const { input, view } = scene;
  const t = decisionTexts[view.language];
  return choice({
    ...{ id: 'quota', label: t.quota, value: input.quota || asked.id, problems: writtenProblems(scene) },
    options: [...lower, { id: asked.id, label: t.asAsked(asked.label) }],
  });
}

function conditionsPart(scene: Scene): Content {
  const { input, view } = scene;
  const t = decisionTexts[view.language];
  return textArea({
    id: 'conditions',
    label: html`${t.conditions} <span class="hint">${instructionTexts[view.language].decision.optional}</span>`,
    hint: t.conditionsHint,
    value: input.conditions,
    problems: writtenProblems(scene),
  });
}
