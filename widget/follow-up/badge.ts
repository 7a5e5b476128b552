import { html, type TemplateResult } from 'lit';
import type { RequestState } from '../shared/api-types.ts';
import type { Words } from '../words/index.ts';

/** The colour of a state; the words are beside it, so that colour never speaks alone. */
export const toneOf: Record<RequestState, 'info' | 'warn' | 'ok' | 'no'> = {
  draft: 'info',
  submitted: 'info',
  changes_requested: 'warn',
  validated: 'ok',
  refused: 'no',
  revoked: 'no',
  archived: 'info',
};

export const stateBadge = (state: RequestState, t: Words): TemplateResult =>
  html`<span class="status ${toneOf[state]}">${t.state[state]}</span>`;
