/**
 * What few APIs show: dated notices above everything, and a signpost where nothing is asked for here. A chunk of its
 * own, there before the first rendering of those APIs.
 */
import { html, nothing } from 'lit';
import type { EligibilityPart } from '../../catalogue/definition.ts';
import { heading } from '../shared/heading.ts';
import { rich } from '../shared/rich.ts';
import { verdictOf } from './eligibility.ts';
import type { Journey } from './journey.ts';

const also = { fr: 'Voir aussi', en: 'See also' };

/** Those whose links have been asked for. */
const asking = new WeakSet<EligibilityPart>();

/** A signpost shows the links of its API too, which the first question does without; they stand last. */
async function askLinks(journey: Journey, part: EligibilityPart): Promise<void> {
  if (asking.has(part)) return;
  asking.add(part);
  const { client, language, host } = journey;
  journey.definition = await client.definition(part.id, language).catch(() => undefined);
  host.requestUpdate();
}

const isSignpost = ({ eligibility: { first, questions } }: EligibilityPart): boolean => !questions[first];

/** Today in Paris, where the days of the catalogue begin: YYYY-MM-DD. */
const today = (): string => new Date().toLocaleDateString('sv', { timeZone: 'Europe/Paris' });

export const notices = ({ part }: Pick<Journey, 'part'>, day = today()): unknown =>
  part?.notices
    .filter(({ from = day, until = day }) => from <= day && day <= until)
    .map(({ text }) => html`<div class="callout info" part="notice"><p>${rich(text)}</p></div>`);

/** What the API is and where to go. @returns undefined where there is a question to ask */
export function signpost(journey: Journey): unknown {
  const { part, definition, host, client, language, t } = journey;
  if (!part || !isSignpost(part)) return undefined;
  void askLinks(journey, part);
  const { title, text, law, instead } = verdictOf(part, {}) ?? { title: part.title, text: [] };
  const url = instead?.url ?? (instead?.api && client.hosted(instead.api, language));
  const others = (definition?.links ?? []).filter(
    (link) => link.url !== url && !text.some((words) => words.includes(link.url)),
  );
  // Our own page has said it already.
  const summary = client.base === location.origin ? nothing : html`<p>${part.summary}</p>`;
  return html`<div><p class="hint">${part.title}</p>${heading(host.headingLevel, title, 'title')}${summary}</div>
<div part="verdict">${text.map((words) => html`<p>${rich(words)}</p>`)}${
    law ? html`<p>${t.law}<a href=${law.url}>${law.label}</a></p>` : nothing
  }</div>${
    instead
      ? url
        ? html`<p><a class="button" part="button" href=${url}>${instead.label}</a></p>`
        : html`<p>${rich(instead.label)}</p>`
      : nothing
  }${
    others[0]
      ? html`<p class="hint">${also[language]}</p><ul>${others.map(({ label, url }) => html`<li><a href=${url}>${label}</a></li>`)}</ul>`
      : nothing
  }`;
}
