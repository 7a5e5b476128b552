/** The page « Récupérer mon accès »: the signed habilitation in a box to copy from, and nothing of the request. */
import { html } from 'hono/html';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import type { Language } from '../http/language.ts';
import { day } from '../pages/dates.ts';
import { type Content, carryLanguage } from '../pages/layout.ts';
import { stateLabels } from '../requests/view/words.ts';
import type { Counted } from '../together/depends.ts';
import { checkPath } from './certificate.ts';
import { quotaLabel, scopeLabels } from './granted.ts';
import { accessTexts } from './messages.ts';
import type { HeldHabilitation } from './store.ts';

interface AccessPage {
  held: HeldHabilitation;
  /** Undefined when the API has left the catalogue. */
  definition: ApiDefinition | undefined;
  language: Language;
  address: string;
}

/** @param page `counted`: the requests of the same file that this habilitation needs, as they stand */
export function accessMain({
  held,
  definition,
  language,
  token,
  counted = [],
  address,
}: AccessPage & { token: string; counted?: Counted[] }): Content {
  const t = accessTexts[language];
  const { habilitation, organisation } = held;
  const api = definition?.title ?? habilitation.api;
  const stage = definition?.stages.find(({ id }) => id === habilitation.stage)?.label ?? habilitation.stage;
  const quota =
    definition && habilitation.quota && quotaLabel(definition, habilitation.stage, habilitation.quota);
  return html`<h1>${t.title}</h1>
<p class="lead">${t.lead({ organisation: organisation.name, api })}</p>
${counted
  .filter(({ state }) => state !== 'validated')
  .map(
    ({ title, state }) => html`<p class="callout warn">${t.counted(title, stateLabels[language][state])}</p>`,
  )}
<div class="two">
<section class="frame stack">
<label class="label" for="habilitation">${t.credential}</label>
<textarea id="habilitation" readonly rows="10" spellcheck="false" autocomplete="off">${token}</textarea>
<h2>${t.how}</h2>
<ol>${t.steps.map((step) => html`<li>${step}</li>`)}</ol>
<div class="callout warn"><h3>${t.keepTitle}</h3><p>${t.keep}</p></div>
${definition ? support(definition, language) : ''}
</section>
<section class="frame"><dl class="facts">
<div><dt>${t.number}</dt><dd>H${habilitation.number}</dd></div>
<div><dt>${t.organisation}</dt><dd>${organisation.name}<br><span class="hint">SIRET ${organisation.siret}</span></dd></div>
<div><dt>${t.api}</dt><dd>${api}<br><span class="hint">${stage}</span></dd></div>
<div><dt>${t.until}</dt><dd>${day(habilitation.expiresAt, language)}</dd></div>
${
  habilitation.scopes.length > 0
    ? html`<div><dt>${t.scopes}</dt><dd><ul>${scopeLabels(definition, habilitation.scopes).map((label) => html`<li>${label}</li>`)}</ul></dd></div>`
    : ''
}
${quota ? html`<div><dt>${t.quota}</dt><dd>${t.perMinute(quota)}</dd></div>` : ''}
${habilitation.conditions ? html`<div><dt>${t.conditions}</dt><dd class="said">${habilitation.conditions}</dd></div>` : ''}
</dl>
<p><a href="/acces/H${habilitation.number}/attestation.pdf" download>${t.certificate}</a></p>
<p><a href="${carryLanguage(checkPath(habilitation.number), address)}">${t.check}</a></p></section>
</div>`;
}

export function endedMain({ definition, language }: AccessPage): Content {
  const t = accessTexts[language];
  return html`<h1>${t.ended.title}</h1>
<p class="lead">${t.ended.text}</p>
${definition ? support(definition, language) : ''}`;
}

const support = (definition: ApiDefinition, language: Language) =>
  html`<p>${accessTexts[language].support} <a href="mailto:${definition.provider.support}">${definition.provider.support}</a></p>`;
