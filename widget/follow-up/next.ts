import { html, type TemplateResult } from 'lit';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { stepOfField } from '../../catalogue/steps.ts';
import type { RequestView } from '../shared/api-types.ts';
import { heading } from '../shared/heading.ts';
import type { Language } from '../shared/language.ts';
import { day } from './dates.ts';
import type { FollowUpMessages } from './messages/index.ts';

interface NextView {
  view: RequestView;
  definition: ApiDefinition;
  t: FollowUpMessages;
  language: Language;
  level: number;
  resume(step?: string): void;
}

/** What the state means for the person, and what they can do now. */
export function next({ view, definition, t, language, level, resume }: NextView): TemplateResult | '' {
  const { state, reason, answer_by, habilitation } = view;
  const title = (text: string) => heading(level + 1, text);
  const words = reason ? html`<p>« ${reason} »</p>` : '';
  const may = view.actions.includes('save');
  switch (state) {
    case 'draft':
      return html`<div class="callout info"><p>${t.draftText}</p>${
        may ? html`<button type="button" part="button" @click=${() => resume()}>${t.resume}</button>` : ''
      }</div>`;
    case 'submitted':
      return html`<div class="callout info"><p>${t.submittedText}</p>${
        answer_by ? html`<p>${t.answerBy(day(answer_by, language))}</p>` : ''
      }</div>`;
    case 'changes_requested': {
      const step = stepOfField(definition, view.stage, view.requested_fields[0] ?? '');
      return html`<div class="callout warn">${title(t.changesTitle)}${words}<p class="hint">${t.changesText}</p>${
        may
          ? html`<button type="button" part="button" @click=${() => resume(step?.id)}>${step ? t.resumeAt(step.title) : t.resume}</button>`
          : ''
      }</div>`;
    }
    case 'validated':
      return habilitation
        ? html`<div class="callout ok">${title(t.validatedTitle(habilitation.number))}
            <p>${t.validatedText(day(habilitation.valid_until, language))}</p>
            <a class="button" part="button" href=${habilitation.access_url} target="_blank" rel="noopener">${t.access}</a>
            <p class="hint">${t.accessHint}</p></div>`
        : html`<p class="callout ok">${t.validated}</p>`;
    case 'refused':
      return html`<div class="callout no">${title(t.refusedTitle)}${words}<p>${t.refusedText}</p></div>`;
    case 'revoked':
      return html`<div class="callout no">${title(t.revokedTitle)}${words}</div>`;
    case 'archived':
      return html`<p class="callout info">${t.archivedText}</p>`;
    default:
      return '';
  }
}
