/**
 * The one statement of a command: row, events, outbox, idempotency key and habilitation, all or nothing, and nothing
 * at all when the row's version has moved on. Loading, checking and saving apart would let two instructors both win.
 *
 * Built by drizzle and prepared once per shape: the columns that change, and how many events and entries.
 */
import { isDeepStrictEqual } from 'node:util';
import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../../database/connection.ts';
import { prepared } from '../../database/prepared.ts';
import type { EventRow } from '../life/chain.ts';
import type { RequestFacts } from '../life/events.ts';
import type { HoldingChange } from '../life/holding.ts';
import type { DocumentCopy } from '../start/follow.ts';
import { requests } from '../tables.ts';
import {
  type Announcement,
  announced,
  announcementValues,
  attached,
  documentsRestored,
  eventValues,
  type HabilitationSnapshot,
  habilitationRecord,
  happened,
  holdingChanged,
  holdingValues,
  issued,
  remembered,
  type Saved,
  savedColumns,
  superseded,
  textsOfAttached,
} from './statement-parts.ts';

/** All that one command writes. */
export interface Writing {
  /** Undefined: the request is new. */
  before: (RequestFacts & { version: number; joined: number }) | undefined;
  after: RequestFacts;
  events: EventRow[];
  announcements: Announcement[];
  key: { userId: string; key: string; fingerprint: string; status: number } | undefined;
  /** The one that is granted, and those granted along; none, mostly. */
  habilitations: HabilitationSnapshot[];
  /** Of the one that the request holds already. */
  holding: HoldingChange | undefined;
  /** Ids of the documents to have attached again, and no others: an update came to nothing. */
  kept: string[] | undefined;
  /** Of another request, attached to this new one as well. */
  documents: DocumentCopy[];
}

export interface Written {
  number: number;
  version: number;
  joined: number;
  scopeGroups: string[];
}

/**
 * @returns undefined when the version has moved on: nothing was written
 * @throws 23505 on `idempotency_keys` when the same key has just been used
 */
export async function write(database: Database, writing: Writing): Promise<Written | undefined> {
  const { before, after, events, announcements, key, habilitations, holding, kept, documents } = writing;
  // Answers that a submission leaves as they were are the same, not the same object: they need not be written again.
  const changed = columns.filter((column) => !isDeepStrictEqual(before?.[column], after[column]));
  // null is part of the shape: drizzle would write it into jsonb as JSON's null.
  const shape = changed.map((column) => (after[column] === null ? `-${column}` : column));
  const name = [
    before ? 'command' : 'create',
    events.length,
    announcements.length,
    ...(key ? ['once'] : []),
    ...(habilitations[0] ? ['issue'] : []),
    ...(holding ? ['holding', ...Object.keys(holding)] : []),
    ...(kept ? ['restore'] : []),
    ...(documents[0] ? ['attach'] : []),
    ...shape,
  ].join(' ');
  const statement = prepared(database, name, (db) =>
    build(db, {
      isNew: !before,
      events: events.length,
      announcements: announcements.length,
      once: Boolean(key),
      issue: habilitations.length > 0,
      holding,
      restore: Boolean(kept),
      attach: documents.length > 0,
      changed,
      after,
    }).prepare(name),
  );
  const last = events.at(-1);
  const [written] = await statement.execute({
    ...Object.fromEntries(changed.map((column) => [column, after[column]])),
    id: after.id,
    version: before?.version ?? 0,
    joined: before?.joined ?? (after.withId ? 1 : 0),
    nextVersion: (before?.version ?? 0) + 1,
    headHash: last?.hash,
    eventCount: last?.sequence,
    ...Object.assign({}, ...events.map(eventValues), ...announcements.map(announcementValues)),
    ...(key && { keyUser: key.userId, key: key.key, fingerprint: key.fingerprint, status: key.status }),
    ...(habilitations[0] && { habilitations: JSON.stringify(habilitations.map(habilitationRecord)) }),
    ...(holding && holdingValues(holding)),
    ...(kept && { kept: `{${kept.join(',')}}` }),
    ...(documents[0] && { copies: JSON.stringify(documents) }),
  });
  return written;
}

/** The columns that a command may change; the others are set at creation. */
const mutable = [
  'organisationId',
  'withId',
  'useCase',
  'state',
  'title',
  'answers',
  'eligibility',
  'eligibilityExplanation',
  'submittedAnswers',
  'previousAnswers',
  'termsVersion',
  'reason',
  'requestedFields',
  'named',
  'confirmations',
  'takeOver',
  'reopening',
  'reopenedAt',
  'held',
  'revocation',
  'agreedBy',
  'reminded',
  'applicantId',
  'authorship',
  'updatedAt',
  'firstSubmittedAt',
  'lastSubmittedAt',
  'decidedAt',
] as const satisfies (keyof RequestFacts)[];

const fixed = [
  'id',
  'fileId',
  'parentId',
  'copyOf',
  'providerId',
  'api',
  'stage',
  'definitionVersion',
  'createdAt',
] as const satisfies (keyof RequestFacts)[];

const columns = [...fixed, ...mutable];

type Column = (typeof columns)[number];

/** What those who have joined follow: none may join in the same moment and be left behind. */
const followed: Column[] = ['state', 'applicantId', 'organisationId'];

interface Shape {
  isNew: boolean;
  /** How many of each. */
  events: number;
  announcements: number;
  once: boolean;
  issue: boolean;
  holding: HoldingChange | undefined;
  restore: boolean;
  attach: boolean;
  changed: Column[];
  after: RequestFacts;
}

const value = sql.placeholder;

function build(database: Database, shape: Shape) {
  const { isNew, once, issue, changed, after } = shape;
  const values = Object.fromEntries(
    changed.map((column) => [column, after[column] === null ? sql`null` : value(column)]),
  );
  const chain = {
    version: value('nextVersion'),
    headHash: value('headHash'),
    eventCount: value('eventCount'),
  };
  const saved = database.$with('saved').as(
    isNew
      ? database
          .insert(requests)
          .values({ ...values, ...chain, joined: value('joined') } as unknown as typeof requests.$inferInsert)
          .returning()
      : database
          .update(requests)
          .set({ ...values, ...chain } as unknown as Partial<typeof requests.$inferInsert>)
          .where(
            and(
              eq(requests.id, value('id')),
              eq(requests.version, value('version')),
              changed.some((column) => followed.includes(column))
                ? eq(requests.joined, value('joined'))
                : undefined,
            ),
          )
          .returning(savedColumns),
  );
  const parts: Saved[] = [saved];
  for (let place = 0; place < shape.events; place++) parts.push(happened(database, saved, place));
  for (let place = 0; place < shape.announcements; place++) parts.push(announced(database, saved, place));
  if (once) parts.push(remembered(database, saved));
  if (issue) parts.push(superseded(database), issued(database, saved));
  if (shape.holding) parts.push(holdingChanged(database, shape.holding));
  if (shape.restore) parts.push(documentsRestored(database));
  if (shape.attach) parts.push(attached(database, saved), textsOfAttached(database));
  return database
    .with(...parts)
    .select({
      ...{ number: saved.number, version: saved.version },
      ...{ joined: saved.joined, scopeGroups: saved.scopeGroups },
    })
    .from(saved);
}
