/** Lists of requests: an applicant's own and their organisations', and an instructor's, page by page. */
import { and, desc, eq, ilike, inArray, isNotNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { users } from '../accounts/tables.ts';
import type { Database } from '../database/connection.ts';
import { organisations } from '../organisations/tables.ts';
import type { RequestRow } from './events.ts';
import type { RequestState } from './lifecycle.ts';
import { isUuid } from './load.ts';
import { requests } from './tables.ts';
import type { ListedRequest } from './view.ts';

/** More than anybody has of one API; the newest are shown. */
const longestList = 100;

/** My requests and those of the organisations that an identity provider vouches for; the last changed first. */
export async function listForApplicant(
  database: Database,
  { userId, organisationIds }: { userId: string; organisationIds: string[] },
  api?: string,
): Promise<ListedRequest[]> {
  const theirs = inArray(requests.organisationId, organisationIds);
  return listing(database)
    .where(
      and(
        or(eq(requests.applicantId, userId), organisationIds.length > 0 ? theirs : undefined),
        api === undefined ? undefined : eq(requests.api, api),
      ),
    )
    .orderBy(desc(requests.updatedAt), desc(requests.id))
    .limit(longestList);
}

/** What an instructor may see: `accounts/roles.ts`, `grants`. */
export interface Access {
  /** `*`: every provider. */
  provider: string;
  /** `*`: every API of the provider. */
  api: string;
}

export interface InstructionFilter {
  access: Access[];
  state?: RequestState;
  api?: string;
  /** Part of the title or of the organisation's name, a SIRET, or a number: `D1042`. */
  query?: string;
  /** `next` of the page before. */
  after?: string;
  /** At most 100. */
  limit: number;
}

/** A row of the instructor's list: `lastSubmittedAt` is never null here. */
export interface InstructionPage {
  requests: ListedRequest[];
  /** For the page after; undefined on the last. */
  next?: string;
}

/** Newest submitted first, by keyset: the thousandth page costs what the first does. Drafts are never listed. */
export async function listForInstruction(
  database: Database,
  { access, state, api, query, after, limit }: InstructionFilter,
): Promise<InstructionPage> {
  if (access.length === 0) return { requests: [] };
  const size = Math.min(Math.max(limit, 1), 100);
  const rows = await listing(database)
    .where(
      and(
        isNotNull(requests.lastSubmittedAt),
        or(...access.map(allowed)),
        state && eq(requests.state, state),
        api === undefined ? undefined : eq(requests.api, api),
        query?.trim() ? matching(query.trim()) : undefined,
        after === undefined ? undefined : beyond(after),
      ),
    )
    .orderBy(desc(requests.lastSubmittedAt), desc(requests.id))
    .limit(size + 1);
  const page = rows.slice(0, size);
  const last = page.at(-1);
  return rows.length > size && last ? { requests: page, next: cursorOf(last.row) } : { requests: page };
}

function listing(database: Database) {
  return database
    .select({
      row: {
        id: requests.id,
        number: requests.number,
        api: requests.api,
        stage: requests.stage,
        state: requests.state,
        title: requests.title,
        providerId: requests.providerId,
        applicantId: requests.applicantId,
        updatedAt: requests.updatedAt,
        firstSubmittedAt: requests.firstSubmittedAt,
        lastSubmittedAt: requests.lastSubmittedAt,
        decidedAt: requests.decidedAt,
      },
      organisation: organisations,
      applicant: { givenName: users.givenName, familyName: users.familyName },
    })
    .from(requests)
    .innerJoin(organisations, eq(organisations.id, requests.organisationId))
    .innerJoin(users, eq(users.id, requests.applicantId))
    .$dynamic();
}

function allowed({ provider, api }: Access): SQL | undefined {
  return and(
    provider === '*' ? sql`true` : eq(requests.providerId, provider),
    api === '*' ? undefined : eq(requests.api, api),
  );
}

function matching(typed: string): SQL | undefined {
  // An address can carry a NUL, which PostgreSQL refuses in text.
  const text = typed.replaceAll('\0', '');
  const number = /^d?\s?(\d{1,15})$/i.exec(text)?.[1];
  const siret = /^\d{14}$/.test(text.replace(/\s/g, '')) ? text.replace(/\s/g, '') : undefined;
  const part = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return or(
    ilike(requests.title, part),
    ilike(organisations.name, part),
    number ? eq(requests.number, Number(number)) : undefined,
    siret ? eq(organisations.siret, siret) : undefined,
  );
}

const cursorOf = ({ lastSubmittedAt, id }: Pick<RequestRow, 'lastSubmittedAt' | 'id'>) =>
  `${lastSubmittedAt?.getTime()}_${id}`;

/** A cursor that is none starts from the beginning: it came from an address that somebody edited. */
function beyond(cursor: string): SQL | undefined {
  const [, time, id] = /^(\d{1,14})_(.+)$/.exec(cursor) ?? [];
  if (!time || !id || !isUuid(id)) return undefined;
  const at = new Date(Number(time));
  return or(lt(requests.lastSubmittedAt, at), and(eq(requests.lastSubmittedAt, at), lt(requests.id, id)));
}
