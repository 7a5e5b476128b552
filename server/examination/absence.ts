/** When somebody is away, and who replaces them. Recorded in a chain of the person's own, by whomever it was announced. */
import { and, asc, eq, gte, inArray, lte, type SQL } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import { type Person, personColumns } from '../accounts/person.ts';
import { users } from '../accounts/tables.ts';
import { type ActServices, record } from '../acts/acts.ts';
import type { Act, ActRole } from '../acts/facts.ts';
import { newId } from '../database/columns.ts';
import type { Database } from '../database/connection.ts';
import { Conflict } from './conflict.ts';
import { last } from './examination.ts';
import { absences } from './tables.ts';

export interface Absence {
  id: string;
  /** Who is away. */
  userId: string;
  firstDay: string;
  lastDay: string;
  substitute: Person;
}

/**
 * Days are `YYYY-MM-DD` in Paris, both included.
 * @param actor the person, or who manages them: the chain says which
 */
export function announceAbsence(
  services: ActServices,
  actor: Actor,
  userId: string,
  days: { first: string; last: string; substitute: string },
): Promise<Act> {
  const id = newId();
  return record(
    services,
    userId,
    actor.userId,
    () => ({ name: 'absence', subject: id, facts: days, role: roleOf(actor, userId) }),
    (transaction) =>
      transaction.insert(absences).values({
        ...{ id, userId, substituteId: days.substitute },
        ...{ firstDay: days.first, lastDay: days.last },
      }),
  );
}

/**
 * One of this person's, before its last day or after.
 * @throws {Conflict} there is none, or it was ended already
 */
export function endAbsence(services: ActServices, actor: Actor, userId: string, id: string): Promise<Act> {
  return record(
    services,
    userId,
    actor.userId,
    (acts) => {
      if (!last(acts, 'absence', id) || last(acts, 'end_absence', id)) throw new Conflict(undefined);
      return { name: 'end_absence', subject: id, facts: {}, role: roleOf(actor, userId) };
    },
    (transaction) => transaction.delete(absences).where(eq(absences.id, id)),
  );
}

const roleOf = ({ userId }: Actor, absentee: string): ActRole =>
  userId === absentee ? 'instructor' : 'manager';

/** Of these people, those that are not over on a day, the next first. */
export const absencesOf = (
  database: Database,
  userIds: readonly string[],
  today: string,
): Promise<Absence[]> =>
  absencesWhere(database, inArray(absences.userId, [...userIds]), gte(absences.lastDay, today));

/** Who is away on a day, and who replaces them. */
export async function absenceOn(
  database: Database,
  userId: string,
  today: string,
): Promise<Absence | undefined> {
  const [found] = await absencesWhere(database, eq(absences.userId, userId), isOn(today));
  return found;
}

/** Those of a day. */
export const isOn = (today: string): SQL | undefined =>
  and(lte(absences.firstDay, today), gte(absences.lastDay, today));

const absencesWhere = (database: Database, ...conditions: (SQL | undefined)[]): Promise<Absence[]> =>
  database
    .select({
      ...{ id: absences.id, userId: absences.userId },
      ...{ firstDay: absences.firstDay, lastDay: absences.lastDay },
      substitute: personColumns,
    })
    .from(absences)
    .innerJoin(users, eq(users.id, absences.substituteId))
    .where(and(...conditions))
    .orderBy(asc(absences.firstDay));
