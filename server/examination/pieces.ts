/** Small pieces that the parts of an examination share on the page of a request. */
import { html } from 'hono/html';
import type { Act, ActName } from '../acts/facts.ts';
import { numberOf, type View } from '../instruction/file.ts';
import { dayAndTime } from '../pages/dates.ts';
import { type Content, carryLanguage } from '../pages/layout.ts';
import { examinationTexts } from './messages/index.ts';
import type { ExaminationShown } from './shown.ts';

/** An address below the page of the request. */
export const below = (view: View, path: string): string =>
  carryLanguage(`/instruction/${numberOf(view.file.request)}/${path}`, view.address);

/** Words of an act, or that they were erased. */
export const wordsOf = (act: Act, key: string, view: View): Content =>
  html`<span class="said">${act.words[key] ?? examinationTexts[view.language].erased}</span>`;

/** « Inès Agent, 4 novembre 2026 à 10:14 » */
export function byLine(act: Act, shown: Pick<ExaminationShown, 'nameOf'>, { language }: View): string {
  return examinationTexts[language].by(shown.nameOf(act.by), dayAndTime(act.at, language));
}

/** A button that is a form of its own. */
export function actionButton(
  view: View,
  path: string,
  label: Content | string,
  values: Record<string, string | number>,
  style = 'second',
): Content {
  return html`<form method="post" action="${below(view, path)}">${Object.entries(values).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}<button class="${style}">${label}</button></form>`;
}

/** That it was recorded. */
export function recordedText({ name }: Pick<Act, 'name'>, { language }: Pick<View, 'language'>): string {
  const said: Partial<Record<ActName, string>> = examinationTexts[language].recorded;
  return said[name] ?? '';
}
