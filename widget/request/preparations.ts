/** « Ce qu'il vous faudra »: what to have at hand, to tick and to print, and how long it takes. */
import { html, type TemplateResult } from 'lit';
import type { EligibilityPart } from '../../catalogue/definition.ts';
import { heading } from '../shared/heading.ts';
import { button } from '../shared/parts.ts';
import { rich } from '../shared/rich.ts';
import { wordsIn } from '../words/index.ts';
import { duration } from './eligibility.ts';
import type { Journey } from './journey.ts';
import type { PrintedLine } from './print.ts';

/** @param action how to begin: a button, or what replaces it */
export function preparationsTemplate(
  journey: Journey,
  part: EligibilityPart,
  action: unknown,
): TemplateResult {
  const { memory, host, language } = journey;
  const { ticked } = memory;
  const t = wordsIn(language);
  const tick = (place: number): void => {
    memory.ticked = ticked.includes(place) ? ticked.filter((other) => other !== place) : [...ticked, place];
    journey.keep();
  };
  const print = (): Promise<void> =>
    printed(
      `${part.title} – ${t.preparationsTitle}`,
      part.preparations.map((line, place) => ({ ...line, ticked: ticked.includes(place) })),
    );
  return html`<div>
      <p class="hint">${part.title}</p>
      ${heading(host.headingLevel, t.preparationsTitle, 'title')}
      <p>${t.preparationsIntroduction}</p>
      <p class="hint">${t.timeToFill} ${duration(part, journey.t)}</p>
    </div>
    <fieldset>
      <legend class="sr">${t.preparationsTitle}</legend>
      ${part.preparations.map(
        ({ label, hint }, place) =>
          html`<label class="choice"><input type="checkbox" .checked=${ticked.includes(place)} @change=${() => tick(place)}><span><b>${rich(label)}</b>${
            hint && html`<span class="hint">${rich(hint)}</span>`
          }</span></label>`,
      )}
    </fieldset>
    <p>${button(t.print, print, 'plain')}</p>
    <div class="row between">${button(t.previous, () => journey.go(part.has_path ? 'path' : 'eligibility'), 'second')}${action}</div>`;
}

export const printed = (title: string, lines: PrintedLine[]): Promise<void> =>
  import('./print.ts').then(
    ({ printList }) => printList(title, lines),
    // The whole page, where the part that prints the list alone does not come.
    () => window.print(),
  );
