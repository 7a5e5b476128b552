/** At the end of the summary: the rest of the file, where there is one, and another API to ask for. */
import type { FormContext } from '../form/fields/field.ts';
import type { AddApi } from '../several/add.ts';
import type { Together } from '../several/together.ts';
import { button } from '../shared/parts.ts';

const add = { fr: '+ Ajouter une API à ce dossier', en: '+ Add an API to this file' };

export class Another {
  readonly #form: FormContext & { together?: Together | undefined };
  /** Once it is asked for. */
  #chooser: AddApi | undefined;

  constructor(form: FormContext & { together?: Together | undefined }) {
    this.#form = form;
  }

  /** Nothing where the request has been sent already, or updates what it was granted. */
  template(): unknown {
    const { autosave, language, together } = this.#form;
    const { state = 'draft', reopening } = autosave.view ?? {};
    if (state !== 'draft' || reopening) return '';
    return [together?.summary(), this.#chooser?.template() ?? button(add[language], this.#choose, 'plain')];
  }

  #choose = async (): Promise<void> => {
    try {
      const { AddApi } = await import('../several/add.ts');
      this.#chooser = new AddApi(this.#form);
      this.#form.recheck();
    } catch (error) {
      this.#form.autosave.fail(error);
    }
  };
}
