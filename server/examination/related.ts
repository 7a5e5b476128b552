/** What else an organisation has asked for and holds, as far as the reader may see it. */
import { and, desc, eq, inArray, isNotNull, ne, or } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import { mayRead } from '../accounts/roles.ts';
import { stateAt, stateColumns } from '../habilitations/in-force.ts';
import { habilitations } from '../habilitations/tables.ts';
import type { RequestRow } from '../requests/life/events.ts';
import { requests } from '../requests/tables.ts';
import type { Services } from '../services.ts';

/** Rows of each list; an organisation may have thousands. */
export const longestList = 20;

export interface RelatedRequest {
  number: number;
  api: string;
  stage: string;
  state: RequestRow['state'];
  title: string;
  /** Whether one was copied from the other. */
  copy: 'copied' | 'origin' | undefined;
}

export interface RelatedHabilitation {
  number: number;
  api: string;
  stage: string;
  state: ReturnType<typeof stateAt>;
  expiresAt: Date;
  /** Of its request. */
  request: number;
}

export interface Related {
  /** Sent, alive, of another file: the same API, stage and use case. */
  duplicates: RelatedRequest[];
  /** The others, newest first. */
  requests: RelatedRequest[];
  habilitations: RelatedHabilitation[];
}

const alive: RequestRow['state'][] = ['submitted', 'changes_requested', 'validated'];

export async function relatedTo(
  { database, now }: Pick<Services, 'database' | 'now'>,
  request: RequestRow,
  actor: Actor,
): Promise<Related> {
  const { id, organisationId, api, stage, useCase, fileId, copyOf } = request;
  const columns = {
    ...{ id: requests.id, number: requests.number, api: requests.api, stage: requests.stage },
    ...{ state: requests.state, title: requests.title, copyOf: requests.copyOf },
    ...{ providerId: requests.providerId, scopeGroups: requests.scopeGroups },
  };
  const others = and(
    eq(requests.organisationId, organisationId),
    ne(requests.id, id),
    isNotNull(requests.firstSubmittedAt),
  );
  const [same, rest, held] = await Promise.all([
    database
      .select(columns)
      .from(requests)
      .where(
        and(
          others,
          eq(requests.api, api),
          eq(requests.stage, stage),
          eq(requests.useCase, useCase),
          ne(requests.fileId, fileId),
          inArray(requests.state, alive),
        ),
      )
      .orderBy(desc(requests.id))
      .limit(longestList),
    database.select(columns).from(requests).where(others).orderBy(desc(requests.id)).limit(longestList),
    database
      .select({
        ...{ number: habilitations.number, api: habilitations.api, stage: habilitations.stage },
        ...{ providerId: habilitations.providerId, request: requests.number },
        scopeGroups: requests.scopeGroups,
        ...stateColumns,
      })
      .from(habilitations)
      .innerJoin(requests, eq(requests.id, habilitations.requestId))
      .where(and(eq(habilitations.organisationId, organisationId), or(...unreplaced)))
      .orderBy(desc(habilitations.id))
      .limit(longestList),
  ]);
  const readable = <T extends { providerId: string; api: string; scopeGroups: string[] }>(rows: T[]): T[] =>
    rows.filter((row) => mayRead(actor, row.providerId, row.api, row.scopeGroups));
  const shown = ({ providerId: _, scopeGroups: _groups, ...row }: (typeof same)[number]): RelatedRequest => ({
    ...row,
    copy: row.copyOf === id ? 'copied' : row.id === copyOf ? 'origin' : undefined,
  });
  const duplicates = readable(same).map(shown);
  return {
    duplicates,
    requests: readable(rest)
      .map(shown)
      .filter(({ number }) => !duplicates.some((one) => one.number === number)),
    habilitations: readable(held).map((row) => ({ ...row, state: stateAt(row, now()) })),
  };
}

/** One that another has replaced says nothing more. */
const unreplaced = (['active', 'suspended', 'revoked'] as const).map((state) =>
  eq(habilitations.state, state),
);
