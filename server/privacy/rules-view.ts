/** The retention rules as a page shows them: the same that the jobs go by. */
import { html } from 'hono/html';
import type { Language } from '../http/language.ts';
import type { Content } from '../pages/layout.ts';
import { keepText, ruleWords } from './rule-words.ts';
import { retentionRules } from './rules.ts';

export function rulesView(language: Language): Content {
  const label = { fr: 'Durée : ', en: 'Time: ' }[language];
  return html`<dl class="answers">${retentionRules.map((rule) => {
    const { what, why } = ruleWords[language][rule];
    return html`<div id="duree-${rule}"><dt>${what}</dt><dd>${why}</dd><dd><b>${label}</b>${keepText(rule, language)}.</dd></div>`;
  })}</dl>`;
}
