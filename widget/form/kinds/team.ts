/** A person of whom more is to be said than their name: perhaps a team, perhaps with a mobile number. */
import { html, type TemplateResult } from 'lit';
import type { Person } from '../../../catalogue/answers.ts';
import type { Field } from '../../../catalogue/definition.ts';
import { box } from '../fields/choice.ts';
import type { FieldView, FormContext } from '../fields/field.ts';
import { templates } from '../fields/index.ts';
import { nobody, type Part, parts, person } from '../fields/person.ts';
import { kindWords } from './words.ts';

type PersonField = Field & { kind: 'person' };

/** What was chosen, whether the answer shows it yet or not: true for a team, by field. */
const chosen = new WeakMap<FormContext['autosave'], Record<string, boolean>>();

/** A team has a name, and neither given name nor job title. */
const looksLikeTeam = ({ given_name, family_name, job_title }: Person): boolean =>
  !!family_name && !given_name && !job_title;

templates.person = (view: FieldView<PersonField>): TemplateResult => {
  const { field, form, set } = view;
  const t = kindWords[form.language];
  const value = { ...nobody, ...(view.value as Person | undefined) };
  const shown = parts.map(
    ([name, token, kind, label]): Part => [
      name,
      token,
      kind,
      name === 'phone' && field.mobile ? t.mobile : label,
    ],
  );
  if (!field.may_be_team) return person(view, '', shown);
  const choices = chosen.get(form.autosave) ?? {};
  // Decided once: somebody may type a family name first.
  const team = field.id in choices ? choices[field.id] : looksLikeTeam(value);
  chosen.set(form.autosave, { ...choices, [field.id]: !!team });
  const choose = (on: boolean) => {
    chosen.set(form.autosave, { ...choices, [field.id]: on });
    set({ ...value, given_name: '', job_title: '' });
  };
  const radio = (id: string, label: string, on: boolean) =>
    box(view, `${field.id}-${id}`, label, undefined, team === on, () => choose(on), 'radio');
  return person(
    view,
    html`<div class="choices" role="radiogroup" aria-label=${t.who}>${radio('person', t.person, false)}${radio('team', t.team, true)}</div>`,
    team
      ? shown
          .filter(([name]) => !/given|job/.test(name))
          .map((part) =>
            part[0] === 'family_name' ? ['family_name', 'organization', undefined, t.teamName] : part,
          )
      : shown,
  );
};
