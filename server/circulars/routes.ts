/** `/administration/contacts-techniques`. HTTP only. */
import { Hono } from 'hono';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import type { ActorEnvironment } from '../accounts/actor.ts';
import { covers } from '../administration/rights.ts';
import { newId } from '../database/columns.ts';
import { languageOf } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import { typed } from '../pages/form.ts';
import { carryLanguage } from '../pages/layout.ts';
import { type Call, sendStaffPage } from '../pages/staff-page.ts';
import { isUuid } from '../requests/store/load.ts';
import type { Services } from '../services.ts';
import { type CircularInput, type CircularProblem, checkCircular, readCircular } from './input.ts';
import { accessTo, circularMail } from './mail.ts';
import { circularsPath, previewMain, writeMain, writtenMain } from './page.ts';
import { failuresOf, outcomeOf, writtenAbout, writtenOnce } from './read.ts';
import { audienceOf } from './recipients.ts';
import { circularWords } from './words.ts';
import { writeCircular } from './write.ts';

/** Mounted at its path, behind the session of a manager or an administrator, who writes as they give roles. */
export function circularRoutes(services: Services): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  const { database, catalogue, config, now } = services;

  app.get('/', (c) => form(c, { api: c.req.query('api') ?? '', subject: '', content: '' }, []));

  app.post('/', async (c) => {
    const language = languageOf(c);
    const body = await c.req.parseBody();
    const input = readCircular(body);
    const act = typed(body.act);
    const apis = ownApis(c);
    const problems = checkCircular(
      input,
      apis.map(({ id }) => id),
    );
    const api = apis.find(({ id }) => id === input.api);
    if (act === 'edit' || problems.length > 0 || !api) return form(c, input, act === 'edit' ? [] : problems);
    const id = typed(body.id);
    if (act === 'send' && isUuid(id)) {
      const present = await writtenOnce(database, id);
      if (!present) {
        const { subject, content } = input;
        const circular = { id, providerId: api.provider.id, api: api.id, subject, content };
        await writeCircular(services, circular, c.var.actor);
      }
      return c.redirect(carryLanguage(`${circularsPath}/${id}?fait=1`, c.req.url), 303);
    }
    const audience = await audienceOf(database, { provider: api.provider.id, api: api.id }, now());
    const mail = circularMail(input, api, accessTo(config.publicUrl, undefined), language);
    const frame = { language, address: c.req.url };
    const main = previewMain({ ...frame, id: newId(), api, input, mail, audience });
    return sendStaffPage(services, c, circularWords[language].previewTitle, main, {});
  });

  app.get('/:id', async (c) => {
    const language = languageOf(c);
    const id = c.req.param('id');
    const circular = isUuid(id) ? await writtenOnce(database, id) : undefined;
    if (!circular || !covers(c.var.actor, { provider: circular.providerId, api: circular.api })) {
      const t = circularWords[language];
      throw new Problem(404, 'not-found', t.absent, t.absentText);
    }
    const [outcome, failures] = await Promise.all([outcomeOf(database, id), failuresOf(database, id)]);
    const main = writtenMain({
      ...{ language, address: c.req.url, circular, outcome, failures },
      api: catalogue.localised(circular.api, language)?.title ?? circular.api,
      done: c.req.query('fait') === '1',
    });
    return sendStaffPage(services, c, circular.subject, main, {});
  });

  async function form(c: Call, input: CircularInput, problems: CircularProblem[]): Promise<Response> {
    const language = languageOf(c);
    const t = circularWords[language];
    const apis = ownApis(c);
    const main = writeMain({
      ...{ language, address: c.req.url, apis, input },
      problems: problems.map(({ field, code }) => ({ field, text: t.problems[code] })),
      written: await writtenAbout(
        database,
        apis.map(({ id }) => id),
      ),
    });
    const wrong = problems.length > 0;
    const title = `${wrong ? t.errorPrefix : ''}${t.title}`;
    return sendStaffPage(services, c, title, main, { status: wrong ? 422 : 200 });
  }

  /** Those whose technical contacts this person writes to: where they give roles. */
  function ownApis(c: Call): ApiDefinition[] {
    return catalogue
      .list()
      .filter(({ id, provider }) => covers(c.var.actor, { provider: provider.id, api: id }))
      .flatMap(({ id }) => catalogue.localised(id, languageOf(c)) ?? []);
  }

  return app;
}
