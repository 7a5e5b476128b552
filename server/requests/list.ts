/** An applicant's list: their own requests and their organisations'. */
import { and, desc, eq, inArray, or } from 'drizzle-orm';
import { users } from '../accounts/tables.ts';
import type { Database } from '../database/connection.ts';
import { organisations } from '../organisations/tables.ts';
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
  const theirs = organisationIds.length > 0 ? inArray(requests.organisationId, organisationIds) : undefined;
  return database
    .select({
      row: {
        id: requests.id,
        number: requests.number,
        api: requests.api,
        stage: requests.stage,
        state: requests.state,
        title: requests.title,
        applicantId: requests.applicantId,
        updatedAt: requests.updatedAt,
        lastSubmittedAt: requests.lastSubmittedAt,
      },
      organisation: organisations,
      applicant: { givenName: users.givenName, familyName: users.familyName },
    })
    .from(requests)
    .innerJoin(organisations, eq(organisations.id, requests.organisationId))
    .innerJoin(users, eq(users.id, requests.applicantId))
    .where(
      and(
        or(eq(requests.applicantId, userId), theirs),
        api === undefined ? undefined : eq(requests.api, api),
      ),
    )
    .orderBy(desc(requests.updatedAt), desc(requests.id))
    .limit(longestList);
}
