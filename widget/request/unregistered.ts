/** A site that nobody registered: the form or the list on our own page instead, and a word to the site's owner. A chunk of its own. */
import { html, type TemplateResult } from 'lit';
import type { CurrentSite } from '../shared/api-types.ts';
import { heading } from '../shared/heading.ts';
import type { Journey } from './journey.ts';

const reason = {
  fr: 'La suite se passe sur le site DataPass : cette page n’y est pas encore enregistrée.',
  en: 'What follows is on the DataPass site: this page is not registered there yet.',
};

let told = false;

/** What the element shows instead: the link alone, and with its reason. */
export function hosted(
  journey: Pick<Journey, 'client' | 'language' | 't'> & {
    host: { api: string; headingLevel: number; within?: { readonly apis: string } | undefined };
  },
  site: CurrentSite,
): Record<'link' | 'page', TemplateResult> {
  const { client, host, language, t } = journey;
  tellOwner(client.base, site);
  const link = html`<a class="button" part="button" href=${client.hosted(host.within?.apis ?? host.api, language)}>${t.hosted}</a>`;
  return {
    link,
    page: html`${heading(host.headingLevel, t.hosted, 'title')}<p>${reason[language]}</p><p>${link}</p>`,
  };
}

/** Once per page. */
function tellOwner(base: string, { hosted_url }: CurrentSite): void {
  if (told) return;
  told = true;
  console.warn(
    `DataPass: ${location.origin} is not registered. Eligibility and badges work; the form is offered on ` +
      `${hosted_url} instead. To show it on this page, ask the operator of ${base} to ` +
      'register this origin and the paths of the pages that carry our elements.',
  );
}
