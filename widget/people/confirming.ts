/** On the follow-up of a request that was sent: those whom it names may still confirm it. */
import { html } from 'lit';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import type { Place } from '../handover/place.ts';
import type { RequestView } from '../shared/api-types.ts';
import { Invitations } from './invitations.ts';
import { Inviting, named } from './inviting.ts';
import { peopleWords } from './words.ts';

export class Confirming {
  readonly #place: Place;
  readonly #invitations: Invitations;
  readonly #inviting: Inviting;

  constructor(place: Place) {
    this.#place = place;
    this.#invitations = new Invitations(place);
    this.#inviting = new Inviting(place, this.#invitations);
    void this.#invitations.load();
  }

  template(definition: ApiDefinition, { stage, answers }: RequestView): unknown {
    const { language, session } = this.#place;
    const t = peopleWords[language];
    const people = named(definition, stage, answers, session.person?.email);
    return [
      people[0]
        ? this.#inviting.template(t.confirmText, ['confirm'], people)
        : html`<p class="hint">${t.nobody}</p>`,
      this.#invitations.rows(this.#invitations.list),
    ];
  }
}
