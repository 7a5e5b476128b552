/** Our own public pages. */
import { Hono } from 'hono';
import type { Services } from '../services.ts';
import { findAccess, homePage } from './home.ts';
import { hostedPage } from './hosted.ts';
import { legalPage } from './legal.ts';
import { requestsPage } from './requests.ts';
import { styleRoutes } from './style.ts';

export function pageRoutes(services: Services): Hono {
  const app = new Hono();
  app.get('/', homePage(services));
  app.get('/demande/:api', hostedPage(services));
  app.get('/demande', (c) => c.redirect('/'));
  app.get('/mes-demandes', requestsPage(services));
  app.get('/acces', findAccess);
  app.get('/accessibilite', legalPage(services, 'accessibilite'));
  app.get('/mentions-legales', legalPage(services, 'mentions-legales'));
  app.get('/confidentialite', legalPage(services, 'confidentialite'));
  app.route('/', styleRoutes());
  return app;
}
