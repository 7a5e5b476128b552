/** `/verification/H1042`: whether a habilitation is in force, for anybody – where the code of its PDF leads. */

import { Hono } from 'hono';
import { html } from 'hono/html';
import { definitionAt } from '../catalogue/versions.ts';
import { languageOf } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import { day, dayAndTime } from '../pages/dates.ts';
import { type Content, page, sendPage } from '../pages/layout.ts';
import type { Services } from '../services.ts';
import { checkWords } from './certificate-words.ts';
import { stateAt } from './in-force.ts';
import { findPublic } from './store.ts';

/** Mounted at `/verification`. */
export function checkRoutes(services: Services): Hono {
  const { database, now } = services;
  const app = new Hono();
  app.get('/:number{[Hh][0-9]{1,15}}', async (c) => {
    const language = languageOf(c);
    const t = checkWords[language];
    const number = Number(c.req.param('number').slice(1));
    const found = await findPublic(database, number);
    if (!found) throw new Problem(404, 'not-found', t.absent, t.absentText);
    const { habilitation, organisation } = found;
    const at = now();
    const state = stateAt(habilitation, at);
    const definition = await definitionAt(services, habilitation, language);
    const stage = definition?.stages.find(({ id }) => id === habilitation.stage)?.label;
    const verdict: Content =
      state === 'active'
        ? html`<div class="callout ok"><p><b>${t.inForce}</b></p></div>`
        : html`<div class="callout no"><p><b>${t.notInForce}</b></p><p>${t.states[state]}</p></div>`;
    const kept = state === 'active' && habilitation.expiresAt <= at;
    const title = t.title(`H${number}`);
    const main = html`<h1>${title}</h1>
${verdict}
<dl class="facts">
<div><dt>${t.number}</dt><dd>H${number}</dd></div>
<div><dt>${t.organisation}</dt><dd>${organisation.name}<br><span class="hint">SIRET ${organisation.siret}</span></dd></div>
<div><dt>${t.api}</dt><dd>${[definition?.title ?? habilitation.api, stage].filter(Boolean).join(' · ')}</dd></div>
<div><dt>${t.since}</dt><dd>${day(habilitation.validFrom, language)}</dd></div>
<div><dt>${t.until}</dt><dd>${day(habilitation.expiresAt, language)}${kept ? html`<br><span class="hint">${t.prolonged}</span>` : ''}</dd></div>
</dl>
<p class="hint">${t.checked(dayAndTime(at, language))}</p>`;
    return sendPage(c, page({ title, language, main, address: c.req.url }));
  });
  return app;
}
