/** The page of a profile: a form that works without scripts. */
import { html } from 'hono/html';
import type { ProfileView } from '../http/api-people.ts';
import type { Language } from '../http/language.ts';
import type { FieldProblem } from '../http/problem.ts';
import { field as inputField, option } from '../pages/form.ts';
import type { Content } from '../pages/layout.ts';
import { type ProfileKey, profileKeys } from './content.ts';
import { type Choice, entryFields, neededFields, type ProfileForm } from './page-form.ts';
import { pageWords } from './page-words.ts';
import { entryLabels, entryText } from './said.ts';

export interface ProfilePage {
  view: Omit<ProfileView, 'url'>;
  /** What the requests alone say, whatever was written by hand. */
  said: Pick<ProfileView, ProfileKey>;
  /** What stands in the controls. */
  form: ProfileForm;
  problems: FieldProblem[];
  happened: 'saved' | 'conflict' | undefined;
  language: Language;
  /** Of the list of requests. */
  back: string;
}

export function profileMain(page: ProfilePage): Content {
  const { view, problems, happened, language, back } = page;
  const t = pageWords[language];
  return html`<div class="narrow">
<p><a href="${back}">← ${t.back}</a></p>
${happened === 'saved' ? html`<div class="callout ok" role="status"><p>${t.saved}</p></div>` : ''}
${happened === 'conflict' ? html`<div class="callout warn" role="alert"><p>${t.conflict}</p></div>` : ''}
${
  problems.length > 0
    ? html`<div class="callout no" role="alert"><h2>${t.wrong(problems.length)}</h2><ul>${problems.map(
        ({ field, message }) =>
          html`<li><a href="#${field}">${nameOf(field, language)}</a><br>${message}</li>`,
      )}</ul></div>`
    : ''
}
<p class="hint">${view.organisation.name}</p>
<h1>${t.title}</h1>
<p class="lead">${t.lead}</p>
<p class="hint">${t.who}</p>
<form method="post" class="block" novalidate>
<input type="hidden" name="version" value="${view.version}">
${profileKeys.map((key) => entryView(key, page))}
<p><button>${t.save}</button></p>
</form>
${
  view.history.length > 0
    ? html`<section aria-labelledby="history"><h2 id="history">${t.history}</h2><ol class="time">${view.history.map(
        ({ text }) => html`<li>${text}</li>`,
      )}</ol></section>`
    : ''
}
</div>`;
}

/** « Délégué à la protection des données, Adresse électronique ». */
function nameOf(field: string, language: Language): string {
  const [key = '', part = ''] = field.split('.');
  return [entryLabels[language][key as ProfileKey], pageWords[language].fields[part]]
    .filter(Boolean)
    .join(', ');
}

function entryView(key: ProfileKey, page: ProfilePage): Content {
  const { said, form, language } = page;
  const t = pageWords[language];
  const { value, text } = said[key];
  const choice = (id: Choice, label: string, hint: string) =>
    option('radio', key, { id, label, hint }, form[key].choice === id);
  const known = value ? `${entryText(said, key, language)} – ${text}` : t.requestsNone;
  return html`<section class="frame entry" aria-labelledby="${key}">
<h2 id="${key}" tabindex="-1">${entryLabels[language][key]}</h2>
<fieldset><legend class="hidden">${entryLabels[language][key]}</legend>
${choice('requests', t.requests, known)}
${choice('edited', t.edited, t.editedHint)}
${choice('none', t.none, t.noneHint)}
</fieldset>
<div class="fields written" role="group" aria-label="${entryLabels[language][key]}">${entryFields[key].map((field) => control(key, field, page))}</div>
</section>`;
}

/** Attributes by field: what the browser helps with. */
const types: Record<string, string> = { email: 'email', phone: 'tel', begin: 'date', end: 'date' };

function control(key: ProfileKey, field: string, { form, problems, language }: ProfilePage): Content {
  const t = pageWords[language];
  const id = `${key}.${field}`;
  const label = html`${t.fields[field]}${neededFields.has(field) ? '' : html` <span class="hint">${t.optional}</span>`}`;
  const written = problems.map((problem) => ({ field: problem.field, text: problem.message }));
  return inputField(
    { id, label, problems: written },
    ({ described }) =>
      html`<input id="${id}" name="${id}" type="${types[field] ?? 'text'}" value="${form[key].values[field] ?? ''}" autocomplete="off" ${described}>`,
  );
}
