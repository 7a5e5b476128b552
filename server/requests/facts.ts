/** What the checks of a request (`catalogue/checks.ts`) need to know besides its answers. */
import { and, desc, eq, ne, sql } from 'drizzle-orm';
import type { Facts, Finding } from '../../catalogue/checks.ts';
import type { AnswerContext } from '../../catalogue/conditions.ts';
import type { ApiDefinition, Check } from '../../catalogue/definition.ts';
import { walk } from '../../catalogue/eligibility.ts';
import { pruned } from '../../catalogue/mistakes.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import type { Database } from '../database/connection.ts';
import { prepared } from '../database/prepared.ts';
import { inForce } from '../habilitations/in-force.ts';
import { habilitations } from '../habilitations/tables.ts';
import type { UsualView } from '../http/api-beside.ts';
import type { Language } from '../http/language.ts';
import { organisationProblem } from '../organisations/admission.ts';
import type { Services } from '../services.ts';
import { usualOf } from '../statistics/usual.ts';
import { organisationCheck, shortestExplanation } from './checks.ts';
import type { RequestRow } from './life/events.ts';
import type { LoadedRequest } from './store/load.ts';
import { requests } from './tables.ts';

type FactServices = Pick<Services, 'database' | 'now'>;
type Subject = Pick<LoadedRequest, 'organisation'> & { row: RequestRow };

/**
 * All that the server knows.
 * @param context the answers looked at: those saved, or those last sent
 */
export async function factsOf(
  services: FactServices,
  definition: ApiDefinition,
  subject: Subject,
  context: AnswerContext,
  language: Language,
): Promise<{ facts: Facts; usual: UsualView | undefined }> {
  const wanted = factNamesIn(definition.checks);
  const [usual, existing] = await Promise.all([
    wanted.has('usual_scopes') ? usualOf(services, definition, context.use_case) : undefined,
    wanted.has('no_active_habilitation')
      ? existingHabilitation(services, definition, subject.row, context)
      : undefined,
  ]);
  const organisation = organisationFinding(definition, subject, language);
  const facts: Facts = {
    ...(usual && { usual: usual.scopes.map(({ id }) => id) }),
    ...(organisation && { organisation_may_ask: organisation }),
    ...(existing && { no_active_habilitation: existing }),
  };
  return { facts, usual };
}

/** What the checks that block need to know: nothing is asked of the database for those that only warn. */
export async function blockingFacts(
  services: FactServices,
  definition: ApiDefinition,
  subject: Subject,
  context: AnswerContext,
  language: Language,
): Promise<Facts> {
  const checks = definition.checks?.filter(({ blocking }) => blocking);
  const { facts } = await factsOf(
    services,
    { ...definition, ...(checks && { checks }) },
    subject,
    context,
    language,
  );
  return facts;
}

const factNamesIn = (checks: Check[] = []) =>
  new Set(checks.flatMap(({ passes }) => ('fact' in passes ? passes.fact : [])));

/** Whether the organisation may ask, as far as the questions on it are answered. */
export function organisationFinding(
  definition: ApiDefinition,
  { row, organisation }: Subject,
  language: Language,
): Finding | undefined {
  if (!organisation.open) {
    return { passes: false, message: organisationProblem('organisation-closed', language).detail };
  }
  const verdict =
    definition.eligibility.verdicts[walk(definition.eligibility, row.eligibility).verdict ?? ''];
  if (!verdict) return undefined;
  if (verdict.answer === 'no' || verdict.stages?.includes(row.stage) === false) {
    return { passes: false, message: [verdict.title, ...verdict.text].join('. ') };
  }
  const check = organisationCheck(definition, row.eligibility, organisation, language);
  if (check?.agrees !== false) return { passes: true };
  const explanation = row.eligibilityExplanation.trim();
  return {
    ...{ passes: false, field: 'explanation' },
    ...(check.message && { message: check.message }),
    ...(explanation.length >= shortestExplanation && { explanation }),
  };
}

/**
 * A habilitation in force that the organisation holds for the same API, stage and use case, with all the data that are
 * asked for. One of the same file is what this request renews.
 */
async function existingHabilitation(
  { database, now }: FactServices,
  definition: ApiDefinition,
  row: RequestRow,
  context: AnswerContext,
): Promise<Finding | undefined> {
  const fields = fieldsOf(definition, row.stage).filter(({ kind }) => kind === 'scopes');
  const answers = pruned(definition, row.stage, context);
  const scopes = fields.flatMap(({ id }) => (answers[id] ?? []) as string[]);
  // What is asked for is not known yet.
  if (fields[0] && !scopes[0]) return undefined;
  const found = await coveringHabilitation(database, {
    ...row,
    scopes,
    useCase: context.use_case,
    now: now(),
  });
  return found ? { passes: false, about: [`H${found.number}`] } : { passes: true };
}

interface Need extends Pick<RequestRow, 'organisationId' | 'api' | 'stage' | 'fileId' | 'useCase'> {
  scopes: string[];
  now: Date;
}

async function coveringHabilitation(
  database: Database,
  { organisationId, api, stage, fileId, useCase, scopes, now }: Need,
): Promise<{ number: number } | undefined> {
  const query = prepared(database, 'covering_habilitation', (db, name) =>
    db
      .select({ number: habilitations.number })
      .from(habilitations)
      .innerJoin(requests, eq(requests.id, habilitations.requestId))
      .where(
        and(
          eq(habilitations.organisationId, sql.placeholder('organisationId')),
          eq(habilitations.api, sql.placeholder('api')),
          eq(habilitations.stage, sql.placeholder('stage')),
          inForce(sql`${sql.placeholder('now')}::timestamptz`),
          ne(habilitations.fileId, sql.placeholder('fileId')),
          eq(requests.useCase, sql.placeholder('useCase')),
          // Ids hold no space.
          sql`${habilitations.scopes} @> string_to_array(${sql.placeholder('scopes')}, ' ')`,
        ),
      )
      .orderBy(desc(habilitations.number))
      .limit(1)
      .prepare(name),
  );
  const need = { organisationId, api, stage, fileId, useCase };
  const [found] = await query.execute({ ...need, scopes: scopes.join(' '), now: now.toISOString() });
  return found;
}
