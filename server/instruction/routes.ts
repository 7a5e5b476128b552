/** The instruction space: HTTP only. Every page needs a session and the role on the API concerned. */
import { Hono } from 'hono';
import type { Actor, ActorEnvironment } from '../accounts/actor.ts';
import { requireSession } from '../accounts/session.ts';
import { clockShown } from '../clock/shown.ts';
import { accessesOf, recordView } from '../documents/accesses.ts';
import { absentDocument } from '../documents/problems.ts';
import { readingsOf } from '../documents/reading/reading.ts';
import { documentResponse } from '../documents/serve.ts';
import { examinationRoutes } from '../examination/routes.ts';
import { requestShown } from '../examination/shown.ts';
import { csrf } from '../http/csrf.ts';
import { mailsOf } from '../notifications/log.ts';
import { preparationRoutes } from '../preparations/staff-routes.ts';
import { confirmationViews } from '../requests/confirmations.ts';
import { rolesOn } from '../requests/life/relation.ts';
import { checksView } from '../requests/readiness.ts';
import type { Services } from '../services.ts';
import { type Call, send, titleOf, viewOf } from './call.ts';
import { decisionsShown } from './decisions/links.ts';
import { decisionRoutes } from './decisions/routes.ts';
import { contextOf, type View, wasSubmitted } from './file.ts';
import { lentShown } from './lent-view.ts';
import { markOpened } from './list/marks.ts';
import { listRoutes } from './list/routes.ts';
import { requestMain } from './request-page.ts';
import { templateRoutes } from './templates/routes.ts';
import { threadRoutes, threadShown } from './thread/routes.ts';
import { othersOf } from './together-view.ts';

/** Mounted at `/instruction`. */
export function instructionRoutes(services: Services): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  app.use(csrf(services));
  app.use(requireSession(services, { role: 'reporter' }));
  app.route('/', examinationRoutes(services));
  app.route('/modeles', templateRoutes(services));
  app.route('/brouillons', preparationRoutes(services));
  app.route('/', listRoutes(services));

  app.get('/:number', async (c) => {
    const { actor } = c.var;
    const opened = await viewOf(services, c);
    const [found, decisions, thread] = await Promise.all([
      withDetails(services, opened, actor, c.req.query('acte')),
      decisionsShown(services, opened, actor, (name) => c.req.query(name)),
      threadShown(services, opened, actor),
    ]);
    const view = { ...found, decisions, thread };
    const reader = readerOf(view, c);
    if (reader === 'instructor') await markOpened(services, view.file.request.id);
    const administers = rolesOn(view.file.request, actor).includes('administrator');
    const main = requestMain(view, { reader, administers });
    return send(services, c, titleOf(view), main);
  });

  app.get('/:number/documents/:id', async (c) => {
    const { file, language } = await viewOf(services, c);
    const id = c.req.param('id');
    if (!wasSubmitted(file.request, id)) throw absentDocument(language);
    const loaded = { ...file, row: file.request, replay: null };
    return documentResponse(services, loaded, id, c.var.actor, language);
  });

  app.route('/', decisionRoutes(services));
  app.route('/', threadRoutes(services));
  return app;
}

/** What the page of a request tells besides: what was found in its documents, who opened them, and its checks. */
async function withDetails(services: Services, view: View, actor: Actor, act?: string): Promise<View> {
  const { file, definition, language } = view;
  const loaded = { ...file, row: file.request, replay: null };
  const [readings, accesses, readiness, lent, others, examination, clock, mails] = await Promise.all([
    readingsOf(services, loaded, file.request.submittedAnswers ?? {}, language),
    accessesOf(services.database, file.request.id),
    checksView(services, definition, loaded, contextOf(file.request), language),
    lentShown(services, view, actor),
    othersOf(services, view, actor),
    requestShown(services, file.request, actor, language, act),
    clockShown(services, loaded, language),
    file.request.applicantId === actor.userId ? undefined : mailsOf(services.database, file.request.id),
  ]);
  for (const [id, { readable }] of readings) {
    if (readable) await recordView(services, file.request, id, actor);
  }
  const seen = accesses.filter(({ field }) => field === '' || view.reads(field));
  const { request } = file;
  const confirmations = confirmationViews(services.config, request, definition, contextOf(request), language);
  return {
    ...view,
    readings,
    accesses: seen,
    readiness,
    lent,
    others,
    examination,
    clock,
    mails,
    confirmations,
  };
}

function readerOf({ file }: View, c: Call): 'instructor' | 'reporter' | 'applicant' {
  const [role] = rolesOn(file.request, c.var.actor);
  return role === 'applicant' || role === 'instructor' ? role : 'reporter';
}
