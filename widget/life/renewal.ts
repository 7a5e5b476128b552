/**
 * Renewing as it is, in one page: three questions, people who left, the commitments of today. A purpose or data that are
 * no longer the same are an update, which opens where they stand in the form.
 */
import { html, type TemplateResult } from 'lit';
import type { Field } from '../../catalogue/definition.ts';
import { fieldsOf, stepOfField } from '../../catalogue/steps.ts';
import { wrongOf } from '../form/check.ts';
import type { Wrong } from '../form/errors.ts';
import { viewOf } from '../form/fields/field.ts';
import { fieldTemplate } from '../form/fields/index.ts';
import { readAnswer } from '../form/read.ts';
import { boxes, promisesOf, unpromised } from '../form/summary.ts';
import type { RequestView } from '../shared/api-types.ts';
import { heading } from '../shared/heading.ts';
import { button, callout } from '../shared/parts.ts';
import type { FieldProblem, ProblemError } from '../shared/problems.ts';
import type { Page } from './life.ts';
import { SheetForm } from './sheet-form.ts';

const questions = ['purpose', 'data', 'people'] as const;
type Question = (typeof questions)[number];

/** Of the control of a question. */
const idOf = (question: Question): string => `@same-${question}`;

export class Renewal extends SheetForm implements Page {
  #starting = false;

  #said(question: Question): unknown {
    return this.sheet.values[idOf(question)];
  }

  template(view: RequestView): TemplateResult {
    const { t, sheet } = this;
    const asked = questions.map((question) => this.#question(question, view));
    const changed = this.#said('purpose') === 'no' || this.#said('data') === 'no';
    const intro = view.habilitation
      ? html`<p>${t.intro(view.habilitation.number, this.#day(view.habilitation.valid_until))}</p>`
      : '';
    if (changed) return html`<div class="stack">${intro}${asked}${this.#update()}</div>`;
    return this.form(
      [
        intro,
        asked,
        this.#said('people') === 'no'
          ? html`<section class="stack tight">${heading(sheet.headingLevel + 1, t.replace)}<p>${t.replaceText}</p>${sheet.template()}</section>`
          : '',
        html`<section class="stack tight">${heading(sheet.headingLevel + 1, sheet.t.commitments)}${boxes(
          sheet,
        ).map((box) => fieldTemplate(viewOf(sheet, { ...box, kind: 'confirmation' })))}</section>`,
      ],
      t.renew,
      () => this.#check(),
      () => this.#send(),
      (problem) => this.#explain(problem),
    );
  }

  #day(at: string): string {
    return new Date(at).toLocaleDateString(this.sheet.language, { dateStyle: 'long' });
  }

  /** A question, over what the habilitation says. */
  #question(question: Question, view: RequestView): unknown {
    const { t, sheet } = this;
    const no = { purpose: t.no, data: t.noData, people: t.noPeople }[question];
    const field = {
      kind: 'one_of',
      id: idOf(question),
      label: t[question],
      options: [
        { id: 'yes', label: t.yes },
        { id: 'no', label: no },
      ],
    } as Field;
    const lines = this.#about(question, view);
    return fieldTemplate(
      viewOf(sheet, field, {
        aside: lines[0] ? html`<ul class="hint">${lines.map((line) => html`<li>${line}</li>`)}</ul>` : '',
      }),
    );
  }

  #about(question: Question, { answers }: RequestView): unknown[] {
    const { sheet } = this;
    const { definition, stage, t, language } = sheet;
    if (question === 'people') {
      return sheet.people.flatMap((field) => {
        const said = readAnswer(field, answers[field.id], definition, t, language);
        return said[0] ? [`${field.label} : ${said[0]}`] : [];
      });
    }
    const fields = fieldsOf(definition, stage).filter(({ id, kind }) =>
      question === 'data' ? kind === 'scopes' : id === 'intitule',
    );
    return fields.flatMap((field) => readAnswer(field, answers[field.id], definition, t, language));
  }

  /** Something has changed: the form opens where it stands. */
  #update(): unknown {
    const { t, sheet } = this;
    return callout(
      'info',
      [html`<p>${t.update}</p>`, button(t.begin, () => void this.#reopen())],
      sheet.headingLevel + 1,
      t.updateTitle,
    );
  }

  async #reopen(): Promise<void> {
    const { host, sheet } = this;
    if (this.#starting) return;
    this.#starting = true;
    const { definition, stage } = sheet;
    const scopes = fieldsOf(definition, stage).find(({ kind }) => kind === 'scopes');
    const onlyData = this.#said('purpose') !== 'no';
    const step = onlyData && scopes ? stepOfField(definition, stage, scopes.id)?.id : undefined;
    try {
      const { id } = await host.sending.post('reopen');
      host.open(id, step);
    } catch (error) {
      sheet.wrong = [
        { id: idOf(onlyData ? 'data' : 'purpose'), message: (error as Error).message || sheet.t.down },
      ];
      host.place.draw();
      host.place.focus(sheet.wrong[0]?.id ?? '');
    }
    this.#starting = false;
  }

  #check(): Wrong[] {
    const { t, sheet } = this;
    const open = questions.filter((question) => !this.#said(question));
    const wrong: Wrong[] = open.map((question) => ({ id: idOf(question), message: t.answer }));
    if (this.#said('people') === 'no') {
      if (!Object.keys(sheet.replaced)[0]) wrong.push({ id: idOf('people'), message: t.same });
      wrong.push(...sheet.check());
    }
    return [...wrong, ...unpromised(sheet)];
  }

  async #send(): Promise<void> {
    const { host, sheet } = this;
    const replaces = this.#said('people') === 'no';
    host.done(
      await host.sending.post('renew', {
        same: { purpose: true, data: true, people: !replaces },
        people: replaces ? sheet.replaced : {},
        ...promisesOf(sheet),
      }),
    );
  }

  /** What is asked on this page is shown at its control; what is not is for an update. */
  #explain({ body }: ProblemError): { wrong: Wrong[]; rest: unknown } {
    const { t, sheet } = this;
    const shown = (field: string) =>
      sheet.people.some(({ id }) => `${field}.`.startsWith(`answers.${id}.`)) ||
      /^(same|commitments)\./.test(field);
    const at = (problem: FieldProblem): Wrong => {
      const [, place = ''] = problem.field.split('.');
      if (problem.field.startsWith('same.')) return { id: `@same-${place}`, message: problem.message };
      return problem.field.startsWith('commitments.')
        ? { id: `!${place}`, message: problem.message }
        : wrongOf(problem);
    };
    const fields = body?.fields ?? [];
    const others = fields.filter(({ field }) => !shown(field) && field.startsWith('answers.'));
    return {
      wrong: fields.filter(({ field }) => shown(field)).map(at),
      rest: others[0]
        ? [
            t.stale,
            html`<ul>${others.map(({ message }) => html`<li>${message}</li>`)}</ul>`,
            button(t.begin, () => void this.#reopen(), 'second'),
          ]
        : '',
    };
  }
}
