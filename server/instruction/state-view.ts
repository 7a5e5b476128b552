/** A request's state and age as coloured words: never colour alone. */
import { html } from 'hono/html';
import type { Language } from '../http/language.ts';
import type { Content } from '../pages/layout.ts';
import type { RequestState } from '../requests/life/lifecycle.ts';
import { stateLabels } from '../requests/view/words.ts';
import type { Age } from './age.ts';
import { instructionTexts } from './messages/index.ts';

const tones: Record<RequestState, string> = {
  draft: '',
  submitted: 'info',
  changes_requested: 'warn',
  validated: 'ok',
  refused: 'no',
  revoked: 'no',
  archived: '',
};

export function stateView(state: RequestState, language: Language): Content {
  return html`<span class="status ${tones[state]}">${stateLabels[language][state]}</span>`;
}

export function ageView(age: Age, language: Language): Content {
  const t = instructionTexts[language].list;
  if (age.kind === 'paused') return html`<span class="hint">${t.paused}</span>`;
  if (age.kind === 'over') return html`<span class="hint" aria-hidden="true">–</span>`;
  return html`<span class="tag ${age.late ? 'no' : 'ok'}">${age.late ? t.late(age.days) : t.waiting(age.days)}</span>`;
}
