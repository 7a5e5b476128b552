/** A sheet as a form of its own: what is wrong above it, one button, nothing sent twice. */
import { html, type TemplateResult } from 'lit';
import { links, type Wrong } from '../form/errors.ts';
import { callout } from '../shared/parts.ts';
import type { ProblemError } from '../shared/problems.ts';
import type { PageHost } from './life.ts';
import { pageWords } from './pages.words.ts';
import type { Sheet } from './sheet.ts';

const ERRORS = '@life-errors';

export class SheetForm {
  readonly host: PageHost;
  readonly sheet: Sheet;
  #failure: unknown = '';
  #busy = false;

  constructor(host: PageHost, sheet: Sheet) {
    this.host = host;
    this.sheet = sheet;
  }

  get t() {
    return pageWords[this.host.place.language];
  }

  /**
   * @param label of its button
   * @param check what is wrong; nothing is sent then
   * @param send does it
   * @param explain what the server refuses, where it is not at a control of this form
   */
  protected form(
    inside: unknown,
    label: string,
    check: () => Wrong[],
    send: () => Promise<void>,
    explain: (problem: ProblemError) => { wrong: Wrong[]; rest: unknown },
  ): TemplateResult {
    const { sheet } = this;
    const { wrong } = sheet;
    const submit = (event: Event) => {
      event.preventDefault();
      void this.#submit(check, send, explain);
    };
    return html`<form novalidate class="stack" @submit=${submit}><div id=${ERRORS} tabindex="-1">${
      this.#failure ? callout('no errors', html`<p>${this.#failure}</p>`) : ''
    }${wrong[0] ? links(sheet, sheet.t.errors(wrong.length), wrong) : ''}</div>${inside}<div class="row"><button part="button" aria-disabled=${this.#busy}>${label}</button><span role="status">${
      this.#busy ? this.t.sending : ''
    }</span></div></form>`;
  }

  async #submit(
    check: () => Wrong[],
    send: () => Promise<void>,
    explain: (problem: ProblemError) => { wrong: Wrong[]; rest: unknown },
  ): Promise<void> {
    const { sheet } = this;
    const { place } = this.host;
    if (this.#busy) return;
    this.#failure = '';
    sheet.wrong = check();
    if (!sheet.wrong[0]) {
      this.#busy = true;
      place.draw();
      try {
        await send();
        this.#busy = false;
        return;
      } catch (error) {
        const { wrong, rest } = explain(error as ProblemError);
        sheet.wrong = wrong;
        this.#failure = rest || (wrong[0] ? '' : (error as Error).message || sheet.t.down);
      }
      this.#busy = false;
    }
    place.draw();
    place.focus(ERRORS);
  }
}
