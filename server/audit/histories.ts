/** The histories that are chained, and how each is read: by age of its chains, in pages. */
import { and, asc, desc, eq, gt, gte, lt, lte, notExists, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Config } from '../config.ts';
import type { Database } from '../database/connection.ts';
import type { staffChains } from '../examination/tables.ts';
import { isSealed } from '../privacy/seal.ts';
import { requestErasures } from '../privacy/tables.ts';
import { events, requests } from '../requests/tables.ts';
import type { Link, Place } from './link.ts';
import { checkpointHeads } from './tables.ts';

/** Chains whose id is above `after`, up to and with `upTo`; undefined: no bound. */
export interface Range {
  after: string | undefined;
  upTo: string | undefined;
}

/** What a chain has to end with. */
export interface Head {
  chainId: string;
  /** Undefined: the row that the chain belongs to is gone. */
  end: Place | undefined;
  /** Of the last checkpoint. */
  sealed: Place | undefined;
  /** Its words were erased, by us. */
  erased: boolean;
}

type Reader = Pick<Database, 'select' | 'execute'>;

export interface History {
  name: string;
  /** The name that an event's text gives its chain. */
  owner: string;
  /** Every `step`th chain: where ranges end. */
  bounds(database: Reader, step: number): Promise<string[]>;
  /** In order; those after `last`. */
  links(database: Reader, range: Range, last: Link | undefined, limit: number): Promise<Link[]>;
  heads(database: Reader, range: Range, config: Pick<Config, 'secretKey' | 'dataDir'>): Promise<Head[]>;
  /** Notes where chains end at a checkpoint: those that have moved since. */
  keepHeads(
    database: Pick<Database, 'insert' | 'selectDistinctOn'>,
    since: Date | undefined,
    until: Date,
  ): Promise<void>;
}

const within = (column: PgColumn, { after, upTo }: Range): SQL | undefined =>
  and(after ? gt(column, after) : undefined, upTo ? lte(column, upTo) : undefined);

async function everyNth(database: Reader, table: typeof requests | typeof staffChains, step: number) {
  const place = sql<number>`row_number() over (order by ${table.id})`.as('place');
  const placed = database
    .select({ id: sql<string>`${table.id}`.as('id'), place })
    .from(table)
    .as('placed');
  const rows = await database
    .select({ id: placed.id })
    .from(placed)
    .where(sql`${placed.place} % ${step} = 0`)
    .orderBy(asc(placed.id));
  return rows.map(({ id }) => id);
}

/** A head moves on only. */
const furtherOn = {
  target: [checkpointHeads.history, checkpointHeads.chainId],
  set: { sequence: sql`excluded.sequence`, hash: sql`excluded.hash` },
  setWhere: sql`excluded.sequence > ${checkpointHeads.sequence}`,
};

const sealedPlace = { sequence: checkpointHeads.sequence, hash: checkpointHeads.hash };

/** Chains of the last checkpoint that are there no more. */
async function lost(
  database: Reader,
  history: string,
  table: typeof requests | typeof staffChains,
  range: Range,
): Promise<Head[]> {
  const rows = await database
    .select({ chainId: checkpointHeads.chainId, sealed: sealedPlace })
    .from(checkpointHeads)
    .where(
      and(
        eq(checkpointHeads.history, history),
        within(checkpointHeads.chainId, range),
        notExists(database.select({ id: table.id }).from(table).where(eq(table.id, checkpointHeads.chainId))),
      ),
    );
  return rows.map((row) => ({ ...row, end: undefined, erased: false }));
}

/** As the driver gives them: mapped by the builder, a million events take a fifth longer. */
async function linksOf(database: Reader, query: SQL): Promise<Link[]> {
  const links = (await database.execute(query)) as unknown as Link[];
  for (const link of links) link.at = new Date(link.at).toISOString();
  return links;
}

const requestHistory: History = {
  name: 'requests',
  owner: 'request',
  bounds: (database, step) => everyNth(database, requests, step),
  async links(database, range, last, limit) {
    const query = database
      .select({
        chainId: sql`${events.requestId}`.as('chainId'),
        sequence: events.sequence,
        id: events.id,
        name: events.name,
        actorId: sql`${events.actorId}`.as('actorId'),
        actorRole: sql`${events.actorRole}`.as('actorRole'),
        at: events.at,
        body: events.body,
        details: events.details,
        previousHash: sql`${events.previousHash}`.as('previousHash'),
        hash: events.hash,
      })
      .from(events)
      .where(
        and(
          within(events.requestId, range),
          last && sql`(${events.requestId}, ${events.sequence}) > (${last.chainId}::uuid, ${last.sequence})`,
        ),
      )
      .orderBy(asc(events.requestId), asc(events.sequence))
      .limit(limit);
    return linksOf(database, query.getSQL());
  },
  async heads(database, range, config) {
    const rows = await database
      .select({
        chainId: requests.id,
        end: { sequence: requests.eventCount, hash: requests.headHash },
        sealed: sealedPlace,
        erasure: requestErasures,
      })
      .from(requests)
      .leftJoin(
        checkpointHeads,
        and(eq(checkpointHeads.history, requestHistory.name), eq(checkpointHeads.chainId, requests.id)),
      )
      .leftJoin(requestErasures, eq(requestErasures.requestId, requests.id))
      .where(within(requests.id, range));
    const present = rows.map(({ sealed, erasure, ...row }) => ({
      ...row,
      sealed: sealed ?? undefined,
      erased: erasure !== null && isSealed(config, erasure),
    }));
    return [...present, ...(await lost(database, requestHistory.name, requests, range))];
  },
  async keepHeads(database, since, until) {
    await database
      .insert(checkpointHeads)
      .select(
        database
          .selectDistinctOn([events.requestId], {
            history: sql<string>`${requestHistory.name}::text`.as('history'),
            chainId: events.requestId,
            sequence: events.sequence,
            hash: events.hash,
          })
          .from(events)
          .where(and(lt(events.at, until), since && gte(events.at, since)))
          .orderBy(events.requestId, desc(events.sequence)),
      )
      .onConflictDoUpdate(furtherOn);
  },
};

export const histories: readonly History[] = [requestHistory];
