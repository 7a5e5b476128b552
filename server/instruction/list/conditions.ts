/** What a query asks for, as conditions on the entries of the list. */
import { and, eq, gt, inArray, isNotNull, isNull, lte, notInArray, or, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Actor } from '../../accounts/actor.ts';
import { grants } from '../../accounts/roles.ts';
import { type ScopeGroup, scopeGroups } from '../../catalogue/scope-groups.ts';
import type { Database } from '../../database/connection.ts';
import { isOn } from '../../examination/absence.ts';
import { opinionsAskedOf } from '../../examination/opinion.ts';
import { absences } from '../../examination/tables.ts';
import { parisDay } from '../../requests/dates.ts';
import type { Services } from '../../services.ts';
import { dayLength, lateBefore } from '../age.ts';
import { priorities } from './priority.ts';
import { ages, type Flag, type ListQuery, mine, nobody, type Tab } from './query.ts';
import { instructionEntries as entries } from './tables.ts';

/** Who asks, when, and where it is looked up. */
export interface Reader {
  database: Database;
  actor: Actor;
  now: Date;
  /** The reader, and those who are away today and whom they stand in for. */
  people: string[];
  /** Requests that the reader's opinion is asked of, and awaited. */
  opinions: string[];
  /** Days within which each API wants to answer, by its id. */
  targets: ReadonlyMap<string, number>;
  /** Groups of data that roles are given on, by name. */
  groups: ReadonlyMap<string, ScopeGroup>;
}

/** Asked once for all that a page shows: inside the conditions it would keep the index of people from being used. */
export async function readerFor(
  { database, catalogue, now }: Pick<Services, 'database' | 'catalogue' | 'now'>,
  actor: Actor,
): Promise<Reader> {
  const at = now();
  const [away, opinions] = await Promise.all([
    database
      .select({ id: absences.userId })
      .from(absences)
      .where(and(eq(absences.substituteId, actor.userId), isOn(parisDay(at)))),
    opinionsAskedOf(database, actor.userId),
  ]);
  const targets = new Map(catalogue.list().map(({ id, target_days }) => [id, target_days]));
  const people = [actor.userId, ...away.map(({ id }) => id)];
  return { database, actor, now: at, people, opinions, targets, groups: scopeGroups(catalogue) };
}

/** Everything but the words and the place in the list. */
export function asked(query: ListQuery, reader: Reader): SQL | undefined {
  const { now } = reader;
  const { assignee, priority, age } = query;
  return and(
    readable(reader),
    inTab(query.tab, reader),
    is(entries.state, query.state),
    is(entries.api, query.api),
    is(entries.stage, query.stage),
    is(entries.useCase, query.useCase),
    is(entries.region, query.region),
    is(entries.department, query.department),
    is(entries.priority, priority && priorities.indexOf(priority)),
    assignee === undefined ? undefined : assigned(assignee, reader),
    age && agedBetween(ages[age], now),
    ...query.flags.map((flag) => flagged(flag, reader)),
  );
}

function is(column: AnyPgColumn, value: string | number | undefined): SQL | undefined {
  return value === undefined ? undefined : eq(column, value);
}

/** What a tab shows: « waits for me » is what is mine to see to, or nobody's yet. */
export function inTab(tab: Tab, reader: Reader): SQL | undefined {
  switch (tab) {
    case 'waiting':
      return and(
        eq(entries.state, 'submitted'),
        or(isNull(entries.assigneeId), inArray(entries.assigneeId, reader.people)),
      );
    case 'unseen':
    case 'late':
    case 'unread':
      return flagged(tab, reader);
    case 'opinions':
      return inArray(entries.requestId, reader.opinions);
    case 'all':
      return undefined;
  }
}

/** What says of an entry who reads it. */
type Places = Record<'providerId' | 'api' | 'scopeGroups', AnyPgColumn>;

/** The APIs that the actor reads, and of others the requests for data of their groups. */
export function readable(
  { actor, groups }: Pick<Reader, 'actor' | 'groups'>,
  { providerId, api: ofApi, scopeGroups: asked }: Places = entries,
): SQL | undefined {
  const held = grants(actor, 'reporter');
  const ofGroups = held.flatMap(({ provider, api }) => groups.get(`${provider}:${api}`) ?? []);
  const conditions = held
    .filter(({ provider, api }) => !groups.has(`${provider}:${api}`))
    .map(({ provider, api }) =>
      and(provider === '*' ? sql`true` : eq(providerId, provider), api === '*' ? undefined : eq(ofApi, api)),
    );
  if (ofGroups.length > 0) {
    conditions.push(
      and(
        // The index of the API gives the order where they are common, that of the groups finds them where they are rare.
        inArray(providerId, [...new Set(ofGroups.map(({ provider }) => provider))]),
        inArray(ofApi, [...new Set(ofGroups.map(({ api }) => api))]),
        sql`${asked} && ${literal(ofGroups)}`,
      ),
    );
  }
  return conditions.length > 0 ? or(...conditions) : sql`false`;
}

/**
 * Names as they stand in the catalogue, whose schema leaves them no quote; in the statement itself: as a parameter, the
 * planner does not see whether a group is common or rare.
 */
function literal(groups: readonly ScopeGroup[]): SQL {
  return sql.raw(`array[${groups.map(({ name }) => `'${name}'`).join(', ')}]::text[]`);
}

function assigned(assignee: string, { people }: Reader): SQL | undefined {
  if (assignee === mine) return inArray(entries.assigneeId, people);
  return assignee === nobody ? isNull(entries.assigneeId) : eq(entries.assigneeId, assignee);
}

function agedBetween([from, to]: readonly [number, number | undefined], now: Date): SQL | undefined {
  const ago = (days: number) => new Date(now.getTime() - days * dayLength);
  return and(
    lte(entries.lastSubmittedAt, ago(from)),
    to === undefined ? undefined : gt(entries.lastSubmittedAt, ago(to + 1)),
  );
}

/** Written as the partial indexes are, so that they serve. */
function flagged(flag: Flag, reader: Reader): SQL | undefined {
  switch (flag) {
    case 'unseen':
      return sql`${entries.unseen}`;
    case 'updated':
      return sql`${entries.updated}`;
    case 'told':
      return sql`${entries.told}`;
    case 'unread':
      return sql`${entries.unread}`;
    case 'reopened':
      return isNotNull(entries.reopening);
    case 'late':
      return and(eq(entries.state, 'submitted'), late(reader));
  }
}

/** Most APIs want to answer within the same time: that is one range of dates, and the others are told apart in it. */
function late({ now, targets }: Reader): SQL | undefined {
  const days = [...new Set(targets.values())].sort((a, b) => a - b);
  const [soonest] = days;
  if (soonest === undefined) return sql`false`;
  const before = (target: number) => lte(entries.lastSubmittedAt, lateBefore(now, target));
  const later = days.slice(1).map((target) => {
    const apis = [...targets].filter(([, each]) => each === target).map(([api]) => api);
    return or(notInArray(entries.api, apis), before(target));
  });
  return and(before(soonest), ...later);
}
