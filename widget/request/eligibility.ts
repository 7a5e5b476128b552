/**
 * « Am I eligible? »: one open question at a time, earlier answers stay visible and can be changed, and nothing moves
 * on by itself. The verdict stands in a polite live region that exists before it has words (RGAA 7.5).
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { EligibilityAnswers } from '../../catalogue/answers.ts';
import type { EligibilityPart, Verdict } from '../../catalogue/definition.ts';
import { walk } from '../../catalogue/eligibility.ts';
import { heading } from '../shared/heading.ts';
import type { Messages } from '../shared/messages/index.ts';
import { rich } from '../shared/rich.ts';

export interface EligibilityView {
  part: EligibilityPart;
  answers: EligibilityAnswers;
  level: number;
  t: Messages;
  answer(question: string, option: string): void;
  /** Address of another API's hosted page, for a verdict that points there. */
  elsewhere(api: string): string;
  /** What can be done after a favourable verdict. */
  action: unknown;
}

const look = { yes: 'ok', proof: 'info', no: 'no' };
const mark = { yes: '✓ ', proof: '✓ ', no: '✗ ' };

/** The verdict that these answers lead to, with its id; undefined while a question is open. */
export function verdictOf(
  part: EligibilityPart,
  answers: EligibilityAnswers,
): (Verdict & { id: string }) | undefined {
  const { verdict: id } = walk(part.eligibility, answers);
  const verdict = id && part.eligibility.verdicts[id];
  return verdict ? { ...verdict, id } : undefined;
}

export function eligibilityTemplate(view: EligibilityView): TemplateResult {
  const { part, answers, t, level } = view;
  const { asked, question } = walk(part.eligibility, answers);
  const verdict = verdictOf(part, answers);
  return html`
    <div>
      <p class="hint">${part.title} · ${t.access}</p>
      ${heading(level, t.eligibilityTitle, 'title')}
      <p>${t.eligibilityIntroduction}</p>
    </div>
    ${[...asked, ...(question ? [question] : [])].map((id) => questionTemplate(id, view))}
    <div role="status">${verdict ? verdictTemplate(verdict, view) : nothing}</div>
    ${
      verdict && verdict.answer !== 'no'
        ? part.accepting
          ? html`<div class="row between">
              <p class="hint">${duration(part, t)}</p>
              ${view.action}
            </div>`
          : html`<p>${t.closed}</p>`
        : nothing
    }
  `;
}

/** How long an answer takes, as measured. */
export const duration = ({ median_days: days }: EligibilityPart, t: Messages): string =>
  days === null ? t.noMedian : t.medianDays(days);

function questionTemplate(id: string, { part, answers, answer }: EligibilityView): TemplateResult {
  const question = part.eligibility.questions[id];
  return html`<fieldset part="question">
    <legend>${question?.label}</legend>
    ${hint(question?.hint)}
    ${question?.options.map(
      (option) => html`<label class="choice"
        ><input
          type="radio"
          name=${id}
          value=${option.id}
          .checked=${answers[id] === option.id}
          @change=${() => answer(id, option.id)}
        /><span><b>${option.label}</b>${hint(option.hint)}</span></label
      >`,
    )}
  </fieldset>`;
}

const hint = (text: string | undefined): unknown =>
  text ? html`<span class="hint">${rich(text)}</span>` : nothing;

function verdictTemplate(verdict: Verdict, { t, level, elsewhere }: EligibilityView): TemplateResult {
  const { law, proof, instead } = verdict;
  const url = instead?.url ?? (instead?.api && elsewhere(instead.api));
  return html`<div class="callout ${look[verdict.answer]}" part="verdict">
    ${heading(level + 1, html`<span aria-hidden="true">${mark[verdict.answer]}</span>${verdict.title}`)} ${verdict.text.map((text) => html`<p>${rich(text)}</p>`)}
    ${proof ? html`<p>${t.proof}${rich(proof)}</p>` : nothing}
    ${law ? html`<p>${t.law}<a href=${law.url}>${law.label}</a></p>` : nothing}
    ${
      instead
        ? html`<p><b>${t.instead}</b> ${url ? html`<a href=${url}>${instead.label}</a>` : rich(instead.label)}</p>`
        : nothing
    }
  </div>`;
}
