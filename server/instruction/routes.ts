/** The instruction space: HTTP only. Every page needs a session and the role on the API concerned. */
import { Hono } from 'hono';
import type { Actor, ActorEnvironment } from '../accounts/actor.ts';
import { requireSession } from '../accounts/session.ts';
import { accessesOf } from '../documents/accesses.ts';
import { absentDocument } from '../documents/problems.ts';
import { readingsOf } from '../documents/reading/reading.ts';
import { documentResponse } from '../documents/serve.ts';
import { examinationRoutes } from '../examination/routes.ts';
import { requestShown } from '../examination/shown.ts';
import { csrf } from '../http/csrf.ts';
import { languageOf } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import { carryLanguage } from '../pages/layout.ts';
import { confirmationViews } from '../requests/confirmations.ts';
import { execute } from '../requests/execute.ts';
import { permitted } from '../requests/lifecycle.ts';
import { checksView } from '../requests/readiness.ts';
import { rolesOn } from '../requests/relation.ts';
import type { Services } from '../services.ts';
import { type Call, pathOf, send, titleOf, viewOf } from './call.ts';
import {
  checkDecision,
  type DecisionInput,
  type DecisionName,
  decisionPaths,
  readDecision,
  reasonText,
} from './decision.ts';
import { type DecisionPageOptions, decisionMain, decisionTitle } from './decision-page.ts';
import { contextOf, numberOf, type View, wasSubmitted } from './file.ts';
import { lentShown } from './lent-view.ts';
import { markOpened } from './list/marks.ts';
import { listRoutes } from './list/routes.ts';
import { instructionTexts } from './messages/index.ts';
import { requestMain } from './request-page.ts';
import { othersOf } from './together-view.ts';

const decisionNames = Object.keys(decisionPaths) as DecisionName[];

/** Mounted at `/instruction`. */
export function instructionRoutes(services: Services): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  app.use(csrf(services));
  app.use(requireSession(services, { role: 'reporter' }));
  app.route('/', examinationRoutes(services));
  app.route('/', listRoutes(services));

  app.get('/:number', async (c) => {
    const view = await withDetails(services, await viewOf(services, c), c.var.actor, c.req.query('acte'));
    if (readerOf(view, c) === 'instructor') await markOpened(services, view.file.request.id);
    const done = decisionNames.find((name) => name === c.req.query('fait'));
    const main = requestMain(view, {
      actions: actionsOf(view, c),
      reader: readerOf(view, c),
      // Only what the history confirms: an address that somebody sends must not invent a decision.
      done: view.file.history[0]?.name === done ? done : undefined,
    });
    return send(services, c, titleOf(view), main);
  });

  app.get('/:number/documents/:id', async (c) => {
    const { file, language } = await viewOf(services, c);
    const id = c.req.param('id');
    if (!wasSubmitted(file.request, id)) throw absentDocument(language);
    const loaded = { ...file, row: file.request, replay: null };
    return documentResponse(services, loaded, id, c.var.actor, language);
  });

  for (const name of decisionNames) {
    const path = `/:number/${decisionPaths[name]}`;
    app.get(path, async (c) => {
      const view = await viewOf(services, c);
      const allowed = actionsOf(view, c).includes(name);
      if (!allowed) return c.redirect(pathOf(view), 303);
      return decisionPage(services, c, view, {
        name,
        input: readDecision({}),
        problems: [],
        permitted: true,
      });
    });
    app.post(path, async (c) => {
      const input = readDecision(await c.req.parseBody({ all: true }));
      return decide(services, c, name, input);
    });
  }
  return app;
}

/** How often an applicant's own saving may come between reading and writing before we give up. */
const attempts = 3;

async function decide(
  services: Services,
  c: Call,
  name: DecisionName,
  input: DecisionInput,
): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const view = await viewOf(services, c);
    const { request, history } = view.file;
    const allowed = actionsOf(view, c).includes(name);
    const meanwhile = history.slice(0, Math.max(0, history.length - input.seen));
    if (readerOf(view, c) !== 'instructor') throw forbidden(c);
    if (meanwhile.length > 0 || !allowed) {
      const shown = { name, input, problems: [], meanwhile, permitted: allowed };
      return decisionPage(services, c, view, shown, 409);
    }
    const problems = checkDecision(name, input, view.definition, request.stage);
    if (problems.length > 0) {
      return decisionPage(services, c, view, { name, input, problems, permitted: true }, 422);
    }
    try {
      await execute(services, request.id, intentOf(name, input, view), c.var.actor, {
        seen: request.version,
        language: view.language,
      });
      return c.redirect(carryLanguage(`/instruction/${numberOf(request)}?fait=${name}`, c.req.url), 303);
    } catch (error) {
      // Somebody was first: look again at what they did. The applicant's typing alone is no reason to refuse.
      const lost = error instanceof Problem && error.status === 409;
      if (!lost || attempt === attempts) throw error;
    }
  }
}

function intentOf(name: DecisionName, input: DecisionInput, { definition }: View) {
  switch (name) {
    case 'request_changes':
      return { name, reason: input.words, fields: input.fields };
    case 'refuse':
      return { name, reason: reasonText(input, definition) };
    case 'validate':
      return { name, message: input.words };
  }
}

/** What the page of a request tells besides: what was found in its documents, who opened them, and its checks. */
async function withDetails(services: Services, view: View, actor: Actor, act?: string): Promise<View> {
  const { file, definition, language } = view;
  const loaded = { ...file, row: file.request, replay: null };
  const [readings, accesses, readiness, lent, others, examination] = await Promise.all([
    readingsOf(services, loaded, file.request.submittedAnswers ?? {}, language),
    accessesOf(services.database, file.request.id),
    checksView(services, definition, loaded, contextOf(file.request), language),
    lentShown(services, view, actor),
    othersOf(services, view, actor),
    requestShown(services, file.request, actor, language, act),
  ]);
  const seen = accesses.filter(({ field }) => field === '' || view.reads(field));
  const { request } = file;
  const confirmations = confirmationViews(services.config, request, definition, contextOf(request), language);
  return { ...view, readings, accesses: seen, readiness, lent, others, examination, confirmations };
}

function actionsOf({ file }: View, c: Call) {
  return rolesOn(file.request, c.var.actor).includes('instructor')
    ? permitted(file.request, 'instructor')
    : [];
}

function readerOf({ file }: View, c: Call): 'instructor' | 'reporter' | 'applicant' {
  const [role] = rolesOn(file.request, c.var.actor);
  return role === 'applicant' || role === 'instructor' ? role : 'reporter';
}

function forbidden(c: Call): Problem {
  const t = instructionTexts[languageOf(c)];
  return new Problem(403, 'not-permitted', t.decision.forbidden, t.request.readOnly);
}

function decisionPage(
  services: Services,
  c: Call,
  view: View,
  options: DecisionPageOptions,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const t = instructionTexts[view.language].decision;
  const title = `${decisionTitle(options.name, view)} – ${titleOf(view)}`;
  const prefix = options.problems.length > 0 ? t.errorPrefix : '';
  return send(services, c, prefix + title, decisionMain(view, options), status);
}
