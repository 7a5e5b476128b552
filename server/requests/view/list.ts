/**
 * Somebody's list: their own requests, their organisations', and those that name them. A page by keyset, the last
 * changed first: one that changes meanwhile comes back at the top, and moves nobody else's place.
 */
import { and, arrayContains, desc, eq, inArray, ne, or, type SQL, sql } from 'drizzle-orm';
import { validate } from 'uuid';
import type { Answers } from '../../../catalogue/answers.ts';
import type { Actor } from '../../accounts/actor.ts';
import { users } from '../../accounts/tables.ts';
import type { Database } from '../../database/connection.ts';
import { ofItsOwn } from '../../habilitations/in-force.ts';
import { habilitations } from '../../habilitations/tables.ts';
import { organisations } from '../../organisations/tables.ts';
import type { OrganisationRow } from '../../organisations/view.ts';
import type { RequestRow } from '../life/events.ts';
import type { RequestState } from '../life/lifecycle.ts';
import { erasedPerson } from '../life/system.ts';
import type { Applicant } from '../store/load.ts';
import { requests } from '../tables.ts';
import type { Relation } from './next-action.ts';

export interface ListQuery {
  /** All, without. */
  apis?: string[] | undefined;
  states: RequestState[];
  relation?: Relation | undefined;
  after?: Cursor | undefined;
  /** Largest page. */
  limit: number;
}

/** A place in the list. */
export interface Cursor {
  at: Date;
  id: string;
}

/** What a list needs of a request. */
export interface ListedRequest {
  row: Pick<
    RequestRow,
    | 'id'
    | 'number'
    | 'api'
    | 'stage'
    | 'state'
    | 'title'
    | 'applicantId'
    | 'organisationId'
    | 'takeOver'
    | 'reopening'
    | 'revocation'
    | 'updatedAt'
    | 'lastSubmittedAt'
  >;
  organisation: OrganisationRow;
  applicant: Pick<Applicant, 'givenName' | 'familyName'>;
  /** The last one issued. */
  habilitation: {
    number: number;
    state: 'active' | 'suspended' | 'obsolete' | 'revoked';
    expiresAt: string;
    prolonged: boolean;
  } | null;
  /** What was submitted, where the reader is nothing but named in it. */
  submitted: Answers | null;
}

/** As it stands in an address: nothing to read in it, nothing secret either. */
export function writeCursor({ at, id }: Cursor): string {
  return `${at.getTime().toString(36)}_${id}`;
}

/** @returns undefined for what was not written by `writeCursor` */
export function readCursor(text: string): Cursor | undefined {
  const [, time = '', id = ''] = /^([0-9a-z]{1,9})_([0-9a-f-]{36})$/.exec(text) ?? [];
  return time && validate(id) ? { at: new Date(Number.parseInt(time, 36)), id } : undefined;
}

type Reader = Pick<Actor, 'userId' | 'organisationIds' | 'email'>;

/**
 * Those of the organisations are of every one that an identity provider vouches for; one's own are among them. Who is named sees a request once
 * it has been submitted, by what was submitted: anybody can write any name into a draft.
 */
export async function listFor(
  database: Database,
  reader: Reader,
  { apis, states, relation, after, limit }: ListQuery,
): Promise<{ items: ListedRequest[]; next: Cursor | undefined }> {
  const { userId, organisationIds } = reader;
  const theirs: SQL =
    organisationIds.length > 0 ? sql`(${inArray(requests.organisationId, organisationIds)})` : sql`false`;
  const mine = eq(requests.applicantId, userId);
  const email = reader.email.trim().toLowerCase();
  const named = email ? arrayContains(requests.named, [email]) : sql`false`;
  const related: Record<Relation, SQL | undefined> = {
    mine: and(theirs, mine),
    organisation: and(theirs, sql`not ${mine}`),
    named: and(named, sql`not ${theirs}`),
  };
  const rows = await database
    .select({
      row: {
        id: requests.id,
        number: requests.number,
        api: requests.api,
        stage: requests.stage,
        state: requests.state,
        title: titleTogether,
        applicantId: requests.applicantId,
        organisationId: requests.organisationId,
        takeOver: requests.takeOver,
        reopening: requests.reopening,
        revocation: requests.revocation,
        updatedAt: requests.updatedAt,
        lastSubmittedAt: requests.lastSubmittedAt,
      },
      organisation: organisations,
      applicant: { givenName: users.givenName, familyName: users.familyName },
      habilitation: lastHabilitation,
      submitted: sql<Answers | null>`case when not ${theirs} then ${requests.submittedAnswers} end`,
    })
    .from(requests)
    .innerJoin(organisations, eq(organisations.id, requests.organisationId))
    .innerJoin(users, eq(users.id, requests.applicantId))
    .where(
      and(
        // Of those whose time is over, nothing is left to show.
        ne(requests.applicantId, erasedPerson.id),
        relation ? related[relation] : or(theirs, named),
        apis && inArray(requests.api, apis),
        states.length > 0 ? inArray(requests.state, states) : undefined,
        after &&
          sql`(${requests.updatedAt}, ${requests.id}) < (${after.at.toISOString()}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(desc(requests.updatedAt), desc(requests.id))
    // One more than shown tells whether another page follows.
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: last && { at: last.row.updatedAt, id: last.row.id } };
}

/** A draft that is filled in with another has its title from there. */
const titleTogether = sql<string>`coalesce((
  select nullif(lead.title, '') from ${requests} lead where lead.id = ${requests.withId}), ${requests.title})`;

const lastHabilitation = sql<ListedRequest['habilitation']>`(
  select json_build_object('number', ${habilitations.number}, 'state', ${habilitations.state},
    'expiresAt', ${habilitations.expiresAt}, 'prolonged', ${habilitations.prolonged})
  from ${habilitations} where ${habilitations.requestId} = ${requests.id} and ${ofItsOwn}
  order by ${habilitations.id} desc limit 1)`;
