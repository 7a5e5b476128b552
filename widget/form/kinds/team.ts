/** A person of whom more is to be said than their name: perhaps a team, perhaps with a mobile number. */
import { html, type TemplateResult } from 'lit';
import type { Person } from '../../../catalogue/answers.ts';
import { button } from '../../shared/parts.ts';
import { box } from '../fields/choice.ts';
import { type FormContext, grouped } from '../fields/field.ts';
import { templates } from '../fields/index.ts';
import { answered, type PersonView, parts, partTemplate } from '../fields/person.ts';
import { kindWords } from './words.ts';

/** What was chosen, whether the answer shows it yet or not: true for a team, by field. */
const chosen = new WeakMap<FormContext['autosave'], Record<string, boolean>>();

/** A team has a name, and neither given name nor job title. */
const looksLikeTeam = ({ given_name, family_name, job_title }: Person): boolean =>
  !!family_name && !given_name && !job_title;

templates.person = (view: PersonView): TemplateResult => {
  const { field, form } = view;
  const t = kindWords[form.language];
  const team = !!field.may_be_team && isTeam(view);
  const shown = team ? parts.filter(([name]) => !/given|job/.test(name)) : parts;
  const labels = { ...(team && { family_name: t.teamName }), ...(field.mobile && { phone: t.mobile }) };
  return grouped(
    view,
    html`${field.may_be_team ? choice(view, team) : ''}${
      field.may_be_applicant && !team ? button(form.t.me, () => form.itsMe(field.id), 'second') : ''
    }<div class="pair">${shown.map((part) => partTemplate(view, part, (labels as Partial<Person>)[part[0]]))}</div>`,
  );
};

/** Decided once, from the answer: later, somebody may just type a family name first. */
function isTeam(view: PersonView): boolean {
  const { autosave } = view.form;
  const { id } = view.field;
  const choices = chosen.get(autosave) ?? {};
  const team = choices[id] ?? looksLikeTeam(answered(view));
  chosen.set(autosave, { ...choices, [id]: team });
  return team;
}

function choice(view: PersonView, team: boolean): TemplateResult {
  const { field, form } = view;
  const t = kindWords[form.language];
  const radio = (id: string, label: string, on: boolean) =>
    box(view, `${field.id}-${id}`, label, undefined, team === on, () => choose(on), 'radio');
  const choose = (on: boolean) => {
    chosen.set(form.autosave, { ...chosen.get(form.autosave), [field.id]: on });
    view.set({ ...answered(view), given_name: '', job_title: '' });
  };
  return html`<div class="choices" role="radiogroup" aria-label=${t.who}>${radio('person', t.person, false)}${radio('team', t.team, true)}</div>`;
}
