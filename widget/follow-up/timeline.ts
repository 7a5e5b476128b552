import { html, type TemplateResult } from 'lit';
import type { HistoryView, LinePoint } from '../shared/api-types.ts';
import type { Language } from '../shared/language.ts';
import type { Words } from '../words/index.ts';
import { day, time } from './dates.ts';

/** Sent, under instruction, decided, connected, in use. */
export const line = (points: LinePoint[], t: Words, language: Language): TemplateResult =>
  html`<ol class="line" aria-label=${t.lineTitle}>${points.map(
    ({ id, state, at }) =>
      html`<li class=${state} aria-current=${state === 'current' ? 'step' : 'false'}>${t.line[id]}<span class="sr"> : ${t.lineState[state]}</span>${
        at && state !== 'todo' ? html`<div class="hint">${day(at, language)}</div>` : ''
      }</li>`,
  )}</ol>`;

/** The latest first. Saves follow one another by dozens: of a row of them the last one stands for all. */
export function timeline(history: HistoryView[], t: Words, language: Language): TemplateResult {
  const entries = [...history]
    .sort((one, other) => Date.parse(other.at) - Date.parse(one.at))
    .filter(({ name }, index, all) => name !== 'save' || all[index - 1]?.name !== 'save');
  return html`<ol class="time">${entries.map(
    ({ name, at, by, reason }) =>
      html`<li><b>${t.event[name] ?? name}</b>${by ? t.by(by) : ''}<p class="hint">${t.at(day(at, language), time(at, language))}</p>${
        reason ? html`<p class="sayings">« ${reason} »</p>` : ''
      }</li>`,
  )}</ol>`;
}
