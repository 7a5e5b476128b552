/** The routes put together: a table of contents. Hot routes first; costly middleware only where it is needed. */
import { Hono } from 'hono';
import { requireApplicant } from './accounts/bearer.ts';
import { accountRoutes } from './accounts/routes.ts';
import { administrationRoutes } from './administration/routes.ts';
import { catalogueRoutes } from './catalogue/routes.ts';
import { documentRoutes } from './documents/routes.ts';
import { recommendedRoutes } from './examination/applicant-routes.ts';
import { heldRoutes } from './habilitations/mine.ts';
import { informationRoutes, noticeRoutes } from './habilitations/notice-routes.ts';
import { accessRoutes, keyRoutes } from './habilitations/routes.ts';
import { handoverRoutes } from './handovers/routes.ts';
import { applicantCors } from './http/cors.ts';
import { errorHandler } from './http/errors.ts';
import { securityHeaders } from './http/headers.ts';
import { instructionRoutes } from './instruction/routes.ts';
import { guestRoutes } from './invitations/guest-routes.ts';
import { invitationRoutes } from './invitations/routes.ts';
import { messageRoutes } from './messages/routes.ts';
import { mailRoutes } from './notifications/routes.ts';
import { notFound, pagesForErrors } from './pages/problem-page.ts';
import { pageRoutes } from './pages/routes.ts';
import { privacyRoutes } from './privacy/routes.ts';
import { copyRoutes } from './profiles/copy.ts';
import { profilePageRoutes } from './profiles/page.ts';
import { profileRoutes } from './profiles/routes.ts';
import { lentRoutes } from './requests/lent.ts';
import { lifeRoutes } from './requests/life-routes.ts';
import { readinessRoutes } from './requests/readiness.ts';
import { requestRoutes } from './requests/routes.ts';
import type { Services } from './services.ts';
import { badgeRoutes } from './statistics/routes.ts';
import { statisticsRoutes } from './statistics/stats-routes.ts';
import { usualRoutes } from './statistics/usual-routes.ts';
import { widgetRoutes } from './widget/routes.ts';

export function createApp(services: Services): Hono {
  const app = new Hono();

  app.use(securityHeaders(services));
  app.get('/health', (c) => c.json({ status: 'ok' }));
  app.route('/catalogue', catalogueRoutes(services));
  app.route('/catalogue', usualRoutes(services));
  app.route('/widget', widgetRoutes());
  app.route('/badges', badgeRoutes(services));
  app.route('/', statisticsRoutes(services));
  app.route('/', keyRoutes(services));
  app.route('/acces', accessRoutes(services));
  app.route('/information', informationRoutes(services));
  app.route('/recommandations', recommendedRoutes(services));
  app.route('/', accountRoutes(services));
  app.use('/habilitations/*', applicantCors(services), requireApplicant(services));
  app.route('/habilitations', heldRoutes(services));
  app.use('/requests/*', applicantCors(services), requireApplicant(services));
  app.route('/requests', requestRoutes(services));
  app.route('/requests', lifeRoutes(services));
  app.route('/requests', messageRoutes(services));
  app.route('/requests', readinessRoutes(services));
  app.route('/requests', lentRoutes(services));
  app.route('/requests', noticeRoutes(services));
  app.route('/requests', documentRoutes(services));
  app.route('/requests', handoverRoutes(services));
  app.route('/requests', invitationRoutes(services));
  app.route('/requests', copyRoutes(services));
  app.route('/organisations', profilePageRoutes(services));
  app.use('/organisations/*', applicantCors(services), requireApplicant(services));
  app.route('/organisations', profileRoutes(services));

  app.route('/', guestRoutes(services));
  app.route('/instruction', instructionRoutes(services));
  app.route('/administration', administrationRoutes(services));
  app.route('/', mailRoutes(services));
  app.route('/', privacyRoutes(services));
  app.route('/', pageRoutes(services));

  app.notFound(notFound);
  app.onError(pagesForErrors(errorHandler(services)));
  return app;
}
