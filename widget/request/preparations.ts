/** « Ce qu'il vous faudra »: what to have at hand, to tick and to print, and how long it takes. A lazy chunk. */
import { html, nothing, type TemplateResult } from 'lit';
import type { EligibilityPart } from '../../catalogue/definition.ts';
import { heading } from '../shared/heading.ts';
import { rich } from '../shared/rich.ts';
import type { LaterMessages } from './messages/index.ts';
import { printList } from './print.ts';

export interface PreparationsView {
  part: EligibilityPart;
  ticked: number[];
  level: number;
  /** How long an answer takes. */
  median: string;
  t: LaterMessages;
  tick(ticked: number[]): void;
  back(): void;
  /** How to begin: a button, or what replaces it. */
  action: unknown;
}

export function preparationsTemplate(view: PreparationsView): TemplateResult {
  const { part, ticked, t, level, median, tick, back, action } = view;
  const toggle = (place: number): void =>
    tick(ticked.includes(place) ? ticked.filter((other) => other !== place) : [...ticked, place]);
  const print = (): void =>
    printList(
      `${part.title} – ${t.preparationsTitle}`,
      part.preparations.map(({ label, hint }, place) => ({ label, hint, ticked: ticked.includes(place) })),
    );
  return html`
    <div>
      <p class="hint">${part.title}</p>
      ${heading(level, t.preparationsTitle, 'title')}
      <p>${t.preparationsIntroduction}</p>
      <p class="hint">${t.timeToFill} ${median}</p>
    </div>
    <fieldset>
      <legend class="away">${t.preparationsTitle}</legend>
      ${part.preparations.map(
        ({ label, hint }, place) => html`<label class="choice"
          ><input type="checkbox" .checked=${ticked.includes(place)} @change=${() => toggle(place)} /><span
            ><b>${rich(label)}</b>${hint ? html`<span class="hint">${rich(hint)}</span>` : nothing}</span
          ></label
        >`,
      )}
    </fieldset>
    <p><button type="button" class="plain" @click=${print}>${t.print}</button></p>
    <div class="row between">
      <button type="button" class="second" @click=${back}>${t.previous}</button>
      ${action}
    </div>
  `;
}
