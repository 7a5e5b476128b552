/**
 * The data that a use case usually needs: as its source says or, where it says nothing, as past validations asked for.
 * Organisations are counted, not requests, and nothing is told of fewer than five: no figure shows what one of them does.
 */
import { and, eq, ne, sql } from 'drizzle-orm';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { usualByUseCase } from '../../catalogue/usual.ts';
import type { Database } from '../database/connection.ts';
import { prepared } from '../database/prepared.ts';
import { habilitations } from '../habilitations/tables.ts';
import type { UsualView } from '../http/api-beside.ts';
import { requests } from '../requests/tables.ts';
import type { Services } from '../services.ts';

/** Fewer organisations than this tell nothing. */
export const fewestOrganisations = 5;
/** The share of the organisations that asks for what is usual. */
const usualShare = 0.5;
/** How long figures are shown before they are counted again, in milliseconds. */
const countEvery = 10 * 60_000;

/** What validated requests of a use case asked for. */
export interface Experience {
  /** Organisations with a validated request. */
  organisations: number;
  /** Organisations by scope, for those that at least half of them ask for. */
  scopes: Record<string, number>;
}

type Counted = Map<string, Experience>;
const kept = new WeakMap<Database, Map<string, { at: number; counted: Promise<Counted> }>>();

/** @returns what the use case usually needs; undefined where neither its source nor experience says */
export async function usualOf(
  services: Pick<Services, 'database' | 'now'>,
  definition: ApiDefinition,
  useCase: string,
): Promise<UsualView | undefined> {
  const labels = new Map(
    definition.scopes.groups.flatMap((group) => group.scopes.map(({ id, label }) => [id, label])),
  );
  const shown = (ids: string[]) => ids.flatMap((id) => ({ id, label: labels.get(id) ?? id }));
  const named = usualByUseCase(definition, useCase);
  if (named) return { source: 'catalogue', scopes: shown(named) };
  const known = definition.use_cases.find(({ id }) => id === useCase);
  if (!known || known.free) return undefined;
  const experience = (await experienceOf(services, definition.id)).get(useCase);
  if (!experience) return undefined;
  const { organisations, scopes } = experience;
  const offered = Object.keys(scopes).filter((id) => labels.has(id));
  return {
    ...{ source: 'validations', organisations },
    scopes: shown(offered).map((scope) => ({ ...scope, count: scopes[scope.id] ?? 0 })),
  };
}

/** By use case; counted at most every ten minutes by each process, and again after a failure. */
export function experienceOf(
  { database, now }: Pick<Services, 'database' | 'now'>,
  api: string,
): Promise<Counted> {
  const known = kept.get(database) ?? new Map();
  kept.set(database, known);
  const at = now().getTime();
  const last = known.get(api);
  if (last && Math.abs(at - last.at) < countEvery) return last.counted;
  const counted = count(database, api);
  known.set(api, { at, counted });
  counted.catch(() => known.delete(api));
  return counted;
}

async function count(database: Database, api: string): Promise<Counted> {
  const query = prepared(database, 'usual_scopes', (db, name) => {
    // One row per organisation and use case: whoever asks twice counts once.
    const asked = db
      .selectDistinct({
        useCase: requests.useCase,
        organisationId: habilitations.organisationId,
        scope: sql<string | null>`scope`.as('scope'),
      })
      .from(habilitations)
      .innerJoin(requests, eq(requests.id, habilitations.requestId))
      .leftJoin(sql`unnest(${habilitations.scopes}) as scope`, sql`true`)
      .where(and(eq(habilitations.api, sql.placeholder('api')), ne(habilitations.state, 'revoked')))
      .as('asked');
    return db
      .select({
        useCase: asked.useCase,
        scope: asked.scope,
        whole: sql<boolean>`grouping(${asked.scope}) = 1`,
        organisations: sql<number>`count(distinct ${asked.organisationId})::int`,
      })
      .from(asked)
      .groupBy(asked.useCase, sql`rollup (${asked.scope})`)
      .prepare(name);
  });
  const rows = await query.execute({ api });
  const counted: Counted = new Map();
  for (const { useCase, organisations } of rows.filter(({ whole }) => whole)) {
    if (organisations < fewestOrganisations) continue;
    const common = rows.filter(
      (row) =>
        row.useCase === useCase && row.scope !== null && row.organisations >= organisations * usualShare,
    );
    const scopes = Object.fromEntries(
      common
        .sort((one, other) => other.organisations - one.organisations)
        .map((row) => [row.scope, row.organisations]),
    );
    counted.set(useCase, { organisations, scopes });
  }
  return counted;
}
