/**
 * Drafts that nobody touches: their applicant is warned, then the draft goes to the archives and its content is erased.
 * Whoever writes again in between keeps it, and is warned anew when it has been left as long again.
 */
import { and, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import { everyRow } from '../database/pages.ts';
import { Problem } from '../http/problem.ts';
import { addDays } from '../requests/dates.ts';
import type { RequestRow } from '../requests/life/events.ts';
import { systemActor } from '../requests/life/system.ts';
import type { RequestServices } from '../requests/store/execute.ts';
import { executeLatest } from '../requests/store/latest.ts';
import { events, requests } from '../requests/tables.ts';
import type { Services } from '../services.ts';
import { type EraseServices, eraseRequest } from './erase.ts';
import { beginningOf, draftWarning, endOf, type RetentionRule } from './rules.ts';

export type DraftServices = RequestServices & EraseServices & Pick<Services, 'log'>;

/** The reminder that warns (`clock/kinds.ts`); a second warning of the same draft is `draft-removal-2`. */
export const removalKind = 'draft-removal';

type Draft = Pick<RequestRow, 'state' | 'firstSubmittedAt' | 'updatedAt' | 'reminded'>;

/** The provider has never seen it: nothing is to be accounted for. */
const neverSent = ({ state, firstSubmittedAt }: Pick<RequestRow, 'state' | 'firstSubmittedAt'>) =>
  state === 'draft' && firstSubmittedAt === null;

/**
 * @param warnedAt when its last warning went; undefined: none ever did
 * @returns what is due now. The removal waits for the whole time of the warning, also where the clock stood still
 */
export function dueOf(draft: Draft, warnedAt: Date | undefined, now: Date): 'warn' | 'remove' | undefined {
  if (!neverSent(draft)) return undefined;
  if (now < addDays(endOf('draft', draft.updatedAt), -draftWarning.days)) return undefined;
  if (!warnedAt || warnedAt < draft.updatedAt) return 'warn';
  return now >= removalOf(draft, warnedAt) ? 'remove' : undefined;
}

/** The day that a warning names. */
export function removalOf({ updatedAt }: Pick<Draft, 'updatedAt'>, warnedAt: Date): Date {
  const [end, warned] = [endOf('draft', updatedAt), addDays(warnedAt, draftWarning.days)];
  return end > warned ? end : warned;
}

/** Runs every day; running it twice does nothing twice. */
export async function sweepDrafts(services: DraftServices): Promise<void> {
  const { database, now, log } = services;
  const oldest = addDays(beginningOf('draft', now()), draftWarning.days);
  for await (const row of quietDrafts(database, oldest)) {
    try {
      const due = dueOf(row, await warnedAt(database, row.id), now());
      if (due === 'warn') await warn(services, row.id);
      if (due === 'remove') await removeDraft(services, row.id, 'draft');
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // Somebody has come back to it in the same moment.
      log.info({ requestId: row.id, code: error.code }, 'draft left as it is');
    }
  }
}

async function warn(services: DraftServices, id: string): Promise<void> {
  const intend = async ({ row }: { row: RequestRow }) => {
    if (dueOf(row, await warnedAt(services.database, id), services.now()) !== 'warn') return undefined;
    const before = row.reminded.filter((kind) => kind.startsWith(removalKind)).length;
    const kind = before === 0 ? removalKind : `${removalKind}-${before + 1}`;
    return { name: 'remind' as const, kind };
  };
  await executeLatest(services, id, intend, systemActor);
}

/**
 * Into the archives, and empty. @param rule why; `asked`: the person wants it so
 * @throws {Problem} it cannot be archived any more
 */
export async function removeDraft(
  services: DraftServices,
  id: string,
  rule: RetentionRule | 'asked',
): Promise<void> {
  const { database, now } = services;
  const archive = async ({ row }: { row: RequestRow }) => {
    if (!neverSent(row)) return undefined;
    if (rule === 'draft' && dueOf(row, await warnedAt(database, id), now()) !== 'remove') return undefined;
    return { name: 'archive' as const };
  };
  await executeLatest(services, id, archive, systemActor);
  await eraseRequest(
    services,
    id,
    rule,
    ({ state, firstSubmittedAt }) => state === 'archived' && firstSubmittedAt === null,
  );
}

const pageSize = 200;

/** The oldest first: a draft's id is as old as the draft (`requests_by_draft`). */
function quietDrafts(database: Database, before: Date) {
  return everyRow(pageSize, (last: (Draft & { id: string }) | undefined) =>
    database
      .select({
        id: requests.id,
        state: requests.state,
        firstSubmittedAt: requests.firstSubmittedAt,
        updatedAt: requests.updatedAt,
        reminded: requests.reminded,
      })
      .from(requests)
      .where(
        and(
          sql`${requests.state} = 'draft'`,
          isNull(requests.firstSubmittedAt),
          lt(requests.updatedAt, before),
          last && gt(requests.id, last.id),
        ),
      )
      .orderBy(requests.id)
      .limit(pageSize),
  );
}

async function warnedAt(database: Database, id: string): Promise<Date | undefined> {
  const [row] = await database
    .select({ at: events.at })
    .from(events)
    .where(
      and(
        eq(events.requestId, id),
        eq(events.name, 'remind'),
        sql`${events.body}::jsonb ->> 'kind' like ${`${removalKind}%`}`,
      ),
    )
    .orderBy(desc(events.sequence))
    .limit(1);
  return row?.at;
}
