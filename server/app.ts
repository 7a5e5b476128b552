/** The routes put together: a table of contents. Hot routes first; costly middleware only where it is needed. */
import { Hono } from 'hono';
import { catalogueRoutes } from './catalogue/routes.ts';
import { errorHandler } from './http/errors.ts';
import type { Services } from './services.ts';
import { widgetRoutes } from './widget/routes.ts';

export function createApp(services: Services): Hono {
  const app = new Hono();

  app.get('/health', (c) => c.json({ status: 'ok' }));
  app.route('/catalogue', catalogueRoutes(services));
  app.route('/widget', widgetRoutes());

  app.onError(errorHandler(services));
  return app;
}
