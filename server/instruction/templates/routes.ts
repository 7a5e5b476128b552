/** `/instruction/modeles`: managers write the templates of their APIs. HTTP only. */
import { Hono } from 'hono';
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import type { Actor, ActorEnvironment } from '../../accounts/actor.ts';
import { holdsRole } from '../../accounts/roles.ts';
import { languageOf } from '../../http/language.ts';
import { Problem } from '../../http/problem.ts';
import { carryLanguage } from '../../pages/layout.ts';
import type { Services } from '../../services.ts';
import { type Call, send } from '../call.ts';
import { checkTemplate, isKind, readTemplate, type TemplateInput, type TemplateProblem } from './input.ts';
import { formMain, formTitle, listMain, templatesPath } from './page.ts';
import {
  createTemplate,
  findTemplate,
  removeTemplate,
  type Template,
  templatesOf,
  updateTemplate,
  usesOf,
} from './store.ts';
import { templateWords } from './words.ts';

/** Mounted at `/instruction/modeles`, behind the session. */
export function templateRoutes(services: Services): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  const { database, catalogue, now } = services;

  app.use(async (c, next) => {
    const t = templateWords[languageOf(c)];
    if (managed(c.var.actor, languageOf(c)).length === 0) {
      throw new Problem(403, 'not-permitted', t.notManager, t.notManagerText);
    }
    return next();
  });

  app.get('/', async (c) => {
    const language = languageOf(c);
    const apis = managed(c.var.actor, language);
    const templates = await templatesOf(
      database,
      apis.map(({ id }) => id),
    );
    const said = c.req.query('fait');
    const done = said === 'saved' || said === 'removed' ? said : undefined;
    const uses = await usesOf(database, [...new Set(templates.map(({ api }) => api))]);
    const main = listMain({ apis, templates, uses, done, language, address: c.req.url });
    return send(services, c, templateWords[language].title, main);
  });

  app.get('/nouveau', (c) => {
    const api = c.req.query('api') ?? '';
    const kind = c.req.query('decision') ?? '';
    return shown(c, { ...readTemplate({}), api, kind }, []);
  });

  app.post('/nouveau', async (c) => {
    const input = readTemplate(await c.req.parseBody());
    const apis = managed(c.var.actor, languageOf(c));
    const problems = checkTemplate(
      input,
      apis.map(({ id }) => id),
    );
    const api = apis.find(({ id }) => id === input.api);
    if (input.preview || problems.length > 0 || !api || !isKind(input.kind))
      return shown(c, input, input.preview ? [] : problems);
    const { kind, title, content } = input;
    await createTemplate(
      database,
      { providerId: api.provider.id, api: api.id, kind, title, content },
      author(c),
    );
    return back(c, 'saved');
  });

  app.get('/:id', async (c) => {
    const template = await found(c);
    return shown(c, { ...template, preview: false }, [], template);
  });

  app.post('/:id', async (c) => {
    const template = await found(c);
    const { api, kind } = template;
    const input = { ...readTemplate(await c.req.parseBody()), api, kind };
    const problems = checkTemplate(input, [api]);
    if (input.preview) return shown(c, input, [], { ...template, version: input.version });
    if (problems.length > 0) return shown(c, input, problems, { ...template, version: input.version });
    const { title, content } = input;
    const done = await updateTemplate(
      database,
      { id: template.id, version: input.version },
      { title, content },
      author(c),
    );
    if (!done) return shown(c, input, [], await found(c), true);
    return back(c, 'saved');
  });

  app.post('/:id/suppression', async (c) => {
    const template = await found(c);
    const { version } = readTemplate(await c.req.parseBody());
    if (await removeTemplate(database, { id: template.id, version })) return back(c, 'removed');
    const present = await found(c);
    return shown(c, { ...present, preview: false }, [], present, true);
  });

  /** The APIs whose templates somebody writes. */
  function managed(actor: Actor, language: 'fr' | 'en'): ApiDefinition[] {
    return catalogue
      .list()
      .filter(({ id, provider }) => holdsRole(actor, 'manager', provider.id, id))
      .flatMap(({ id }) => catalogue.localised(id, language) ?? []);
  }

  /** @throws {Problem} 404, alike for what does not exist and what is not theirs */
  async function found(c: Call): Promise<Template> {
    const t = templateWords[languageOf(c)];
    const template = await findTemplate(database, c.req.param('id') ?? '');
    if (!template || !holdsRole(c.var.actor, 'manager', template.providerId, template.api)) {
      throw new Problem(404, 'not-found', t.absent, t.absentText);
    }
    return template;
  }

  const author = (c: Call) => ({ userId: c.var.actor.userId, at: now() });

  const back = (c: Call, done: 'saved' | 'removed') =>
    c.redirect(carryLanguage(`${templatesPath}?fait=${done}`, c.req.url), 303);

  function shown(
    c: Call,
    input: TemplateInput,
    problems: TemplateProblem[],
    template?: Template,
    conflict = false,
  ): Promise<Response> {
    const language = languageOf(c);
    const t = templateWords[language];
    const apis = managed(c.var.actor, language);
    const form = { apis, input, problems, template, conflict, language, address: c.req.url };
    const title = `${problems.length > 0 ? t.errorPrefix : ''}${formTitle(form)}`;
    return send(services, c, title, formMain(form), problems.length > 0 ? 422 : conflict ? 409 : 200);
  }

  return app;
}
