/** The element of a form in a file: `Together` says where its buttons lead. */
import type { TemplateResult } from 'lit';
import { DatapassForm } from '../form/form.ts';
import { SUMMARY } from '../form/wizard.ts';
import type { RequestView } from '../shared/api-types.ts';
import type { Words } from '../words/index.ts';
import { joining, submit } from './sending.ts';
import type { Together } from './together.ts';

/** The form of one API among several: its main button leads on, its submission is the file's. */
export class JoinedForm extends DatapassForm {
  declare together: Together;
  /** Sends this request, and what the body says of others. */
  readonly send: (body: object) => Promise<RequestView>;
  /** Asked once for each rendering: it looks at all the forms. */
  #label: string | undefined;

  constructor() {
    super();
    const { autosave, goTo, next } = this;
    this.send = autosave.submit.bind(autosave);
    autosave.submit = (body) => submit(this.together, body) as Promise<RequestView>;
    autosave.joins = (body) => joining(this.together, body);
    this.goTo = (id) => {
      if (!this.together.goTo(id)) goTo(id);
    };
    this.next = (event) => {
      if (this.position === SUMMARY && this.together.goOn()) event.preventDefault();
      else next(event);
    };
  }

  /** The main button of the summary says where it leads. */
  protected override render(): TemplateResult {
    this.#label = this.position === SUMMARY ? this.together.label : undefined;
    return super.render();
  }

  override get t(): Words {
    return this.#label ? { ...super.t, submit: this.#label } : super.t;
  }
}

customElements.get('datapass-form-together') ?? customElements.define('datapass-form-together', JoinedForm);
