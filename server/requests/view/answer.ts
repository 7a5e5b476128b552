/** Reads what a request's view needs besides the request, and answers with it. */
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Context } from 'hono';
import type { Actor } from '../../accounts/actor.ts';
import { fullName } from '../../accounts/name.ts';
import { users } from '../../accounts/tables.ts';
import { definitionAt, newerThan } from '../../catalogue/versions.ts';
import type { Database } from '../../database/connection.ts';
import { prepared } from '../../database/prepared.ts';
import { ofItsOwn, stateColumns } from '../../habilitations/in-force.ts';
import { habilitations } from '../../habilitations/tables.ts';
import { languageOf } from '../../http/language.ts';
import { threadOf } from '../../messages/thread.ts';
import { asRead } from '../../together/draft.ts';
import { asksApart, fileOf, togetherView } from '../../together/view.ts';
import { etagOf } from '../etag.ts';
import type { RequestRow } from '../life/events.ts';
import { type Neighbours, neighboursOf, stagesView } from '../start/stages.ts';
import type { RequestServices } from '../store/execute.ts';
import type { LoadedRequest } from '../store/load.ts';
import { type HistoryEntry, historyOf } from './history.ts';
import { requestView } from './view.ts';

/** The request as JSON, with its `ETag`. */
export async function answerWith(
  c: Context,
  services: RequestServices,
  loaded: LoadedRequest & {
    history?: HistoryEntry[];
    neighbours?: Neighbours;
    lead?: LoadedRequest | undefined;
  },
  actor: Actor,
  status: 200 | 201 = 200,
): Promise<Response> {
  const language = languageOf(c);
  const { database, config, now } = services;
  const [history, thread, habilitation, names, neighbours] = await Promise.all([
    loaded.history ?? historyOf(database, loaded.row.id),
    loaded.row.firstSubmittedAt ? threadOf(database, loaded.row.id) : undefined,
    loaded.row.decidedAt ? lastHabilitation(database, loaded.row.id) : undefined,
    namesIn(database, loaded.row),
    loaded.neighbours ?? neighboursOf(services, loaded, language, loaded.lead),
  ]);
  const definition = await definitionAt(services, loaded.row, language);
  const present = services.catalogue.localised(loaded.row.api, language);
  const newer = newerThan(present, loaded.row);
  const { led, members } = neighbours;
  const whole = asRead(loaded, led);
  const stages = stagesView(loaded.row, neighbours, definition, present, actor, language);
  const context = {
    actor,
    definition,
    newer,
    history,
    ...(thread && { thread }),
    habilitation: habilitation && {
      ...habilitation,
      children: habilitation.children.map(({ number, api }) => ({
        number,
        api_title: services.catalogue.get(api)?.title ?? api,
      })),
    },
    names,
    stages: led && definition ? { ...stages, asks: asksApart(whole, led, definition) } : stages,
    file: {
      file: await fileOf(services, loaded.row, members, actor, language),
      together: togetherView(led),
    },
    config,
    now: now(),
    language,
  };
  return c.json(requestView(whole, context), status, {
    etag: etagOf(loaded, language, newer?.version, neighbours),
    'cache-control': 'private, no-cache',
    ...(status === 201 && { location: `${config.publicUrl}/requests/${loaded.row.id}` }),
  });
}

/** Names of those whom the row knows by their ids alone: nobody, most of the time. */
async function namesIn(
  database: Database,
  { authorship, takeOver, applicantId }: RequestRow,
): Promise<Map<string, string>> {
  const ids = new Set([...Object.values(authorship), ...(takeOver ? [takeOver.by] : [])]);
  ids.delete(applicantId);
  if (ids.size === 0) return new Map();
  const rows = await database
    .select({ id: users.id, givenName: users.givenName, familyName: users.familyName })
    .from(users)
    .where(inArray(users.id, [...ids]));
  return new Map(rows.map(({ id, givenName, familyName }) => [id, fullName({ givenName, familyName })]));
}

/** The outer table is named in full: a column alone would be the inner one's. */
const grantedAlong = sql<{ number: number; api: string }[]>`(
  select coalesce(json_agg(json_build_object('number', child.number, 'api', child.api) order by child.number), '[]'::json)
  from ${habilitations} child where child.parent_id = ${habilitations}.id)`;

async function lastHabilitation(database: Database, requestId: string) {
  const query = prepared(database, 'last_habilitation', (db, name) =>
    db
      .select({
        number: habilitations.number,
        ...stateColumns,
        children: grantedAlong,
        scopes: habilitations.scopes,
        quota: habilitations.quota,
        conditions: habilitations.conditions,
      })
      .from(habilitations)
      .where(and(eq(habilitations.requestId, sql.placeholder('id')), ofItsOwn))
      .orderBy(desc(habilitations.id))
      .limit(1)
      .prepare(name),
  );
  const [habilitation] = await query.execute({ id: requestId });
  return habilitation;
}
