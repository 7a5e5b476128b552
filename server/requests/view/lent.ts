/**
 * Questionnaires that a publisher has answered once for all its clients: in a request of its own, which the provider
 * has validated. A client names its habilitation, and never reads more than its dates.
 */
import { and, desc, eq, sql } from 'drizzle-orm';
import { Hono } from 'hono';
import type { Answers, QuestionnaireAnswers } from '../../../catalogue/answers.ts';
import { lastDay } from '../../../catalogue/dates.ts';
import type { Field } from '../../../catalogue/definition.ts';
import { type Editor, editorCalled } from '../../../catalogue/editors.ts';
import { fieldsOf } from '../../../catalogue/steps.ts';
import type { ActorEnvironment } from '../../accounts/actor.ts';
import type { Database } from '../../database/connection.ts';
import { inForce } from '../../habilitations/in-force.ts';
import { habilitations } from '../../habilitations/tables.ts';
import type { LentView } from '../../http/api-beside.ts';
import { languageOf } from '../../http/language.ts';
import { organisations } from '../../organisations/tables.ts';
import { dateInWords } from '../../pages/dates.ts';
import type { Services } from '../../services.ts';
import { readWhole } from '../../together/draft.ts';
import { parisDay } from '../dates.ts';
import { absent } from '../problems.ts';
import { guard, knownDefinition } from '../store/execute.ts';
import { loadRequest } from '../store/load.ts';
import { requests } from '../tables.ts';

/** A field whose answer is the number of a publisher's habilitation. */
export type Lending = Extract<Field, { kind: 'text' }> & {
  lent: NonNullable<Extract<Field, { kind: 'text' }>['lent']>;
};

/** What a publisher lends, with what only the role that the questions are for may read. */
export interface Lent {
  number: number;
  publisher: string;
  /** YYYY-MM-DD: the day on which it was signed, and the last on which it may be used. */
  signed: string;
  until: string;
  /** Where it was given: `D1042`. */
  request: { number: number; api: string; providerId: string; definitionVersion: number };
  answers: QuestionnaireAnswers;
}

/** More than a publisher has at one time; the newest are offered. */
const longestList = 20;

export const isLending = (field: Field): field is Lending =>
  field.kind === 'text' && field.lent !== undefined;

/** The publisher that the answers name; only one whose SIRET is known lends anything. */
export function lenderIn(
  answers: Answers,
  { lent: { by } }: Lending,
  editors: readonly Editor[],
): { name: string; siret: string | undefined } {
  const answer = answers[by];
  const name = typeof answer === 'string' ? answer.trim() : '';
  const editor = editorCalled(editors, name);
  return { name: editor?.name ?? name, siret: editor?.siret };
}

/**
 * Those in force, the newest first.
 * @param lender its SIRET; undefined: whoever's, where a number that was checked before is read again
 */
export async function lentTo(
  database: Database,
  { lent: { questionnaire, signed, months } }: Lending,
  {
    lender,
    providerId,
    number,
    at,
  }: { lender?: string; providerId: string; number?: number | undefined; at: Date },
): Promise<Lent[]> {
  const rows = await database
    .select({
      number: habilitations.number,
      publisher: organisations.name,
      answers: habilitations.answers,
      request: {
        number: requests.number,
        api: requests.api,
        providerId: requests.providerId,
        definitionVersion: habilitations.definitionVersion,
      },
    })
    .from(habilitations)
    .innerJoin(requests, eq(requests.id, habilitations.requestId))
    .innerJoin(organisations, eq(organisations.id, habilitations.organisationId))
    .where(
      and(
        lender === undefined ? undefined : eq(organisations.siret, lender),
        number === undefined ? undefined : eq(habilitations.number, number),
        eq(habilitations.providerId, providerId),
        inForce(at),
        sql`jsonb_exists(${habilitations.answers}, ${questionnaire})`,
      ),
    )
    .orderBy(desc(habilitations.id))
    .limit(longestList);
  const today = parisDay(at);
  return rows.flatMap(({ answers, ...lent }) => {
    const from = answers[signed];
    if (typeof from !== 'string') return [];
    const until = lastDay(from, months);
    return until < today
      ? []
      : { ...lent, signed: from, until, answers: answers[questionnaire] as QuestionnaireAnswers };
  });
}

/** `GET /requests/:id/lent/:field`: what the publisher that a request names lends. Mounted at `/requests`. */
export function lentRoutes(
  services: Pick<Services, 'database' | 'catalogue' | 'now'>,
): Hono<ActorEnvironment> {
  const { database, catalogue, now } = services;
  const app = new Hono<ActorEnvironment>();
  app.get('/:id/lent/:field', async (c) => {
    const language = languageOf(c);
    const loaded = await loadRequest(database, c.req.param('id'));
    if (!loaded || c.var.actor.via === 'invitation') throw absent(language);
    guard(loaded, c.var.actor, { language });
    // The publisher may be named in the draft that this one is filled in with.
    const { row } = await readWhole(services, loaded, language);
    const definition = await knownDefinition(services, row, language);
    const field = fieldsOf(definition, row.stage).find(({ id }) => id === c.req.param('field'));
    if (!field || !isLending(field)) throw absent(language);
    const { name, siret } = lenderIn(row.answers, field, catalogue.editors[language].editors);
    const query = { providerId: row.providerId, at: now() };
    const list = siret ? await lentTo(database, field, { ...query, lender: siret }) : [];
    const view: LentView = {
      publisher: name,
      known: siret !== undefined,
      lent: list.map(({ number, signed, until }) => ({
        number: `H${number}`,
        ...{ signed, until },
        text: lentDates({ signed, until }, language),
      })),
    };
    return c.json(view, 200, { 'cache-control': 'private, no-cache' });
  });
  return app;
}

const words = {
  fr: (signed: string, until: string) => `signé le ${signed}, valable jusqu’au ${until}`,
  en: (signed: string, until: string) => `signed on ${signed}, valid until ${until}`,
};

/** « signé le 3 mars 2026, valable jusqu’au 3 mars 2029 » */
export const lentDates = ({ signed, until }: Pick<Lent, 'signed' | 'until'>, language: 'fr' | 'en'): string =>
  words[language](dateInWords(signed, language), dateInWords(until, language));
