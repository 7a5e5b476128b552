/** A document attached to a request: its name, its size, and a way to open it once it is known to be safe. */
import { html } from 'hono/html';
import type { DocumentReference } from '../../catalogue/answers.ts';
import type { ReadingItem, ReadingView } from '../http/api-beside.ts';
import type { Language } from '../http/language.ts';
import type { Content } from '../pages/layout.ts';
import { numberOf, type View } from './file.ts';
import { instructionTexts } from './messages/index.ts';

export function documentView(reference: DocumentReference, view: View): Content {
  const reading = view.readings?.get(reference.id);
  return html`${linkView(reference, view)}${reading ? readingView(reading, view.language) : ''}`;
}

function linkView(reference: DocumentReference, { file, language }: View): Content {
  const t = instructionTexts[language].request;
  const scan = file.documents.find(({ id }) => id === reference.id)?.scan;
  const size = html`<span class="hint">${sizeText(reference.size, language)}</span>`;
  if (scan === 'infected') return html`${reference.name} ${size} <span class="tag no">${t.infected}</span>`;
  if (scan === 'pending') return html`${reference.name} ${size} <span class="tag info">${t.pending}</span>`;
  return html`<a href="/instruction/${numberOf(file.request)}/documents/${reference.id}" download><span class="hidden">${t.download} </span>${reference.name}</a> ${size}`;
}

/** The checklist of what the text must hold: what was found, where, and what the applicant ticked instead. */
function readingView(reading: ReadingView, language: Language): Content {
  const t = instructionTexts[language].reading;
  const tag = ({ found, ticked }: ReadingItem) =>
    found
      ? html`<span class="tag ok">✓ ${t.found}</span>`
      : ticked
        ? html`<span class="tag info">${t.ticked}</span>`
        : html`<span class="tag warn">${t.missing}</span>`;
  const count = reading.items.filter(({ found }) => found).length;
  const summary = reading.readable ? t.summary(count, reading.items.length) : t.unread;
  return html`<details class="reading"><summary>${summary}</summary>
${reading.readable ? html`<p class="hint">${t.caution}</p>` : html`<p class="hint">${reading.text}</p>`}
<ul class="bare">${reading.items.map(
    (item) => html`<li>${tag(item)} ${item.label} <span class="hint">${item.text}</span></li>`,
  )}</ul></details>`;
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
