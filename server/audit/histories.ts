/** The histories that are chained, and how each is read: by age of its chains, in pages. */
import { and, asc, desc, eq, gt, gte, lt, lte, notExists, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { staffActs, staffChains } from '../acts/tables.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/connection.ts';
import { isSealed } from '../privacy/seal.ts';
import { requestErasures } from '../privacy/tables.ts';
import { events, requests } from '../requests/tables.ts';
import type { Link, Place } from './link.ts';
import { checkpointHeads } from './tables.ts';

/** Chains whose id is above `after`, up to and with `upTo`; absent: no bound. Or one chain. */
export interface Range {
  after?: string | undefined;
  upTo?: string | undefined;
  only?: string;
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

const within = (column: PgColumn, { after, upTo, only }: Range): SQL | undefined =>
  and(
    only ? eq(column, only) : undefined,
    after ? gt(column, after) : undefined,
    upTo ? lte(column, upTo) : undefined,
  );

/** Where the chains of one history stand: their events, and the rows that they belong to. */
interface Tables {
  name: string;
  owner: string;
  links: typeof events | typeof staffActs;
  /** Of an event: which chain it is of. */
  chain: PgColumn;
  heads: typeof requests | typeof staffChains;
  /** Of a head: the number of its events. */
  count: PgColumn;
}

const sealedPlace = { sequence: checkpointHeads.sequence, hash: checkpointHeads.hash };

/** A head moves on only. */
const furtherOn = {
  target: [checkpointHeads.history, checkpointHeads.chainId],
  set: { sequence: sql`excluded.sequence`, hash: sql`excluded.hash` },
  setWhere: sql`excluded.sequence > ${checkpointHeads.sequence}`,
};

function historyIn({ name, owner, links, chain, heads, count }: Tables): History {
  const noted = (id: PgColumn | SQL) =>
    and(eq(checkpointHeads.history, name), eq(checkpointHeads.chainId, id));

  return {
    name,
    owner,

    async bounds(database, step) {
      const place = sql<number>`row_number() over (order by ${heads.id})`.as('place');
      const placed = database
        .select({ id: sql<string>`${heads.id}`.as('id'), place })
        .from(heads as typeof requests)
        .as('placed');
      const rows = await database
        .select({ id: placed.id })
        .from(placed)
        .where(sql`${placed.place} % ${step} = 0`)
        .orderBy(asc(placed.id));
      return rows.map(({ id }) => id);
    },

    async links(database, range, last, limit) {
      const query = database
        .select({
          chainId: sql`${chain}`.as('chainId'),
          sequence: links.sequence,
          id: links.id,
          name: links.name,
          actorId: sql`${links.actorId}`.as('actorId'),
          actorRole: sql`${links.actorRole}`.as('actorRole'),
          at: links.at,
          body: links.body,
          details: links.details,
          previousHash: sql`${links.previousHash}`.as('previousHash'),
          hash: links.hash,
        })
        .from(links as typeof events)
        .where(
          and(
            within(chain, range),
            last && sql`(${chain}, ${links.sequence}) > (${last.chainId}::uuid, ${last.sequence})`,
          ),
        )
        .orderBy(asc(chain), asc(links.sequence))
        .limit(limit);
      // As the driver gives them: mapped by the builder, a million events take a fifth longer.
      const found = (await database.execute(query.getSQL())) as unknown as Link[];
      for (const link of found) link.at = new Date(link.at).toISOString();
      return found;
    },

    async heads(database, range, config) {
      const rows = await database
        .select({
          chainId: sql<string>`${heads.id}`,
          end: { sequence: sql<number>`${count}`, hash: sql<string>`${heads.headHash}` },
          sealed: sealedPlace,
          erasure: requestErasures,
        })
        .from(heads as typeof requests)
        .leftJoin(checkpointHeads, noted(heads.id))
        .leftJoin(requestErasures, eq(requestErasures.requestId, heads.id))
        .where(within(heads.id, range));
      const present = rows.map(({ sealed, erasure, ...row }) => ({
        ...row,
        sealed: sealed ?? undefined,
        erased: erasure !== null && isSealed(config, erasure),
      }));
      // Those of the last checkpoint that are there no more.
      const there = database
        .select({ id: heads.id })
        .from(heads as typeof requests)
        .where(eq(heads.id, checkpointHeads.chainId));
      const lost = await database
        .select({ chainId: checkpointHeads.chainId, sealed: sealedPlace })
        .from(checkpointHeads)
        .where(
          and(eq(checkpointHeads.history, name), within(checkpointHeads.chainId, range), notExists(there)),
        );
      return [...present, ...lost.map((row) => ({ ...row, end: undefined, erased: false }))];
    },

    async keepHeads(database, since, until) {
      await database
        .insert(checkpointHeads)
        .select(
          database
            .selectDistinctOn([chain], {
              history: sql<string>`${name}::text`.as('history'),
              chainId: sql<string>`${chain}`.as('chain_id'),
              sequence: links.sequence,
              hash: links.hash,
            })
            .from(links as typeof events)
            .where(and(lt(links.at, until), since && gte(links.at, since)))
            .orderBy(chain, desc(links.sequence)),
        )
        .onConflictDoUpdate(furtherOn);
    },
  };
}

export const requestHistory = historyIn({
  name: 'requests',
  owner: 'request',
  links: events,
  chain: events.requestId,
  heads: requests,
  count: requests.eventCount,
});

export const histories: readonly History[] = [
  requestHistory,
  // What the provider's people do about a request besides deciding it, and their absences.
  historyIn({
    name: 'staff',
    owner: 'chain',
    links: staffActs,
    chain: staffActs.chainId,
    heads: staffChains,
    count: staffChains.actCount,
  }),
];
