/**
 * Under a field that wants something we know of: those that there are, to choose from. Habilitations of the
 * organisation, questionnaires that its publisher lends, publishers that FranceConnect has certified.
 */
import { html } from 'lit';
import type { Field } from '../../catalogue/definition.ts';
import type { Editors } from '../../catalogue/editors.ts';
import type { HabilitationInForce, LentView } from '../../server/http/api-beside.ts';
import { box } from '../form/fields/choice.ts';
import type { FieldView, FormContext } from '../form/fields/field.ts';
import { chosenOrganisation } from '../form/organisation.ts';
import { call } from '../shared/call.ts';
import { jsonOf } from '../shared/problems.ts';
import type { Part } from './beside.ts';
import { besideWords } from './words.ts';

type TextField = Extract<Field, { kind: 'text' }>;

/** What can be chosen: the answer that it gives, and how it shows. */
interface Offer {
  answer: string;
  label: string;
  hint?: string;
  /** Of a habilitation: whose it is. */
  siret?: string;
}

export class Held implements Part {
  readonly #form: FormContext;
  readonly #draw: () => void;
  /** By what was asked; undefined while it is on its way. */
  readonly #lists = new Map<string, Offer[] | undefined>();

  constructor(form: FormContext, draw: () => void) {
    this.#form = form;
    this.#draw = draw;
  }

  after(view: FieldView): unknown {
    const { habilitation, lent, editor } = view.field as TextField;
    const { session, language, values } = this.#form;
    const t = besideWords[language];
    if (!editor && !session.person)
      return html`<p class="hint">${habilitation ? t.heldLater : t.lentLater}</p>`;
    const publisher = lent && `${values[lent.by] ?? ''}`;
    const key = `${view.field.id} ${publisher}`;
    if (!this.#lists.has(key)) {
      this.#lists.set(key, undefined);
      void this.#ask(view.field as TextField, key);
    }
    const list = this.#lists.get(key);
    if (!list) return '';
    const organisation = habilitation && chosenOrganisation(this.#form);
    const offers = organisation ? list.filter(({ siret }) => siret === organisation.siret) : list;
    const legend = organisation ? t.held(organisation.name) : publisher ? t.lent(publisher) : t.certified;
    if (offers[0]) {
      return html`<fieldset><legend>${legend}</legend>${offers.map(({ answer, label, hint }) =>
        box(
          { ...view, field: { ...view.field, id: `${view.field.id}-held` } },
          `${view.field.id}-${answer}`,
          label,
          hint,
          view.value === answer,
          () => view.set(answer),
          'radio',
        ),
      )}</fieldset>`;
    }
    return habilitation
      ? html`<p>${t.none} <a href=${session.client.hosted(habilitation, language)} target="_blank" rel="noopener">${t.askFor}<span class="sr"> ${this.#form.t.newTab}</span></a></p>`
      : lent
        ? html`<p>${t.lentNone(publisher || t.publisher)}</p>`
        : '';
  }

  async #ask(field: TextField, key: string): Promise<void> {
    try {
      this.#lists.set(key, await this.#offers(field));
    } catch {
      // It can be typed; the next step asks again.
      this.#lists.delete(key);
      return;
    }
    this.#draw();
  }

  async #offers({ id, habilitation, lent }: TextField): Promise<Offer[]> {
    const { session, autosave, language, definition } = this.#form;
    if (habilitation) {
      const path = `/habilitations/mine?api=${encodeURIComponent(habilitation)}`;
      const { habilitations } = await call<{ habilitations: HabilitationInForce[] }>(session, path);
      const until = besideWords[language].until;
      return habilitations.map(({ number, title, until: day, api_title, siret }) => ({
        ...{ answer: number, label: `${number} – ${title || api_title}`, hint: until(day), siret },
      }));
    }
    if (lent) {
      // The publisher may just have been named.
      await autosave.save();
      const view = await call<LentView>(session, `/requests/${autosave.view?.id}/lent/${id}`);
      return view.lent.map(({ number, text }) => ({ answer: number, label: number, hint: text }));
    }
    const { base } = session.client;
    const address = `${base}/catalogue/editors?api=${encodeURIComponent(definition.id)}&lang=${language}`;
    const { editors } = await jsonOf<Editors>(await fetch(address));
    return editors
      .filter(({ france_connect_certified }) => france_connect_certified)
      .map(({ name }) => ({ answer: name, label: name }));
  }
}
