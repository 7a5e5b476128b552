/** The pages about mails. HTTP only. */
import { type Context, Hono } from 'hono';
import type { ActorEnvironment } from '../accounts/actor.ts';
import { requireSession } from '../accounts/session.ts';
import { csrf } from '../http/csrf.ts';
import { languageOf } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import { carryLanguage, formTargets, page, sendPage } from '../pages/layout.ts';
import type { Services } from '../services.ts';
import { pageWords } from './page-words.ts';
import { chooseMain, stopMain, stoppedMain, wantedName } from './pages.ts';
import { choose, offeredTo, refuse, refusedBy } from './preferences.ts';
import { preferencesPath, readUnsubscription, type Unsubscription, unsubscribePath } from './unsubscribe.ts';

/** Mounted at the root. */
export function mailRoutes(services: Services): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  const stop = `${unsubscribePath}/:topic/:user/:signature` as const;

  app.get(stop, async (c) => {
    const { topic } = signed(services, c);
    const shown = { language: languageOf(c), address: c.req.url };
    return sendPage(c, page({ ...shown, title: title(c), main: stopMain(topic, shown) }));
  });

  // Without a session and from anywhere: mail programs post here by themselves (RFC 8058), and the link says who.
  app.post(stop, async (c) => {
    const who = signed(services, c);
    await refuse(services, who);
    const shown = { language: languageOf(c), address: c.req.url };
    const { title: stopped } = pageWords[shown.language].topics[who.topic];
    return sendPage(c, page({ ...shown, title: stopped, main: stoppedMain(who.topic, shown) }));
  });

  app.use(preferencesPath, csrf(services), requireSession(services));
  app.get(preferencesPath, async (c) => {
    const language = languageOf(c);
    const { actor } = c.var;
    const refused = await refusedBy(services, actor.userId);
    const choice = { offered: offeredTo(actor), refused, done: c.req.query('fait') === '1' };
    const main = chooseMain(choice, language);
    const frame = { title: pageWords[language].choose.title, language, user: actor, address: c.req.url };
    return sendPage(c, page({ ...frame, main }), { formTargets: formTargets(services.config) });
  });

  app.post(preferencesPath, async (c) => {
    const { [wantedName]: ticked } = await c.req.parseBody({ all: true });
    const wanted = [ticked ?? []].flat().filter((value) => typeof value === 'string');
    await choose(services, c.var.actor.userId, { offered: offeredTo(c.var.actor), wanted });
    return c.redirect(carryLanguage(`${preferencesPath}?fait=1`, c.req.url), 303);
  });
  return app;
}

const title = (c: Context) => pageWords[languageOf(c)].stop.title;

/** @throws {Problem} 403 for a link that we have not made */
function signed({ config }: Services, c: Context): Unsubscription {
  const { topic = '', user = '', signature = '' } = c.req.param() as Record<string, string>;
  const who = readUnsubscription(config, { topic, userId: user, signature });
  if (who) return who;
  const { refused } = pageWords[languageOf(c)];
  throw new Problem(403, 'link-incomplete', refused.title, refused.detail);
}
