/** `/administration/demandes/:number`. HTTP only; what happens is a command, in the history of the request. */
import { Hono } from 'hono';
import type { ActorEnvironment } from '../accounts/actor.ts';
import { Problem } from '../http/problem.ts';
import { viewOf } from '../instruction/call.ts';
import { contextOf, type View } from '../instruction/file.ts';
import { type FormProblem, typed } from '../pages/form.ts';
import { carryLanguage } from '../pages/layout.ts';
import type { Intent } from '../requests/life/commands.ts';
import { permitted } from '../requests/life/lifecycle.ts';
import { execute } from '../requests/store/execute.ts';
import type { Services } from '../services.ts';
import { type Call, send } from './call.ts';
import { correctable, findHeir, readCorrection } from './putting-right.ts';
import { reasonProblem } from './reason.ts';
import { correctionMain, requestMain, requestPath } from './request-page.ts';
import { administrationWords } from './words.ts';

/** Mounted at `/administration/demandes`, behind the session of an administrator. */
export function requestRoutes(services: Services): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();

  app.get('/:number', async (c) =>
    answer(c, await viewOf(services, c), { siret: '', email: '', reason: '' }, []),
  );

  app.post('/:number/organisation', async (c) => {
    const view = await viewOf(services, c);
    const form = await c.req.parseBody();
    const input = { siret: typed(form.siret), email: typed(form.email), reason: typed(form.reason) };
    const problems = reasonProblems(input.reason, 'reason', view);
    const heir = await findHeir(services, input.siret, input.email);
    if ('problem' in heir) {
      const { problems: words } = administrationWords[view.language].requests;
      const field = heir.problem === 'siret' ? 'siret' : 'email';
      problems.unshift({ field, text: words[heir.problem] });
    }
    if ('problem' in heir || problems.length > 0) return answer(c, view, input, problems, 422);
    return carryOut(c, view, form.seen, {
      ...{ name: 'transfer_organisation', organisationId: heir.organisationId, to: heir.person.id },
      reason: input.reason,
    });
  });

  app.get('/:number/reponses/:field', async (c) => {
    const view = await viewOf(services, c);
    const target = targetOf(c, view);
    const values = contextOf(view.file.request).answers;
    const main = correctionMain({
      ...{ view, target, values, errors: new Map(), reason: '', note: '', problems: [] },
    });
    return send(services, c, administrationWords[view.language].requests.correct(target.field.label), main);
  });

  app.post('/:number/reponses/:field', async (c) => {
    const view = await viewOf(services, c);
    const target = targetOf(c, view);
    const form = await c.req.formData();
    const { typed: values, changes, errors } = readCorrection(form, view, target);
    const [reason, note] = [typed(form.get('reason')), typed(form.get('note'))];
    const problems = reasonProblems(reason, 'reason', view);
    if (note !== '') problems.push(...reasonProblems(note, 'note', view));
    const words = administrationWords[view.language];
    const unchanged = Object.keys(changes).length === 0;
    if (unchanged && errors.size === 0)
      problems.unshift({ field: target.field.id, text: words.requests.unchanged });
    if (errors.size > 0 || problems.length > 0) {
      const main = correctionMain({ view, target, values, errors, reason, note, problems });
      const title = `${words.errorPrefix}${words.requests.correct(target.field.label)}`;
      return send(services, c, title, main, 422);
    }
    return carryOut(c, view, form.get('seen'), { name: 'correct', answers: changes, reason, note });
  });

  /** @throws {Problem} 404 for a field that is not there, or not to be put right */
  function targetOf(c: Call, view: View) {
    const id = c.req.param('field');
    const target = correctable(view).find(({ field }) => field.id === id && view.reads(field.id));
    const t = administrationWords[view.language].requests;
    if (!target) throw new Problem(404, 'not-found', t.answers, t.lead);
    return target;
  }

  /** @throws {Problem} 409 when the request has moved on since it was shown: what happened is said */
  async function carryOut(c: Call, view: View, seen: unknown, intent: Intent): Promise<Response> {
    const { language, file } = view;
    const version = Number.parseInt(typed(seen), 10) || 0;
    await execute(services, file.request.id, intent, c.var.actor, { seen: version, language });
    return c.redirect(carryLanguage(`${requestPath(view)}?fait=1`, c.req.url), 303);
  }

  function answer(
    c: Call,
    view: View,
    input: { siret: string; email: string; reason: string },
    problems: FormProblem[],
    status: 200 | 422 = 200,
  ): Promise<Response> {
    const words = administrationWords[view.language];
    const actions = permitted(view.file.request, 'administrator');
    const main = requestMain({ view, actions, problems, done: c.req.query('fait') === '1', ...input });
    const prefix = problems.length > 0 ? words.errorPrefix : '';
    return send(services, c, prefix + words.requests.title(`D${view.file.request.number}`), main, status);
  }

  return app;
}

function reasonProblems(text: string, field: string, { language }: View): FormProblem[] {
  const wrong = reasonProblem(text, language);
  return wrong ? [{ field, text: wrong }] : [];
}
