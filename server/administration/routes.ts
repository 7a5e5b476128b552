/** `/administration`: for managers, who give roles on their APIs, and for administrators. */
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { ActorEnvironment } from '../accounts/actor.ts';
import { readCookie } from '../accounts/cookies.ts';
import { requireSession, sessionCookie } from '../accounts/session.ts';
import { findSession } from '../accounts/sessions.ts';
import { circularsPath } from '../circulars/page.ts';
import { circularRoutes } from '../circulars/routes.ts';
import { circularWords } from '../circulars/words.ts';
import { csrf } from '../http/csrf.ts';
import { languageOf } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import { stopActingPath } from '../pages/acting-banner.ts';
import { carryLanguage } from '../pages/layout.ts';
import type { Services } from '../services.ts';
import { stopActingFor } from './acting.ts';
import { send } from './call.ts';
import { peoplePath } from './people-page.ts';
import { peopleRoutes } from './people-routes.ts';
import { requestRoutes } from './request-routes.ts';
import { givesRoles, isAdministrator } from './rights.ts';
import { rolesPath } from './roles-page.ts';
import { roleRoutes } from './roles-routes.ts';
import { sitesPath } from './sites-page.ts';
import { siteRoutes } from './sites-routes.ts';
import { administrationWords } from './words.ts';

/** For managers too, on what they manage. */
const ofManagers = [rolesPath, circularsPath];

/** Mounted at `/administration`. */
export function administrationRoutes(services: Services): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  app.use(csrf(services));
  // Before the door: who acts for somebody has no role meanwhile.
  app.post(stopActingPath.slice('/administration'.length), async (c) => {
    const found = await findSession(services, readCookie(c, services.config, sessionCookie));
    if (!found?.actor.behind) return c.redirect(carryLanguage('/administration', c.req.url), 303);
    await stopActingFor(services, found.actor, found.id);
    return c.redirect(carryLanguage(`${peoplePath}/${found.actor.userId}`, c.req.url), 303);
  });
  // Every role that comes here reads too: the same door, with its second factor, as the instruction pages.
  app.use(requireSession(services, { role: 'reporter' }));
  app.use(async (c, next) => {
    const t = administrationWords[languageOf(c)];
    const { path } = c.req;
    const open = path === '/administration' || ofManagers.some((own) => path.startsWith(own));
    const allowed = open ? givesRoles(c.var.actor) : isAdministrator(c.var.actor);
    if (!allowed) throw new Problem(403, 'not-permitted', t.reserved, t.reservedText);
    return next();
  });

  app.get('/', (c) => {
    const t = administrationWords[languageOf(c)];
    const links = [
      { path: rolesPath, ...t.roles },
      { path: circularsPath, ...circularWords[languageOf(c)] },
      ...(isAdministrator(c.var.actor)
        ? [
            { path: peoplePath, ...t.people },
            { path: sitesPath, ...t.sites },
          ]
        : []),
    ];
    const main = html`<h1>${t.title}</h1>
${links.map(
  ({
    path,
    title,
    lead,
  }) => html`<section class="step"><h2><a href="${carryLanguage(path, c.req.url)}">${title}</a></h2>
<p>${lead}</p></section>`,
)}`;
    return send(services, c, t.title, main);
  });

  app.route('/roles', roleRoutes(services));
  app.route('/contacts-techniques', circularRoutes(services));
  app.route('/personnes', peopleRoutes(services));
  app.route('/demandes', requestRoutes(services));
  app.route('/sites', siteRoutes(services));
  return app;
}
