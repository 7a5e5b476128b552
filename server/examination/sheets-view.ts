/** Beside a request: opinions of colleagues and private notes. Nothing for its applicant. */
import { html } from 'hono/html';
import type { Act, Stance } from '../acts/facts.ts';
import type { View } from '../instruction/file.ts';
import type { Content } from '../pages/layout.ts';
import type { Opinion } from './examination.ts';
import { examinationTexts } from './messages/index.ts';
import { actionButton, below, byLine, wordsOf } from './pieces.ts';
import type { RequestShown } from './shown.ts';

const stanceTones: Record<Stance, string> = { for: 'ok', reserve: 'warn', against: 'no' };

export function opinionsSheet(view: View): Content | '' {
  const shown = view.examination;
  if (!shown) return '';
  const t = examinationTexts[view.language].opinions;
  return html`<section class="sheet" aria-labelledby="opinions">
<h2 id="opinions">${t.title}</h2>
${
  shown.opinions.length === 0
    ? html`<p class="hint">${t.none}</p>`
    : html`<ul class="bare">${shown.opinions.map((one) => opinionView(one, shown, view))}</ul>`
}
${shown.may.lead ? html`<p><a class="plain" href="${below(view, 'avis')}">${t.ask}</a></p>` : ''}
</section>`;
}

function opinionView(opinion: Opinion, shown: RequestShown, view: View): Content {
  const { opinions: t, stance } = examinationTexts[view.language];
  const { asked, given } = opinion;
  const answer = shown.may.answer(opinion)
    ? html`<p><a class="button second" href="${below(view, `avis/${opinion.id}`)}">${given ? t.amend : t.answer}</a></p>`
    : '';
  const withdraw =
    shown.may.lead && !given ? actionButton(view, `avis/${opinion.id}/retrait`, t.withdraw, {}, 'plain') : '';
  return html`<li id="opinion-${opinion.id}"><p><b>${t.asked(shown.nameOf(asked.by), shown.nameOf(asked.facts.of))}</b></p>
<p class="quote">${wordsOf(asked, 'question', view)}</p>
${
  given
    ? html`<p><span class="tag ${stanceTones[given.facts.stance]}">${stance[given.facts.stance]}</span> ${wordsOf(given, 'text', view)}</p>
<p class="hint">${byLine(given, shown, view)}</p>`
    : html`<p><span class="tag info">${t.waiting}</span></p>`
}
${answer}${withdraw}</li>`;
}

export function notesSheet(view: View): Content | '' {
  const shown = view.examination;
  if (!shown) return '';
  const t = examinationTexts[view.language].notes;
  return html`<section class="sheet" aria-labelledby="notes">
<h2 id="notes">${t.title}</h2>
${
  shown.notes.length === 0
    ? html`<p class="hint">${t.none}</p>`
    : html`<ul class="bare">${shown.notes.map((note) => noteView(note, shown, view))}</ul>`
}
${shown.may.lead ? html`<p><a class="plain" href="${below(view, 'notes')}">${t.add}</a></p>` : ''}
</section>`;
}

function noteView(note: Act<'note'>, shown: RequestShown, view: View): Content {
  const t = examinationTexts[view.language].notes;
  return html`<li><p>${wordsOf(note, 'text', view)}</p>
<p class="hint">${byLine(note, shown, view)}</p>
${shown.may.remove(note) ? actionButton(view, `notes/${note.subject}/retrait`, html`${t.remove}<span class="hidden"> : ${note.words.text ?? ''}</span>`, {}, 'plain') : ''}</li>`;
}
