/** One answer of a request as a person reads it: labels from the definition, never ids alone. */
import { html } from 'hono/html';
import type { Answer, DocumentReference, Person, QuestionnaireAnswers } from '../../catalogue/answers.ts';
import type { ApiDefinition, Field } from '../../catalogue/definition.ts';
import { unusualScopes, usualByUseCase } from '../../catalogue/usual.ts';
import { day } from '../pages/dates.ts';
import type { Content } from '../pages/layout.ts';
import { isLending } from '../requests/view/lent.ts';
import { documentView } from './document-view.ts';
import { contextOf, type View } from './file.ts';
import { lentView } from './lent-view.ts';
import { instructionTexts } from './messages/index.ts';
import { questionsOf } from './questions.ts';

/** @param answer undefined: not answered */
export function answerView(field: Field, answer: Answer | undefined, view: View): Content {
  const t = instructionTexts[view.language].request;
  if (!view.reads(field.id)) return html`<span class="hint">${t.withheld}</span>`;
  if (isEmpty(answer)) return html`<span class="hint">${t.noAnswer}</span>`;
  if (isLending(field)) return lentView(String(answer), view.lent?.get(field.id), view);
  switch (field.kind) {
    case 'scopes':
      return scopesView(answer as string[], view);
    case 'person':
      return personView(answer as Person, view);
    case 'documents':
      return html`<ul class="bare">${(answer as DocumentReference[]).map((one) => html`<li>${documentView(one, view)}</li>`)}</ul>`;
    case 'questionnaire':
      return html`<dl class="facts">${questionsOf(field, answer as QuestionnaireAnswers).map(
        ({ label, text }) =>
          html`<div><dt>${label}</dt><dd>${text ? html`<span class="said">${text}</span>` : html`<span class="hint">${t.noAnswer}</span>`}</dd></div>`,
      )}</dl>`;
    case 'several_of':
      return html`<ul>${textsOf(field, answer, view).map((text) => html`<li>${text}</li>`)}</ul>`;
    case 'url':
      return linkView(String(answer));
    default:
      return html`<span class="said">${textsOf(field, answer, view).join(', ')}</span>`;
  }
}

/** An answer in words, one per value: what comparisons show. */
export function textsOf(field: Field | undefined, answer: Answer | undefined, view: View): string[] {
  const t = instructionTexts[view.language].request;
  if (answer === undefined || isEmpty(answer)) return [];
  if (Array.isArray(answer)) {
    return answer.map((item) => (typeof item === 'string' ? choiceLabel(field, item, view) : item.name));
  }
  if (field?.kind === 'questionnaire') {
    const questions = questionsOf(field, answer as QuestionnaireAnswers);
    return questions.flatMap(({ label, text }) => (text ? `${label} ${text}` : []));
  }
  if (typeof answer === 'object') {
    const { given_name, family_name, job_title, email, phone } = answer;
    return [[`${given_name} ${family_name}`.trim(), job_title, email, phone].filter(Boolean).join(', ')];
  }
  if (typeof answer === 'boolean') return [answer ? t.yes : t.no];
  if (field?.kind === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(String(answer))) {
    return [day(new Date(`${answer}T12:00:00Z`), view.language)];
  }
  if (field?.kind === 'number') {
    const figure = Number(answer).toLocaleString(view.language === 'fr' ? 'fr-FR' : 'en-GB');
    return [field.unit ? `${figure} ${field.unit}` : figure];
  }
  return [choiceLabel(field, String(answer), view)];
}

/** A scope's label, its own id where the definition knows it no more. */
export function scopeLabel(definition: ApiDefinition, id: string): string {
  const scopes = definition.scopes.groups.flatMap((group) => group.scopes);
  return scopes.find((scope) => scope.id === id)?.label ?? id;
}

function choiceLabel(field: Field | undefined, id: string, view: View): string {
  if (field?.kind === 'scopes') return scopeLabel(view.definition, id);
  if (field?.kind !== 'one_of' && field?.kind !== 'several_of') return id;
  return field.options.find((option) => option.id === id)?.label ?? id;
}

/** Scopes by group, each with its technical value; those that the use case does not usually need are marked. */
function scopesView(chosen: string[], view: View): Content {
  const { definition, file, language } = view;
  const t = instructionTexts[language].request;
  const usual = usualByUseCase(definition, file.request.useCase) ?? view.readiness?.facts.usual;
  const unusual = usual && unusualScopes(definition, contextOf(file.request), chosen, usual);
  const isUnusual = (id: string) => unusual?.includes(id) ?? false;
  const known = definition.scopes.groups.map((group) => ({
    label: group.label,
    ids: group.scopes.map(({ id }) => id).filter((id) => chosen.includes(id)),
  }));
  const unknown = chosen.filter((id) => !known.some(({ ids }) => ids.includes(id)));
  const groups = [...known, { label: '', ids: unknown }].filter(({ ids }) => ids.length > 0);
  const usualCount = unusual && chosen.length - unusual.length;
  return html`<p class="hint">${t.chosen(chosen.length, usualCount)}</p>
${groups.map(
  ({ label, ids }) => html`${label ? html`<p class="group">${label}</p>` : ''}
<ul class="bare">${ids.map(
    (id) => html`<li>${scopeLabel(definition, id)} <code>${id}</code>
${isUnusual(id) ? html`<span class="tag warn">${t.unusual}</span>` : ''}</li>`,
  )}</ul>`,
)}`;
}

function personView(person: Person, { language }: View): Content {
  const t = instructionTexts[language].request.person;
  return html`<b>${person.given_name} ${person.family_name}</b>${person.job_title ? html`<br>${person.job_title}` : ''}
<br><span class="hint">${t.email}</span> ${person.email}
${person.phone ? html`<br><span class="hint">${t.phone}</span> ${person.phone}` : ''}`;
}

/** Typed by somebody: only a web address becomes a link, and it learns nothing of where it was followed from. */
function linkView(address: string): Content {
  return /^https?:\/\//i.test(address)
    ? html`<a href="${address}" rel="noopener noreferrer nofollow" target="_blank">${address}</a>`
    : html`${address}`;
}

function isEmpty(answer: Answer | undefined): boolean {
  return answer === undefined || answer === '' || (Array.isArray(answer) && answer.length === 0);
}
