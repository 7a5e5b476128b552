/** Asks somebody to fill or confirm one step, or to comment the draft. What was typed stays until it was sent. */
import { html } from 'lit';
import type { Answers, Person } from '../../catalogue/answers.ts';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { forms } from '../../catalogue/forms.ts';
import { fieldsOf, stepOfField } from '../../catalogue/steps.ts';
import type { InvitationKind } from '../../server/http/api-people.ts';
import { Ask } from '../handover/ask.ts';
import { unanswered } from '../handover/handover.ts';
import type { Place } from '../handover/place.ts';
import type { Invitations } from './invitations.ts';
import { peopleWords } from './words.ts';

/** Somebody else than the people named. */
const OTHER = 'other';

interface Named {
  field: string;
  /** The step that names them. */
  step: string | undefined;
  label: string;
  name: string;
  email: string;
}

/** People that the answers name, with an address to invite; never who invites. */
export const named = (
  definition: ApiDefinition,
  stage: string,
  answers: Answers,
  own: string | undefined,
): Named[] =>
  fieldsOf(definition, stage).flatMap(({ kind, id, label }) => {
    const { given_name, family_name, email = '' } = (answers[id] ?? {}) as Person;
    return kind === 'person' && forms.email.test(email.trim()) && email.trim() !== own
      ? [
          {
            field: id,
            step: stepOfField(definition, stage, id)?.id,
            label,
            name: `${given_name} ${family_name}`,
            email: email.trim(),
          },
        ]
      : [];
  });

export class Inviting {
  readonly ask: Ask;
  readonly #place: Place;
  readonly #invitations: Invitations;
  readonly #step: string | undefined;

  /** @param step none: the whole draft, to comment; or the step that names who confirms */
  constructor(place: Place, invitations: Invitations, step?: string) {
    this.#place = place;
    this.#invitations = invitations;
    this.#step = step;
    this.ask = new Ask(place, 'invite');
  }

  /**
   * @param kinds that may be asked for; the first is chosen
   * @param people by whom a confirmation may be given
   */
  template(text: string, kinds: InvitationKind[], people: Named[] = []): unknown {
    const t = peopleWords[this.#place.language];
    const { ask } = this;
    const { values } = ask;
    values.kind ??= kinds[0] ?? 'comment';
    const kind = values.kind as InvitationKind;
    const choice = (name: string, label: string, options: { id: string; label: string; hint?: string }[]) =>
      ask.field(name, { kind: 'one_of', label, options });
    const named = kind === 'confirm' ? people : [];
    if (named[0]) values.who ??= named[0].field;
    const person = named.find(({ field }) => field === values.who);
    return ask.template(
      [
        html`<p>${text}</p>`,
        kinds[1]
          ? choice(
              'kind',
              t.what,
              kinds.map((id) => ({ id, label: t.kinds[id] })),
            )
          : '',
        named[0]
          ? choice('who', t.who, [
              ...named.map(({ field, label, name, email }) => ({
                id: field,
                label: `${name} – ${label}`,
                hint: email,
              })),
              // Somebody else confirms a step, and not that the request names them.
              ...(this.#step ? [{ id: OTHER, label: t.other }] : []),
            ])
          : '',
        person ? '' : ask.field('email', { kind: 'email', label: t.email }),
      ],
      t.send,
      async () => {
        const { email = '' } = values;
        if (!person && !forms.email.test(email.trim())) throw unanswered('email', t.noAddress);
        const step = this.#step ?? person?.step;
        const said = await this.#invitations.send({
          kind,
          ...(step && { step }),
          ...(person ? { field: person.field } : { email }),
        });
        ask.values = { kind };
        return said;
      },
    );
  }
}
