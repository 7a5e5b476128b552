/**
 * What stands beside the answers of some requests: the checks of the API, what a deliberation was found to hold, forms to
 * sign, habilitations to choose from, who fills the form in with whom. Each part comes when a field on the screen has
 * use for it, or by itself once the form can be used.
 */
import { Checks } from '../checks/checks.ts';
import type { Wrong } from '../form/errors.ts';
import type { FieldView, FormContext } from '../form/fields/field.ts';
import { type FromPath, fill } from '../path/fill.ts';
import type { People, PeopleForm } from '../people/people.ts';
import type { Profile } from '../profile/profile.ts';
import { Another } from './another.ts';

/** What a part shows under a field. */
export interface Part {
  after(view: FieldView): unknown;
}

/** @param loaded draws again */
type Load = (form: FormContext, loaded: () => void) => Promise<Part>;

const parts: { for(view: FieldView): boolean; load: Load }[] = [
  {
    for: ({ field, form }) => field.id === form.definition.deliberation?.field,
    load: async (form, draw) => new (await import('./reading.ts')).Readings(form, draw),
  },
  {
    for: ({ field, form }) => field.id === 'documents_signes' && !!form.definition.forms_to_sign[0],
    load: async (form, draw) => new (await import('./signing.ts')).Signing(form, draw),
  },
  {
    for: ({ field }) => field.kind === 'text' && !!(field.habilitation || field.lent || field.editor),
    load: async (form, draw) => new (await import('./held.ts')).Held(form, draw),
  },
  {
    for: ({ field }) => field.kind === 'one_of' && field.options.some((option) => option.in_file),
    load: async (form) => new (await import('./in-file.ts')).InFile(form),
  },
];

/** Fields that a profile may answer: controller, officer, homologation, usual publisher. */
const profiled = /^(responsable_t|delegue_p|safety_c|technical_t)/;

export class Beside {
  readonly #checks: Checks;
  readonly #form: PeopleForm;
  readonly #another: Another;
  #people: People | undefined;
  #profile: Profile | Promise<void> | undefined;
  readonly #parts = new Map<number, Part | undefined>();

  /** @param form with the answers that the path has given to a new request */
  constructor(form: PeopleForm & { fromPath: FromPath | undefined }) {
    const { fromPath, recheck } = form;
    this.#form = form;
    this.#checks = new Checks(form, recheck);
    this.#another = new Another(form);
    if (fromPath && !form.autosave.view) fill(form, fromPath);
    recheck();
    import('../people/people.ts').then(
      ({ People }) => {
        this.#people = new People(form, recheck);
      },
      // Whoever fills the form alone can do without.
      () => {},
    );
  }

  /** Above the fields: what others have done meanwhile, and what the organisation has given before. */
  above(): unknown {
    return [this.#people?.above(), (this.#profile as Profile)?.above?.()];
  }

  /** Under a field. */
  after(view: FieldView): unknown {
    const form = this.#form;
    // What the organisation has given before, once there is a request to take it.
    if (form.autosave.view && profiled.test(view.field.id)) {
      this.#profile ??= import('../profile/profile.ts').then(
        ({ Profile }) => {
          this.#profile = new Profile(form);
          form.recheck();
        },
        // They are answered by hand.
        () => {},
      );
    }
    const index = parts.findIndex((part) => part.for(view));
    if (index < 0) return this.#people?.after(view.field.id);
    if (!this.#parts.has(index)) {
      this.#parts.set(index, undefined);
      parts[index]?.load(this.#form, this.#form.recheck).then(
        (part) => {
          this.#parts.set(index, part);
          this.#form.recheck();
        },
        // The field works without; the next step asks again.
        () => this.#parts.delete(index),
      );
    }
    return this.#parts.get(index)?.after(view);
  }

  /** « Ce que l’instructeur vérifiera », and who does what. @param whole on the summary: open, with the reasons to give */
  panel(whole: boolean): unknown {
    return [this.#checks.panel(whole), this.#people?.panel(whole), whole ? this.#another.template() : ''];
  }

  /** What stands against a submission. @param told what is said already */
  blocking(told: Wrong[]): Wrong[] {
    return this.#checks.blocking(told);
  }
}
