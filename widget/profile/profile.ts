/**
 * What the organisation has given before, offered above a step that asks for it again: to be taken over with a click, and
 * given back with another. A chunk of its own, for who is signed in, on such steps; the form works without.
 */
import { html } from 'lit';
import { isAnswered } from '../../catalogue/conditions.ts';
import { stepsOf, visibleFields } from '../../catalogue/steps.ts';
import type { Attached } from '../drafts/documents.ts';
import type { Values } from '../drafts/draft.ts';
import { same } from '../drafts/same.ts';
import type { FormContext } from '../form/fields/field.ts';
import type { ProfileView } from '../shared/api-types.ts';
import { call } from '../shared/call.ts';
import { button, callout } from '../shared/parts.ts';

/** The form, with the step that it shows. */
export type ProfiledForm = FormContext & { readonly position: string };

type Offered = NonNullable<ProfileView['offered']>;

/** What was taken over on the step shown. */
interface Taken {
  step: string;
  entries: Offered['said'];
  /** Those that were unanswered. */
  fields: string[];
  /** Documents that were copied. */
  copies: Attached[];
}

/** Steps of requests for which somebody said no, for as long as the page is there. */
const refused = new Set<string>();

export class Profile {
  readonly #form: ProfiledForm;
  #siret = '';
  #url = '';
  #offered: Offered | undefined;
  #taken: Taken | undefined;

  constructor(form: ProfiledForm) {
    this.#form = form;
  }

  /** The offer of the step shown, or what was taken over there. */
  above(): unknown {
    const { session, autosave, position } = this.#form;
    const { view } = autosave;
    if (session.state !== 'signed-in' || !view?.actions.includes('save')) return '';
    this.#ask(view.organisation.siret);
    if (this.#taken?.step !== position) this.#taken = undefined;
    return this.#offered && !refused.has(view.id + position) && this.#template(this.#offered);
  }

  #ask(siret: string): void {
    if (siret === this.#siret) return;
    const { session, definition, stage, recheck } = this.#form;
    this.#siret = siret;
    this.#offered = undefined;
    call<ProfileView>(session, `/organisations/${siret}/profile?api=${definition.id}&stage=${stage}`).then(
      ({ url, offered }) => {
        this.#url = url;
        if (siret === this.#siret) this.#offered = offered;
        recheck();
      },
      // Whoever is not of that organisation, or has no answer, fills the form by hand.
      () => {},
    );
  }

  #open = (id: string): boolean => !isAnswered(this.#form.context.answers[id]);

  #template({ words, said }: Offered): unknown {
    const form = this.#form;
    const { autosave, position, definition, stage, context } = form;
    const { view } = autosave;
    const taken = this.#taken;
    const step = stepsOf(definition, stage).find(({ id }) => id === position);
    const asked = step ? visibleFields(step, context).map(({ id }) => id) : [];
    // The first question of an entry decides: what it is answered by hand with may not go with the others.
    const entries =
      taken?.entries ??
      said.filter(
        ({ fields: [first = ''] }) =>
          asked.includes(first) && this.#open(first) && !view?.together?.fields.includes(first),
      );
    if (!entries[0]) return '';
    const no = (): void => {
      refused.add((view?.id ?? '') + position);
      // The button goes: on to the questions.
      form.goTo(entries[0]?.fields[0] as string);
    };
    return callout(
      taken ? 'ok' : 'info',
      [
        html`<ul>${entries.map(({ text }) => html`<li>${text}</li>`)}</ul>`,
        // One button for both, which keeps the focus.
        html`<p class="row">${button(taken ? words.undo : words.take, () => (taken ? this.#undo(taken) : this.#take(entries)), 'second')}${
          taken ? '' : button(words.refuse, no, 'plain')
        }<a class="hint" href=${this.#url} target="_blank" rel="noopener">${words.edit}<span class="sr"> ${form.t.newTab}</span></a></p>`,
      ],
      form.headingLevel + 1,
      taken ? words.taken : words.title,
    );
  }

  async #take(entries: Offered['said']): Promise<void> {
    const { answers, documents: offered, words } = this.#offered as Offered;
    const { position, autosave, announce, recheck } = this.#form;
    const { documents } = autosave;
    const fields = entries.flatMap((entry) => entry.fields.filter(this.#open));
    const taken: Taken = { step: position, entries, fields, copies: [] };
    this.#taken = taken;
    announce(words.taken);
    this.#write(Object.fromEntries(fields.map((id) => [id, answers[id]])));
    for (const { field, request, document_id } of offered) {
      if (!fields.includes(field)) continue;
      const init = {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ request, document_id }),
      };
      await this.#documents(`${field}/copies`, init).then(
        (document) => {
          taken.copies.push(document);
          documents.list = [...documents.list, document];
        },
        ({ message }) => {
          documents.refused[field] = message;
        },
      );
      recheck();
    }
  }

  /** What has not been changed since. */
  async #undo({ fields, copies }: Taken): Promise<void> {
    const { values, autosave, recheck } = this.#form;
    const { documents } = autosave;
    const { answers } = this.#offered as Offered;
    this.#taken = undefined;
    const left = fields.filter((id) => same(values[id], answers[id]));
    this.#write(Object.fromEntries(left.map((id) => [id, undefined])));
    for (const copy of copies) {
      await this.#documents(copy.id, { method: 'DELETE' }).then(
        () => {
          documents.list = documents.list.filter(({ id }) => id !== copy.id);
        },
        // It stays, and can be removed by hand.
        () => {},
      );
      recheck();
    }
  }

  #documents(path: string, init: RequestInit): Promise<Attached> {
    const { session, autosave } = this.#form;
    return call(session, `/requests/${autosave.view?.id}/documents/${path}`, init);
  }

  /** Answers, and beside their fields where they come from. */
  #write(answers: Values): void {
    const form = this.#form;
    form.change(answers);
    import('../form/models.ts').then(
      ({ Models }) => {
        form.models ??= new Models(form);
        form.models.wrote(answers, (this.#offered as Offered).words);
        form.recheck();
      },
      () => {},
    );
  }
}
