/**
 * « Ce que l’instructeur vérifiera »: the checks of the API over what is typed, live, with what the server alone knows
 * as of the last save. A chunk of its own.
 */
import { html } from 'lit';
import { type CheckResult, type Facts, runChecks } from '../../catalogue/checks.ts';
import { isAnswered } from '../../catalogue/conditions.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import type { ChecksView } from '../../server/http/api-beside.ts';
import type { Wrong } from '../form/errors.ts';
import { type FormContext, viewOf } from '../form/fields/field.ts';
import { fieldTemplate } from '../form/fields/index.ts';
import { call } from '../shared/call.ts';
import { heading } from '../shared/heading.ts';
import { badge } from '../shared/parts.ts';
import { checkWords } from './words.ts';

export class Checks {
  readonly #form: FormContext;
  readonly #draw: () => void;
  /** What the server knew of which version. */
  #facts: Facts | undefined;
  #seen = '';
  #open = false;

  constructor(form: FormContext, draw: () => void) {
    this.#form = form;
    this.#draw = draw;
  }

  get #results(): CheckResult[] {
    const { definition, stage, context } = this.#form;
    return runChecks(definition, stage, context, this.#facts);
  }

  /** @param told a field is not told twice */
  blocking(told: Wrong[]): Wrong[] {
    return this.#results.flatMap(({ id, state, blocking, field, message }) =>
      // What to explain of the organisation is asked for beside it.
      state === 'failed' &&
      blocking &&
      ![...told.map((wrong) => wrong.id.split('-')[0]), 'explanation'].includes(field)
        ? { id: field ?? `check-${id}`, message }
        : [],
    );
  }

  panel(whole: boolean): unknown {
    const { language, headingLevel, session, context } = this.#form;
    // On the way there, what has not been answered yet is not wrong.
    const results = this.#results.map((result): CheckResult => {
      const { state, field = 'explanation' } = result;
      const open = !whole && field !== 'explanation' && !isAnswered(context.answers[field]);
      return open && state === 'failed' ? { ...result, state: 'unknown' } : result;
    });
    if (!results[0]) return '';
    const t = checkWords[language];
    if (whole || this.#open) void this.#ask();
    const of = (state: CheckResult['state']) => results.filter((result) => result.state === state).length;
    const count = `${t.count(of('passed'), results.length)}${t.left(of('failed'))}`;
    const list = html`<p class="hint">${t.introduction}${session.person ? '' : ` ${t.signIn}`}</p><ul class="rows checks">${results.map(
      (result) => this.#row(result, whole),
    )}</ul>`;
    return whole
      ? html`<section class="stack tight">${heading(headingLevel + 1, t.title(count))}${list}</section>`
      : html`<details class="card" @toggle=${(event: Event) => {
          this.#open = (event.target as HTMLDetailsElement).open;
          this.#draw();
        }}><summary>${t.title(count)}</summary>${this.#open ? list : ''}</details>`;
  }

  #row(
    { id, label, state, blocking, message, about, explanation, field, reason }: CheckResult,
    whole: boolean,
  ): unknown {
    const form = this.#form;
    const t = checkWords[form.language];
    const failed = state === 'failed';
    const tone = failed ? (blocking ? 'no' : 'warn') : state === 'passed' ? 'ok' : '';
    const words = failed
      ? blocking
        ? t.blocking
        : t.failed
      : explanation
        ? t.explained
        : t[state as 'passed' | 'unknown'];
    const target = field === 'explanation' ? '@explanation' : field;
    // A question that no step asks stands here, on the summary alone: two controls must not have one id.
    const why = whole && (failed || explanation) ? this.#question(reason) : undefined;
    return html`<li id="field-check-${id}" class=${failed ? `callout ${tone}` : ''} tabindex="-1"><div class="row between"><b>${label}</b>${badge(tone, words)}</div>${
      failed
        ? html`<p>${message}</p>${about?.[0] ? html`<p class="hint">${about.join(', ')}</p>` : ''}${
            target
              ? html`<a href="#field-${target}" @click=${(event: Event) => {
                  event.preventDefault();
                  form.goTo(target);
                }}>${t.answer}<span class="sr"> : ${label}</span></a>`
              : ''
          }`
        : ''
    }${why ?? ''}</li>`;
  }

  #question(reason: string | undefined): unknown {
    const { definition, stage } = this.#form;
    const field = fieldsOf(definition, stage).find(({ id, aside }) => aside && id === reason);
    return field && fieldTemplate(viewOf(this.#form, field, { optional: true }));
  }

  /** Once per saved version, and only while somebody looks. */
  async #ask(): Promise<void> {
    const { autosave, session } = this.#form;
    const { view } = autosave;
    const seen = `${view?.id} ${view?.version}`;
    if (!view || session.state !== 'signed-in' || seen === this.#seen) return;
    this.#seen = seen;
    // Without an answer, what only the server knows stays unknown; it looks again at submission.
    const answer = await call<ChecksView>(session, `/requests/${view.id}/checks`).catch(() => undefined);
    if (answer && seen === this.#seen) {
      this.#facts = answer.facts;
      this.#draw();
    }
  }
}
