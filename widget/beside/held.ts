/** Under a field that wants the number of a habilitation: those that the organisation holds, and the way to one. */
import { html } from 'lit';
import type { Field } from '../../catalogue/definition.ts';
import type { HabilitationInForce } from '../../server/http/api.ts';
import { box } from '../form/fields/choice.ts';
import type { FieldView, FormContext } from '../form/fields/field.ts';
import { chosenOrganisation } from '../form/organisation.ts';
import { ownBackend } from '../request/source.ts';
import { call } from '../shared/call.ts';
import type { Part } from './beside.ts';
import { besideWords } from './words.ts';

export class Held implements Part {
  readonly #form: FormContext;
  readonly #draw: () => void;
  /** By API; undefined while it is on its way. */
  readonly #lists = new Map<string, HabilitationInForce[] | undefined>();

  constructor(form: FormContext, draw: () => void) {
    this.#form = form;
    this.#draw = draw;
  }

  after(view: FieldView): unknown {
    const { habilitation: api = '' } = view.field as Extract<Field, { kind: 'text' }>;
    const { session, language } = this.#form;
    const t = besideWords[language];
    if (!session.person) return html`<p class="hint">${t.heldLater}</p>`;
    if (!this.#lists.has(api)) {
      this.#lists.set(api, undefined);
      void this.#ask(api);
    }
    const list = this.#lists.get(api);
    if (!list) return '';
    const organisation = chosenOrganisation(this.#form);
    const own = list.filter(({ siret }) => siret === organisation?.siret);
    return own[0]
      ? html`<fieldset><legend>${t.held(organisation?.name ?? '')}</legend>${own.map(
          ({ number, title, until, api_title }) =>
            box(
              { ...view, field: { ...view.field, id: `${view.field.id}-held` } },
              `${view.field.id}-${number}`,
              `${number} – ${title || api_title}`,
              t.until(until),
              view.value === number,
              () => view.set(number),
              'radio',
            ),
        )}</fieldset>`
      : html`<p>${t.none} <a href=${new URL(`demande/${api}?lang=${language}`, ownBackend)} target="_blank" rel="noopener">${t.askFor}<span class="sr"> ${this.#form.t.newTab}</span></a></p>`;
  }

  async #ask(api: string): Promise<void> {
    try {
      const path = `/habilitations/mine?api=${encodeURIComponent(api)}`;
      const { habilitations } = await call<{ habilitations: HabilitationInForce[] }>(
        this.#form.session,
        path,
      );
      this.#lists.set(api, habilitations);
    } catch {
      // The number can be typed; the next step asks again.
      this.#lists.delete(api);
      return;
    }
    this.#draw();
  }
}
