/** The pages on which the provider's people examine a request. Behind the door of the instruction (`/instruction`). */
import { Hono } from 'hono';
import type { ActorEnvironment } from '../accounts/actor.ts';
import type { Services } from '../services.ts';
import { absenceRoutes } from './absence-routes.ts';
import { assignmentRoutes } from './assignment-routes.ts';
import { controlRoutes } from './control-routes.ts';
import { opinionRoutes } from './opinion-routes.ts';
import { recommendationRoutes } from './recommendation-routes.ts';

/** Mounted at `/instruction`, before the pages of requests: `absences` is no number. */
export function examinationRoutes(services: Services): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  app.route('/', absenceRoutes(services));
  app.route('/', assignmentRoutes(services));
  app.route('/', controlRoutes(services));
  app.route('/', recommendationRoutes(services));
  app.route('/', opinionRoutes(services));
  return app;
}
