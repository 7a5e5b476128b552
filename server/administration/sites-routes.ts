/** `/administration/sites`. HTTP only. */
import { asc } from 'drizzle-orm';
import { Hono } from 'hono';
import type { ActorEnvironment } from '../accounts/actor.ts';
import type { Site } from '../accounts/sites.ts';
import { sites } from '../accounts/tables.ts';
import { record } from '../acts/acts.ts';
import { languageOf } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import { carryLanguage } from '../pages/layout.ts';
import type { Services } from '../services.ts';
import { type Call, send } from './call.ts';
import { checkSite, readSite, type SiteInput, type SiteProblem, siteInput } from './sites-input.ts';
import { siteMain, sitesMain, sitesPath } from './sites-page.ts';
import { administrationWords } from './words.ts';

/** Mounted at `/administration/sites`, behind the session of an administrator. */
export function siteRoutes(services: Services): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  const { database, accounts, config } = services;
  const all = (): Promise<Site[]> => database.select().from(sites).orderBy(asc(sites.name));

  app.get('/', async (c) => {
    const t = administrationWords[languageOf(c)].sites;
    const frame = { language: languageOf(c), address: c.req.url };
    return send(services, c, t.title, sitesMain(frame, await all(), c.req.query('fait') === '1'));
  });

  app.get('/:client', async (c) => {
    const { site } = await found(c);
    const fresh = { client: '', name: '', origins: '', paths: '/*' };
    return answer(c, site, site ? siteInput(site) : fresh, []);
  });

  app.post('/:client', async (c) => {
    const { site: present, others } = await found(c);
    const input = readSite(await c.req.parseBody());
    const outcome = checkSite(present ? { ...input, client: present.clientId } : input, others);
    if ('problems' in outcome) return answer(c, present, input, outcome.problems);
    const { site } = outcome;
    // On the chain of who does it: a site has no id of that kind, and its name tells which one.
    const { userId } = c.var.actor;
    await record(services, userId, userId, () => ({
      name: 'set_site',
      subject: site.clientId,
      facts: { site, former: present ?? null },
      role: 'administrator',
    }));
    await accounts.sites.register(site);
    return c.redirect(carryLanguage(`${sitesPath}?fait=1`, c.req.url), 303);
  });

  /** @throws {Problem} 404 */
  async function found(c: Call): Promise<{ site: Site | undefined; others: Site[] }> {
    const client = c.req.param('client') ?? '';
    const known = await all();
    const site = known.find(({ clientId }) => clientId === client);
    if (!site && client !== 'nouveau') {
      const t = administrationWords[languageOf(c)].sites;
      throw new Problem(404, 'not-found', t.title, t.none);
    }
    return { site, others: known.filter((other) => other !== site) };
  }

  function answer(
    c: Call,
    site: Site | undefined,
    input: SiteInput,
    problems: SiteProblem[],
  ): Promise<Response> {
    const words = administrationWords[languageOf(c)];
    const t = words.sites;
    const main = siteMain({
      ...{ site, input, publicUrl: config.publicUrl, language: languageOf(c), address: c.req.url },
      problems: problems.map(({ field, code }) => ({ field, text: t[code] })),
    });
    const title = site ? t.edit(site.name) : t.add;
    const prefix = problems.length > 0 ? words.errorPrefix : '';
    return send(services, c, prefix + title, main, problems.length > 0 ? 422 : 200);
  }

  return app;
}
