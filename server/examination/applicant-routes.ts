/**
 * « Recommandations de sécurité »: what the applicant's side is recommended, commits to, and says to be done. A page of
 * ours that the mails lead to; nothing else of the examination stands on it.
 */

import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Actor, ActorEnvironment } from '../accounts/actor.ts';
import { requireSession } from '../accounts/session.ts';
import { actsOf } from '../acts/acts.ts';
import { csrf } from '../http/csrf.ts';
import { type Language, languageOf } from '../http/language.ts';
import type { Call } from '../instruction/call.ts';
import { dateInWords, day } from '../pages/dates.ts';
import { type Content, carryLanguage, formTargets, page, sendPage } from '../pages/layout.ts';
import { parisDay } from '../requests/dates.ts';
import { rolesOn } from '../requests/life/relation.ts';
import { absent } from '../requests/problems.ts';
import { type LoadedRequest, loadByNumber } from '../requests/store/load.ts';
import type { Services } from '../services.ts';
import { examinationOf, type Recommendation } from './examination.ts';
import { examinationTexts } from './messages/index.ts';
import { commitTo, complete } from './recommendation.ts';

/** Mounted at `/recommandations`. */
export function recommendedRoutes(services: Services): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  const number = '/:number{[Dd][0-9]{1,12}}';
  app.use(csrf(services));
  app.use(requireSession(services));

  app.get(number, async (c) => {
    const { loaded } = await ours(services, c);
    const language = languageOf(c);
    const { recommendations } = examinationOf(await actsOf(services.database, loaded.row.id));
    const api = services.catalogue.localised(loaded.row.api, language)?.title ?? loaded.row.api;
    const today = parisDay(services.now());
    const main = followMain(loaded, { api, recommendations, language, address: c.req.url, today });
    const { title } = examinationTexts[language].applicant;
    const content = page({ title, language, main, user: c.var.actor, address: c.req.url });
    return sendPage(c, content, { formTargets: formTargets(services.config) });
  });

  app.post(`${number}/:id/:what{engagement|faite|a-faire}`, async (c) => {
    const { loaded, role } = await ours(services, c);
    const { id, what } = c.req.param();
    const { actor } = c.var;
    const requestId = loaded.row.id;
    if (what === 'engagement') await commitTo(services, requestId, id, actor, role);
    else await complete(services, requestId, id, what === 'faite', actor, role);
    return c.redirect(carryLanguage(`/recommandations/D${loaded.row.number}`, c.req.url), 303);
  });
  return app;
}

/** @throws {Problem} 404, alike for what does not exist and what is not their organisation's */
async function ours(
  services: Services,
  c: Call,
): Promise<{ loaded: LoadedRequest; role: 'applicant' | 'colleague' }> {
  const loaded = await loadByNumber(services.database, Number((c.req.param('number') ?? '').slice(1)));
  const role = loaded && sideOf(loaded, c.var.actor);
  if (!role) throw absent(languageOf(c));
  return { loaded, role };
}

function sideOf({ row }: LoadedRequest, actor: Actor): 'applicant' | 'colleague' | undefined {
  return rolesOn(row, actor).find((role) => role === 'applicant' || role === 'colleague') as
    | 'applicant'
    | 'colleague'
    | undefined;
}

interface Followed {
  api: string;
  recommendations: Recommendation[];
  language: Language;
  address: string;
  today: string;
}

function followMain({ row, organisation }: LoadedRequest, followed: Followed): Content {
  const { api, recommendations, language } = followed;
  const t = examinationTexts[language].applicant;
  return html`<h1>${t.title}</h1>
<p class="hint">D${row.number}</p>
<p class="lead">${t.lead(organisation.name, api)}</p>
<p><a href="/demande/${row.api}?demande=${row.id}">${t.back}</a></p>
${
  recommendations.length === 0
    ? html`<p>${t.none}</p>`
    : recommendations.map((one) => recommendationView(one, row.number, followed))
}`;
}

function recommendationView(
  { id, said, committed, completed, done }: Recommendation,
  number: number,
  { language, address, today }: Followed,
): Content {
  const { applicant: t, recommendations: words, erased } = examinationTexts[language];
  const text = said.words.text ?? erased;
  const kind = done ? 'done' : said.facts.planned < today ? 'late' : 'open';
  const tone = { done: 'ok', late: 'no', open: 'info' }[kind];
  const button = (what: string, label: string, style: string) =>
    html`<form method="post" action="${carryLanguage(`/recommandations/D${number}/${id}/${what}`, address)}"><button class="${style}">${label}<span class="hidden">${t.what(text)}</span></button></form>`;
  return html`<section class="frame" aria-labelledby="r-${id}">
<p><span class="tag ${tone}">${words[kind]}</span></p>
<h2 id="r-${id}" class="said recommended">${text}</h2>
<p>${words.for(said.words.owner ?? erased, dateInWords(said.facts.planned, language))}</p>
${committed ? html`<p class="hint">${t.committed(day(committed.at, language))}</p>` : ''}
${done && completed ? html`<p class="hint">${t.completed(day(completed.at, language))}</p>` : ''}
<div class="row">${!committed && !done ? button('engagement', t.commit, '') : ''}${
    done ? button('a-faire', t.undo, 'plain') : button('faite', t.done, 'second')
  }</div>
</section>`;
}
