/** What happened to a request, as a reader may see it: names within one's own side, the provider as a body. */
import { and, asc, desc, eq, notInArray, or, sql } from 'drizzle-orm';
import type { Actor } from '../../accounts/actor.ts';
import { users } from '../../accounts/tables.ts';
import type { Database } from '../../database/connection.ts';
import { prepared } from '../../database/prepared.ts';
import type { Language } from '../../http/language.ts';
import type { Reopening } from '../life/event-words.ts';
import { type EventName, type RequestEvent, reasonOf, silentEvents } from '../life/events.ts';
import type { RequestRole } from '../life/lifecycle.ts';
import { events, requests } from '../tables.ts';

export interface HistoryEntry {
  name: EventName;
  at: Date;
  actorId: string | null;
  role: RequestRole;
  givenName: string | null;
  familyName: string | null;
  /** The words of a decision, unless they were erased. */
  reason: string | null;
  /** The other request of the file that tells of it: « D1043 ». */
  about: string | null;
}

/** Who reads, and what the provider is called. */
export interface Reader {
  userId: string;
  /** Instructors and reporters see who of their service decided; applicants see the service. */
  staff: boolean;
  provider: string;
  language: Language;
}

/** Of what was saved, what people other than the applicant wrote. */
const told = or(notInArray(events.name, [...silentEvents]), eq(events.actorRole, 'invited'));

/** Oldest first, without the savings of the applicant's drafts. */
export async function historyOf(database: Database, requestId: string): Promise<HistoryEntry[]> {
  const query = prepared(database, 'history', (db, name) =>
    entries(db)
      .where(and(eq(events.requestId, sql.placeholder('id')), told))
      .orderBy(asc(events.sequence))
      .prepare(name),
  );
  return (await query.execute({ id: requestId })) as HistoryEntry[];
}

/** The same as a column of a query on `requests`: a round trip less for who loads the request anyway. */
export const historyColumn = sql<HistoryEntry[]>`(
  select coalesce(json_agg(json_build_object(
    'name', ${events.name}, 'at', ${events.at}, 'actorId', ${events.actorId}, 'role', ${events.actorRole},
    'givenName', actor.given_name, 'familyName', actor.family_name, 'reason', ${events.details} ->> 'reason',
    'about', ${events.details} ->> 'about')
    order by ${events.sequence}), '[]'::json)
  from ${events} left join ${users} actor on actor.id = ${events.actorId}
  where ${events.requestId} = ${requests.id} and ${told})`.mapWith(
  (entries: (Omit<HistoryEntry, 'at'> & { at: string })[]) =>
    entries.map((entry): HistoryEntry => ({ ...entry, at: new Date(entry.at) })),
);

/** The last thing that happened, savings included. */
export async function lastEntry(database: Database, requestId: string): Promise<HistoryEntry | undefined> {
  const rows = await entries(database)
    .where(eq(events.requestId, requestId))
    .orderBy(desc(events.sequence))
    .limit(1);
  return rows[0] as HistoryEntry | undefined;
}

/** An entry, of a query on `events` with who did it. */
export const entryColumns = {
  name: events.name,
  at: events.at,
  actorId: events.actorId,
  role: events.actorRole,
  givenName: users.givenName,
  familyName: users.familyName,
  reason: sql<string | null>`${events.details} ->> 'reason'`,
  about: sql<string | null>`${events.details} ->> 'about'`,
};

function entries(database: Database) {
  return database.select(entryColumns).from(events).leftJoin(users, eq(users.id, events.actorId)).$dynamic();
}

/** What the history will say of an event of this actor's, once it is written: nothing of a silent one. */
export function entryOf(event: RequestEvent, actor: Actor): HistoryEntry[] {
  if (silentEvents.includes(event.name) && event.role !== 'invited') return [];
  const { name, at, by, role } = event;
  const { givenName, familyName } = actor;
  return [{ name, at, actorId: by, role, givenName, familyName, reason: reasonOf(event), about: null }];
}

/** What the applicant's side settles among itself, before the provider sees a thing. */
const ownSide: readonly EventName[] = ['save', 'comment', 'ask_take_over', 'object_take_over'];

/** An entry, and what was being asked for again when it was written. */
export interface HistoryLine extends HistoryEntry {
  during: Reopening;
}

/** What this reader is shown: several savings in a row of one person are one line, the last. */
export function linesFor(entries: HistoryEntry[], { staff }: Pick<Reader, 'staff'>): HistoryLine[] {
  let during: Reopening = null;
  return entries.flatMap((entry, place) => {
    const { name } = entry;
    if (name === 'reopen') during = 'update';
    if (name === 'renew') during = 'renewal';
    const line = { ...entry, during };
    if (ofReopening.includes(name)) during = null;
    if (staff && ownSide.includes(name)) return [];
    const next = entries[place + 1];
    return name === 'save' && next?.name === 'save' && next.actorId === entry.actorId ? [] : [line];
  });
}

/** What an update or a renewal comes to. */
const ofReopening: readonly EventName[] = ['validate', 'refuse', 'cancel_reopening', 'revoke'];

/** « vous », a person's name, or the provider. */
export function whoDid(entry: HistoryEntry, reader: Reader): string {
  if (entry.role === 'system') return 'DataPass';
  if (entry.actorId === reader.userId) return reader.language === 'fr' ? 'vous' : 'you';
  const byStaff = ['instructor', 'reporter', 'administrator'].includes(entry.role);
  if (byStaff && !reader.staff) return reader.provider;
  const name = [entry.givenName, entry.familyName].filter(Boolean).join(' ');
  return name || (reader.language === 'fr' ? 'une personne' : 'somebody');
}
