/** One request of the list: what it is, where it stands, whose turn it is, its dates. */
import { html, type TemplateResult } from 'lit';
import type { RequestSummary } from '../shared/api-types.ts';
import { heading } from '../shared/heading.ts';
import { badge } from '../shared/parts.ts';
import type { Words } from '../words/index.ts';
import type { listWords } from './words.ts';

export interface RowOptions {
  t: (typeof listWords)['fr'];
  /** Of the journey. */
  words: Words;
  /** Of the heading. */
  level: number;
  /** Names the organisation: the reader has several. */
  several: boolean;
  /** How it is opened; nothing for who is only named in it. */
  action: unknown;
}

const joined = (parts: (string | false | undefined)[]): string => parts.filter(Boolean).join(' · ');

export const row = (
  {
    number,
    api_title,
    stage_label,
    title,
    organisation,
    applicant_name,
    mine,
    relation,
    mentions,
    next_action: { who, text, url },
    dates,
    ends_soon,
    changed,
    state_label,
    tone,
  }: RequestSummary,
  { t, words, level, several, action }: RowOptions,
): TemplateResult => {
  const named = relation === 'named';
  return html`<li part="row"><div class="row between"><div class="grow"><p class="hint">${joined([number, api_title, stage_label])}</p>${heading(
    level,
    title || (named ? organisation.name : t.untitled),
  )}<p class="hint">${joined([
    (several || (named && title)) && organisation.name,
    !mine && t.by(applicant_name),
    changed,
    ...dates,
  ])}${ends_soon && badge('warn', ends_soon)}</p></div>${badge(tone, state_label)}</div>${mentions.map(
    ({ label, given_name, family_name, job_title, email, phone }) =>
      html`<p>${t.namesYou} <b>${label}</b></p><p class="hint">${joined([`${given_name} ${family_name}`, job_title, email, phone])}</p>`,
  )}<div class="row between"><p class="grow"><b>${t.who[who]}</b>${
    url
      ? html`<a href=${url} target="_blank" rel="noopener">${text}<span class="sr"> ${number} ${words.newTab}</span></a>`
      : text
  }</p>${action}</div></li>`;
};
