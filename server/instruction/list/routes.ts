/** The list of requests: HTTP only. Mounted at `/instruction`, behind its session. */
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { ActorEnvironment } from '../../accounts/actor.ts';
import { mayInstruct } from '../../accounts/roles.ts';
import { absencesLink } from '../../examination/absence-view.ts';
import { languageOf } from '../../http/language.ts';
import { carryLanguage } from '../../pages/layout.ts';
import type { Call } from '../../pages/staff-page.ts';
import type { Services } from '../../services.ts';
import { templatesLink } from '../templates/page.ts';
import { serveAssets } from './assets.ts';
import { bulkRoutes } from './bulk-routes.ts';
import { assignees, choicesOf } from './choices.ts';
import { readerFor } from './conditions.ts';
import { countTabs } from './counts.ts';
import { type ExportType, exportStream, exportTypes } from './export.ts';
import { entriesByNumber } from './marks.ts';
import { listMain } from './page.ts';
import { priorities, setPriority } from './priority.ts';
import { readListQuery } from './query.ts';
import type { Scene } from './scene.ts';
import { send } from './send.ts';
import { findPage } from './store.ts';
import { removeView, saveView, viewsOf } from './views.ts';
import { listTexts } from './words/index.ts';

export function listRoutes(services: Services): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  serveAssets(app);
  app.route('/ensemble', bulkRoutes(services));

  app.get('/', async (c) => {
    const scene = await sceneOf(services, c, new URL(c.req.url).searchParams);
    const [, done] =
      Object.entries(listTexts[scene.language].done).find(([name]) => name === c.req.query('fait')) ?? [];
    const main = html`${listMain({ ...scene, done })}${templatesLink(c.var.actor, scene)}${absencesLink(c.var.actor, scene)}`;
    return send(services, c, titleOf(scene), main);
  });

  for (const type of Object.keys(exportTypes) as ExportType[]) {
    app.get(`/export.${type}`, (c) => exported(services, c, type));
  }

  app.post('/vues', async (c) => {
    const form = await c.req.parseBody();
    const name = text(form.nom);
    const kept = text(form.liste);
    const problem = await saveView(services.database, c.var.actor.userId, {
      name,
      query: new URLSearchParams(kept).toString(),
    });
    if (!problem) return c.redirect(back(c, kept, 'view'), 303);
    const scene = await sceneOf(services, c, new URLSearchParams(kept));
    const view = { name: name.replaceAll('\0', ''), problem };
    return send(services, c, titleOf(scene), listMain({ ...scene, view }), 422);
  });

  app.post('/vues/:id/suppression', async (c) => {
    const form = await c.req.parseBody();
    await removeView(services.database, c.var.actor.userId, c.req.param('id'));
    return c.redirect(back(c, text(form.liste), 'removed'), 303);
  });

  app.post('/priorite', async (c) => {
    const form = await c.req.parseBody({ all: true });
    const chosen = [form.d].flat().map(text);
    const priority = priorities.find((one) => one === form.donner);
    const entries = await entriesByNumber(await readerFor(services, c.var.actor), chosen);
    const theirs = entries.filter(({ providerId, api, scopeGroups }) =>
      mayInstruct(c.var.actor, providerId, api, scopeGroups),
    );
    const ids = theirs.map(({ requestId }) => requestId);
    if (priority) await setPriority(services, ids, priority, c.var.actor);
    const done = priority && ids.length > 0 ? 'priority' : undefined;
    return c.redirect(back(c, text(form.liste), done), 303);
  });
  return app;
}

const titleOf = ({ language }: Scene) => listTexts[language].title;

async function sceneOf(services: Services, c: Call, parameters: URLSearchParams): Promise<Scene> {
  const language = languageOf(c);
  const reader = await readerFor(services, c.var.actor);
  const choices = choicesOf(services, c.var.actor, language);
  const query = readListQuery(parameters, choices);
  const [found, counts, colleagues, views] = await Promise.all([
    findPage(reader, query),
    countTabs(reader),
    assignees(services, c.var.actor),
    viewsOf(services.database, c.var.actor.userId),
  ]);
  const { now, targets } = reader;
  return { found, counts, colleagues, views, choices, query, language, address: c.req.url, now, targets };
}

async function exported(services: Services, c: Call, type: ExportType): Promise<Response> {
  const reader = await readerFor(services, c.var.actor);
  const choices = choicesOf(services, c.var.actor, languageOf(c));
  const query = readListQuery(new URL(c.req.url).searchParams, choices);
  const day = reader.now.toISOString().slice(0, 10);
  return c.body(exportStream(services, reader, query, type), 200, {
    'content-type': exportTypes[type],
    'content-disposition': `attachment; filename="demandes-${day}.${type}"`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** To the list that the form came from. @param list as `writeListQuery` writes it */
function back(c: Call, list: string, done: keyof (typeof listTexts)['fr']['done'] | undefined): string {
  const parameters = new URLSearchParams(list);
  if (done) parameters.set('fait', done);
  return carryLanguage(`/instruction?${parameters}`, c.req.url);
}
