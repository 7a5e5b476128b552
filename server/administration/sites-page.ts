/** `/administration/sites`: the catalogue sites that embed our elements, and what to copy into their pages. */
import { html } from 'hono/html';
import type { Site } from '../accounts/sites.ts';
import type { Language } from '../http/language.ts';
import { errorList, type FormProblem, textArea, textField } from '../pages/form.ts';
import { type Content, carryLanguage } from '../pages/layout.ts';
import type { SiteInput } from './sites-input.ts';
import { administrationWords } from './words.ts';

export const sitesPath = '/administration/sites';

interface Frame {
  language: Language;
  address: string;
}

export function sitesMain({ language, address }: Frame, sites: readonly Site[], done: boolean): Content {
  const words = administrationWords[language];
  const t = words.sites;
  return html`<p><a href="${carryLanguage('/administration', address)}">← ${words.back}</a></p>
${done ? html`<div class="callout ok" role="status"><p>${t.saved}</p></div>` : ''}
<h1>${t.title}</h1>
<p class="lead">${t.lead}</p>
<p><a class="button" href="${carryLanguage(`${sitesPath}/nouveau`, address)}">${t.add}</a></p>
${sites.length === 0 ? html`<p class="hint">${t.none}</p>` : ''}
<ul class="bare">${sites.map(
    (
      site,
    ) => html`<li class="step"><a href="${carryLanguage(`${sitesPath}/${site.clientId}`, address)}">${site.name}</a>
<p class="hint">${site.origins.join(', ')}</p></li>`,
  )}</ul>`;
}

export interface SitePage extends Frame {
  /** Undefined: a new one. */
  site: Site | undefined;
  input: SiteInput;
  problems: readonly FormProblem[];
  /** Where the elements come from. */
  publicUrl: string;
}

export function siteMain({ site, input, problems, publicUrl, language, address }: SitePage): Content {
  const words = administrationWords[language];
  const t = words.sites;
  return html`<p><a href="${carryLanguage(sitesPath, address)}">← ${t.title}</a></p>
<h1>${site ? t.edit(site.name) : t.add}</h1>
${errorList(words.errors(problems.length), problems)}
<form method="post" action="${carryLanguage(`${sitesPath}/${site?.clientId ?? 'nouveau'}`, address)}" class="stack narrow" novalidate>
${
  site
    ? html`<p>${t.client} : <code>${site.clientId}</code></p>`
    : textField({
        id: 'client',
        label: t.client,
        hint: t.clientHint,
        value: input.client,
        maxlength: 40,
        problems,
      })
}
${textField({ id: 'name', label: t.name, value: input.name, maxlength: 100, problems })}
${textArea({ id: 'origins', label: t.origins, hint: t.originsHint, value: input.origins, problems })}
${textArea({ id: 'paths', label: t.paths, hint: t.pathsHint, value: input.paths, problems })}
<div><button>${t.save}</button></div>
</form>
${site ? html`<section aria-labelledby="snippet"><h2 id="snippet">${t.snippet}</h2><pre tabindex="0"><code>${snippet(publicUrl)}</code></pre></section>` : ''}`;
}

const snippet = (publicUrl: string): string =>
  `<script type="module" async src="${publicUrl}/widget/v1/datapass.js"></script>
<datapass-request api="impot-particulier">
  <a href="${publicUrl}/demande/impot-particulier">Demander une habilitation</a>
</datapass-request>`;
