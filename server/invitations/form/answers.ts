/** The answers of a step to read: labels from the definition, never ids alone. */
import { html } from 'hono/html';
import type { Answer, DocumentReference, Person, QuestionnaireAnswers } from '../../../catalogue/answers.ts';
import { type AnswerContext, isAnswered } from '../../../catalogue/conditions.ts';
import type { ApiDefinition, Field, Step } from '../../../catalogue/definition.ts';
import { visibleFields } from '../../../catalogue/steps.ts';
import type { Language } from '../../http/language.ts';
import { sizeText } from '../../instruction/document-view.ts';
import { dateInWords } from '../../pages/dates.ts';
import type { Content } from '../../pages/layout.ts';
import { personParts } from '../../pages/person.ts';
import { guestTexts } from '../words.ts';

export interface Reading {
  definition: ApiDefinition;
  context: AnswerContext;
  language: Language;
  /** Where a document may be fetched; undefined: not by this guest. */
  documentPath?: ((id: string) => string) | undefined;
}

/** @param level of the heading */
export function stepAnswers(step: Step, reading: Reading, level: 2 | 3 = 2): Content {
  const fields = visibleFields(step, reading.context).filter(({ kind }) => kind !== 'message');
  const t = guestTexts[reading.language].answers;
  const id = `step-${step.id}`;
  const heading =
    level === 2 ? html`<h2 id="${id}">${step.title}</h2>` : html`<h3 id="${id}">${step.title}</h3>`;
  return html`<section class="step" aria-labelledby="${id}">
${heading}
${
  fields.length === 0
    ? html`<p class="hint">${t.nothing}</p>`
    : html`<dl class="answers">${fields.map(
        (field) =>
          html`<div><dt>${field.label}</dt><dd>${answerOf(field, reading.context.answers[field.id], reading)}</dd></div>`,
      )}</dl>`
}
</section>`;
}

export function answerOf(field: Field, answer: Answer | undefined, reading: Reading): Content {
  const t = guestTexts[reading.language].answers;
  if (answer === undefined || !isAnswered(answer)) return html`<span class="hint">${t.none}</span>`;
  switch (field.kind) {
    case 'person': {
      const person = answer as Person;
      const lines = personParts.slice(2).map((part) => person[part]);
      return html`<b>${person.given_name} ${person.family_name}</b>${lines.filter(Boolean).map((line) => html`<br>${line}`)}`;
    }
    case 'questionnaire': {
      const given = answer as QuestionnaireAnswers;
      return html`<ul class="bare">${field.questions.map(({ id, label, options }) => {
        const said = options?.find((option) => option.id === given[id])?.label ?? given[id];
        return html`<li><span class="hint">${label}</span> <span class="said">${said || t.none}</span></li>`;
      })}</ul>`;
    }
    case 'documents':
      return html`<ul class="bare">${(answer as DocumentReference[]).map((one) => html`<li>${documentName(one, reading)}</li>`)}</ul>`;
    case 'scopes': {
      const scopes = reading.definition.scopes.groups.flatMap((group) => group.scopes);
      return list((answer as string[]).map((id) => scopes.find((one) => one.id === id)?.label ?? id));
    }
    case 'several_of':
      return list((answer as string[]).map((id) => field.options.find((one) => one.id === id)?.label ?? id));
    case 'one_of':
      return html`${field.options.find((one) => one.id === answer)?.label ?? String(answer)}`;
    case 'confirmation':
      return html`${t.yes}`;
    case 'date':
      return html`${dateText(String(answer), reading.language)}`;
    case 'number':
      return html`${[String(answer), field.unit].filter(Boolean).join(' ')}`;
    default:
      return html`<span class="said">${String(answer)}</span>`;
  }
}

export function documentName({ id, name, size }: DocumentReference, reading: Reading): Content {
  const path = reading.documentPath?.(id);
  const shown = path ? html`<a href="${path}" download>${name}</a>` : html`${name}`;
  return html`${shown} <span class="hint">${sizeText(size, reading.language)}</span>`;
}

const list = (texts: string[]): Content => html`<ul>${texts.map((text) => html`<li>${text}</li>`)}</ul>`;

function dateText(text: string, language: Language): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? dateInWords(text, language) : text;
}
