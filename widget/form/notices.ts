/** What stands above the fields because of somebody else: the instructor's words, another tab's or device's version. */
import { html, type TemplateResult } from 'lit';
import { fieldsOf } from '../../catalogue/steps.ts';
import type { Values } from '../drafts/draft.ts';
import type { RequestView } from '../shared/api-types.ts';
import { heading } from '../shared/heading.ts';
import type { FormContext } from './fields/field.ts';

/** The change asked for, with links to the fields concerned. */
export function askedNotice(
  { words, definition, level }: FormContext,
  view: RequestView | undefined,
  go: (field: string) => void,
): TemplateResult | '' {
  if (view?.state !== 'changes_requested') return '';
  const fields = fieldsOf(definition, view.stage).filter(({ id }) => view.requested_fields.includes(id));
  return html`<div class="callout warn">${heading(level + 1, words.askedTitle)}<p>« ${view.reason} »</p>
    <ul>${fields.map(
      ({ id, label }) =>
        html`<li><button type="button" class="link" @click=${() => go(id)}>${label}</button></li>`,
    )}</ul></div>`;
}

/** What a newer version said where this tab's words were kept. */
export function differedNotice(
  { words, definition, level }: FormContext,
  stage: string,
  differed: Values,
  take: (values: Values) => void,
): TemplateResult | '' {
  const keys = Object.keys(differed);
  if (!keys.length) return '';
  const label = (key: string) =>
    fieldsOf(definition, stage).find(({ id }) => id === key)?.label ?? words.organisation;
  return html`<div class="callout warn">${heading(level + 1, words.differed)}<p>${words.differedText}</p>
    <ul>${keys.map(
      (key) => html`<li><b>${label(key)}</b> : « ${asText(differed[key]) || words.nothing} »
        <button type="button" class="link" @click=${() => take({ [key]: differed[key] })}>${words.takeTheirs}</button></li>`,
    )}</ul></div>`;
}

const asText = (value: unknown): string =>
  value && typeof value === 'object' ? Object.values(value).join(', ') : `${value ?? ''}`;
