/**
 * « Ce que l’instructeur vérifiera »: the checks of a request, for its applicant before it is sent and for its
 * instructor after.
 */
import { Hono } from 'hono';
import { type CheckResult, type Facts, runChecks } from '../../catalogue/checks.ts';
import type { AnswerContext } from '../../catalogue/conditions.ts';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import type { ActorEnvironment } from '../accounts/actor.ts';
import type { ChecksView } from '../http/api-beside.ts';
import { type Language, languageOf } from '../http/language.ts';
import type { FieldProblem } from '../http/problem.ts';
import type { OrganisationRow } from '../organisations/view.ts';
import type { Services } from '../services.ts';
import { noteCaughtBeside } from '../statistics/caught.ts';
import { contextOf, readWhole } from '../together/draft.ts';
import { factsOf } from './facts.ts';
import type { RequestRow } from './life/events.ts';
import { absent } from './problems.ts';
import { guard, knownDefinition } from './store/execute.ts';
import { loadRequest } from './store/load.ts';

type ReadinessServices = Pick<Services, 'database' | 'catalogue' | 'now'>;

/** `GET /requests/:id/checks`. Mounted at `/requests`, behind the check that leaves the actor in the context. */
export function readinessRoutes(services: ReadinessServices): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  app.get('/:id/checks', async (c) => {
    const language = languageOf(c);
    const found = await loadRequest(services.database, c.req.param('id'));
    // Who is invited sees one step, and nothing else.
    if (!found || c.var.actor.via === 'invitation') throw absent(language);
    guard(found, c.var.actor, { language });
    const loaded = await readWhole(services, found, language);
    const definition = await knownDefinition(services, loaded.row, language);
    const view = await checksView(services, definition, loaded, contextOf(loaded), language);
    const failed = view.checks.filter(({ state }) => state === 'failed');
    noteCaughtBeside(
      services,
      found.row,
      failed.map(({ id }) => id),
    );
    return c.json(view, 200, { 'cache-control': 'private, no-cache' });
  });
  return app;
}

/** @param context the answers looked at: those saved, or those last sent */
export async function checksView(
  services: Pick<Services, 'database' | 'now'>,
  definition: ApiDefinition,
  subject: { row: RequestRow; organisation: OrganisationRow },
  context: AnswerContext,
  language: Language,
): Promise<ChecksView> {
  const { facts, usual } = await factsOf(services, definition, subject, context, language);
  return { checks: runChecks(definition, subject.row.stage, context, facts), facts, usual: usual ?? null };
}

/**
 * The checks that stand against a submission, as fields of a problem document: each with its way out.
 * @param told what is said already: a field is not told twice
 */
export function blockingFields(
  definition: ApiDefinition,
  stage: string,
  context: AnswerContext,
  facts: Facts,
  told: readonly FieldProblem[],
): FieldProblem[] {
  const checks = definition.checks?.filter(({ blocking }) => blocking);
  const results = runChecks(definition, stage, context, facts, checks);
  const failed = results.filter(({ state }) => state === 'failed');
  return failed.flatMap((check) => {
    const path = pathOf(check);
    const places = [path, `answers.${check.reason}`];
    const known = told.some(({ field }) => places.some((place) => `${field}.`.startsWith(`${place}.`)));
    return known ? [] : { field: path, code: 'check_failed', message: check.message };
  });
}

const pathOf = ({ id, field }: CheckResult): string =>
  field === 'explanation' ? field : field ? `answers.${field}` : `checks.${id}`;
