/** `/`: what this is, the APIs to ask for, my requests, my access, the instruction space. */
import type { Context } from 'hono';
import { html } from 'hono/html';
import { visitor } from '../accounts/session.ts';
import { languageOf } from '../http/language.ts';
import type { Services } from '../services.ts';
import { type Content, carryLanguage, formTargets, page, sendPage } from './layout.ts';

export function homePage(services: Services) {
  const { catalogue, config } = services;
  return async (c: Context): Promise<Response> => {
    const language = languageOf(c);
    const t = texts[language];
    const to = (path: string) => carryLanguage(path, c.req.url);
    const main = html`<h1>${t.title}</h1>
<p class="lead">${t.lead}</p>
<section class="block" aria-labelledby="apis">
<h2 id="apis">${t.apis}</h2>
<ul class="cards">
${catalogue.list().map((file) => card(catalogue.localised(file.id, language), t.ask, to))}
</ul>
</section>
<div class="pair">
<section class="frame" aria-labelledby="requests">
<h2 id="requests">${t.requests}</h2>
<p>${t.requestsText}</p>
<p><a class="button second" href="${to('/mes-demandes')}">${t.requestsLink}</a></p>
</section>
<section class="frame" aria-labelledby="access">
<h2 id="access">${t.access}</h2>
<p>${t.accessText}</p>
<form method="get" action="/acces" class="inline">
<label for="numero" class="label">${t.number} <span class="hint">${t.numberHint}</span></label>
<div class="row"><input id="numero" name="numero" autocomplete="off" required maxlength="12">
<button class="second">${t.open}</button></div>
</form>
</section>
<section class="frame" aria-labelledby="instruction">
<h2 id="instruction">${t.instruction}</h2>
<p>${t.instructionText}</p>
<p><a class="button second" href="${to('/instruction')}">${t.instructionLink}</a></p>
</section>
</div>`;
    const user = await visitor(c, services);
    const content = page({ title: t.pageTitle, language, main, user, address: c.req.url });
    return sendPage(c, content, { formTargets: formTargets(config) });
  };
}

function card(
  definition: ReturnType<Services['catalogue']['localised']>,
  ask: string,
  to: (path: string) => string,
): Content | '' {
  if (!definition) return '';
  return html`<li class="card">
<h3><a href="${to(`/demande/${definition.id}`)}">${definition.title}</a></h3>
<p>${definition.summary}</p>
<p class="hint">${definition.provider.name}</p>
<p class="go" aria-hidden="true">${ask} →</p>
</li>`;
}

/**
 * `GET /acces?numero=H1042`: leads to the page of this habilitation, however the number was typed. Whether it exists
 * and for whom is told there, after signing in.
 */
export function findAccess(c: Context): Response {
  const digits = /^\s*h?\s*(\d{1,12})\s*$/i.exec(c.req.query('numero') ?? '')?.[1];
  return c.redirect(carryLanguage(digits ? `/acces/H${digits}` : '/', c.req.url), 303);
}

const texts = {
  fr: {
    pageTitle: 'Accueil',
    title: 'Demander le droit d’utiliser des données protégées',
    lead: 'Certaines données de l’État ne s’ouvrent qu’à ceux que la loi autorise. DataPass vous dit si vous y avez droit, reçoit votre demande et délivre l’habilitation.',
    apis: 'Choisir une API',
    ask: 'Vérifier mon droit et demander l’accès',
    requests: 'Suivre mes demandes',
    requestsText:
      'Vos demandes, celles de vos collègues et vos habilitations : où elles en sont, et quoi faire.',
    requestsLink: 'Voir mes demandes',
    access: 'Récupérer mon accès',
    accessText: 'Votre demande est validée ? Le demandeur ou le contact technique retire ici l’habilitation.',
    number: 'Numéro de l’habilitation',
    numberHint: 'par exemple H1042, dans le courriel de validation',
    open: 'Continuer',
    instruction: 'Instruire les demandes',
    instructionText: 'Réservé aux agents des fournisseurs d’API qui en ont reçu le rôle.',
    instructionLink: 'Ouvrir l’espace d’instruction',
  },
  en: {
    pageTitle: 'Home',
    title: 'Ask for the right to use restricted data',
    lead: 'Some data of the State are open only to those whom the law allows. DataPass tells whether you may, receives your request and issues the authorisation (habilitation).',
    apis: 'Choose an API',
    ask: 'Check my eligibility and ask for access',
    requests: 'Follow my requests',
    requestsText:
      'Your requests, those of your colleagues and your habilitations: where they stand, and what to do.',
    requestsLink: 'See my requests',
    access: 'Get my access',
    accessText:
      'Has your request been approved? The applicant or the technical contact fetches the habilitation here.',
    number: 'Number of the habilitation',
    numberHint: 'H1042 for instance, in the approval e-mail',
    open: 'Continue',
    instruction: 'Examine requests',
    instructionText: 'For agents of API providers who were given the role.',
    instructionLink: 'Open the instruction space',
  },
};
