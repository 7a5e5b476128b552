import { html, type TemplateResult } from 'lit';
import { heading } from '../shared/heading.ts';
import type { FormMessages } from './messages/index.ts';
import type { Position } from './wizard.ts';

interface HeaderView {
  words: FormMessages;
  level: number;
  position: Position;
  /** Titles by step, the summary included. */
  titles: Map<string, string>;
  /** Steps that can be gone to. */
  reached: string[];
  status: unknown;
  go(step: string): void;
}

/** « Étape 3 sur 7 », the title, the bar, what comes next, and the way back. */
export function header({ words, level, position, titles, reached, status, go }: HeaderView): TemplateResult {
  const { number, count, next, id } = position;
  return html`<div class="row between head"><div><p class="hint">${words.step(number, count)}</p>${heading(
    level,
    titles.get(id),
    'title',
  )}</div>${status}</div>
  <div class="bar" aria-hidden="true" part="step">${[...titles.keys()].map(
    (_, index) => html`<i class=${index < number ? 'done' : ''}></i>`,
  )}</div>
  <div class="row between">${
    next ? html`<p class="hint"><b>${words.nextStep}</b>${titles.get(next)}</p>` : html`<span></span>`
  }${
    reached.length > 1
      ? html`<details class="steps"><summary>${words.allSteps}</summary><div class="stack">${reached.map(
          (step) =>
            html`<button type="button" class="plain" aria-current=${step === id ? 'step' : 'false'} @click=${() => go(step)}>${titles.get(step)}</button>`,
        )}</div></details>`
      : ''
  }</div>`;
}
