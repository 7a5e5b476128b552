/**
 * What a state other than « under instruction » means for the person, and what they can do now. A chunk of its own: who
 * has just submitted does not need it.
 */
import { html, type TemplateResult } from 'lit';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { stepOfField } from '../../catalogue/steps.ts';
import type { RequestView } from '../shared/api-types.ts';
import type { Language } from '../shared/language.ts';
import { button, callout } from '../shared/parts.ts';
import { wordsIn } from '../words/index.ts';
import { day } from './dates.ts';
import { decisionWords } from './decision.words.ts';

export interface DecisionView {
  view: RequestView;
  definition: ApiDefinition;
  language: Language;
  level: number;
  resume(step?: string): void;
  archive(sure: string): void;
}

export function decision(all: DecisionView): TemplateResult {
  const { view, definition, language, level, resume, archive } = all;
  const { reason, habilitation } = view;
  const t = decisionWords[language];
  const text = (words: string) => html`<p>${words}</p>`;
  const notice = (tone: string, title: string, ...body: unknown[]) => callout(tone, body, level + 1, title);
  const words = reason ? html`<p>« ${reason} »</p>` : '';
  const may = (label: string, step?: string) =>
    view.actions.includes('save') ? button(label, () => resume(step)) : '';
  switch (view.state) {
    case 'draft':
      return html`${callout('info', [text(t.draftText), may(t.resume)])}${
        view.actions.includes('archive') ? button(t.archive, () => archive(t.archiveSure), 'plain') : ''
      }`;
    case 'changes_requested': {
      const step = stepOfField(definition, view.stage, view.requested_fields[0] ?? '');
      const again = may(step ? t.resumeAt(step.title) : t.resume, step?.id);
      const hint = html`<p class="hint">${t.changesText}</p>`;
      return notice('warn', wordsIn(language).changesTitle, words, hint, again);
    }
    case 'validated':
      return habilitation
        ? notice(
            'ok',
            t.validatedTitle(habilitation.number),
            text(t.validatedText(day(habilitation.valid_until, language))),
            html`<a class="button" part="button" href=${habilitation.access_url} target="_blank" rel="noopener">${t.access}</a>
            <p class="hint">${t.accessHint}</p>`,
          )
        : callout('ok', text(t.validated));
    case 'refused':
      return notice('no', t.refusedTitle, words, text(t.refusedText));
    case 'revoked':
      return notice('no', t.revokedTitle, words);
    default:
      return callout('info', text(t.archivedText));
  }
}
