/** A document attached to a request: its name, its size, and a way to open it once it is known to be safe. */
import { html } from 'hono/html';
import type { DocumentReference } from '../../catalogue/answers.ts';
import type { Language } from '../http/language.ts';
import type { Content } from '../pages/layout.ts';
import { numberOf, type View } from './file.ts';
import { instructionTexts } from './messages.ts';

export function documentView(reference: DocumentReference, { file, language }: View): Content {
  const t = instructionTexts[language].request;
  const scan = file.documents.find(({ id }) => id === reference.id)?.scan;
  const size = html`<span class="hint">${sizeText(reference.size, language)}</span>`;
  if (scan === 'infected') return html`${reference.name} ${size} <span class="tag no">${t.infected}</span>`;
  if (scan === 'pending') return html`${reference.name} ${size} <span class="tag info">${t.pending}</span>`;
  return html`<a href="/instruction/${numberOf(file.request)}/documents/${reference.id}" download><span class="hidden">${t.download} </span>${reference.name}</a> ${size}`;
}

/** « 1,2 Mo » */
export function sizeText(bytes: number, language: Language): string {
  const unit = bytes >= 1_000_000 ? 'megabyte' : 'kilobyte';
  const value = bytes / (bytes >= 1_000_000 ? 1_000_000 : 1_000);
  return new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    style: 'unit',
    unit,
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}
