/** `GET /habilitations/mine`: the habilitations in force of the organisations that somebody acts for. */
import { and, desc, eq, inArray } from 'drizzle-orm';
import { Hono } from 'hono';
import type { Actor, ActorEnvironment } from '../accounts/actor.ts';
import type { Database } from '../database/connection.ts';
import type { HabilitationInForce } from '../http/api-beside.ts';
import { languageOf } from '../http/language.ts';
import { organisations } from '../organisations/tables.ts';
import { day } from '../pages/dates.ts';
import { requests } from '../requests/tables.ts';
import type { Services } from '../services.ts';
import { endsSoon } from './ending.ts';
import { inForce } from './in-force.ts';
import { habilitations } from './tables.ts';

/** More than an organisation has of one API; the newest are shown. */
const longestList = 100;

/** Mounted at `/habilitations`, behind the check that leaves the actor in the context. */
export function heldRoutes({
  database,
  catalogue,
  now,
}: Pick<Services, 'database' | 'catalogue' | 'now'>): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  app.get('/mine', async (c) => {
    const name = c.req.query('api');
    // A name that is not in the catalogue has no habilitations, and may hold what PostgreSQL refuses.
    const api = name === undefined ? undefined : catalogue.get(name)?.id;
    const known = name === undefined || api !== undefined;
    const rows = known ? await held(database, c.var.actor, now(), api) : [];
    const language = languageOf(c);
    const list = rows.map(
      ({ number, validUntil, ...rest }): HabilitationInForce => ({
        ...rest,
        number: `H${number}`,
        api_title: catalogue.get(rest.api)?.title ?? rest.api,
        valid_until: validUntil.toISOString(),
        until: day(validUntil, language),
        ends_soon: endsSoon(validUntil, now(), language),
      }),
    );
    return c.json({ habilitations: list }, 200, { 'cache-control': 'private, no-cache' });
  });
  return app;
}

/** Of the organisations that an identity provider vouches for, the newest first. */
async function held(
  database: Database,
  { organisationIds }: Pick<Actor, 'organisationIds'>,
  at: Date,
  api: string | undefined,
) {
  if (organisationIds.length === 0) return [];
  return database
    .select({
      number: habilitations.number,
      api: habilitations.api,
      stage: habilitations.stage,
      title: requests.title,
      siret: organisations.siret,
      request_id: habilitations.requestId,
      validUntil: habilitations.expiresAt,
    })
    .from(habilitations)
    .innerJoin(requests, eq(requests.id, habilitations.requestId))
    .innerJoin(organisations, eq(organisations.id, habilitations.organisationId))
    .where(
      and(
        inArray(habilitations.organisationId, organisationIds),
        api === undefined ? undefined : eq(habilitations.api, api),
        inForce(at),
      ),
    )
    .orderBy(desc(habilitations.id))
    .limit(longestList);
}
