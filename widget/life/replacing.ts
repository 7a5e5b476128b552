/** Replaces people whom a request names, in place: its habilitation stays the same. */
import { html, type TemplateResult } from 'lit';
import { wrongOf } from '../form/check.ts';
import type { ProblemError } from '../shared/problems.ts';
import type { Page } from './life.ts';
import { SheetForm } from './sheet-form.ts';

export class Replacing extends SheetForm implements Page {
  template(): TemplateResult {
    const { t, sheet } = this;
    if (!sheet.people[0]) return html`<p>${t.nobody}</p>`;
    return this.form(
      [html`<p>${t.peopleText}</p>`, sheet.template()],
      t.save,
      () => {
        const [first] = sheet.people;
        const none = !Object.keys(sheet.replaced)[0];
        return none && first ? [{ id: first.id, message: t.nothing }] : sheet.check();
      },
      async () => this.host.done(await this.host.sending.post('people', { people: sheet.replaced })),
      (problem: ProblemError) => ({ wrong: (problem.body?.fields ?? []).map(wrongOf), rest: '' }),
    );
  }
}
