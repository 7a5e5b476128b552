/** What the events of a request make of the tables: the product's own rules, without a database. Pure, but for keys. */
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import { users } from '../../../server/accounts/tables.ts';
import { assignments } from '../../../server/examination/tables.ts';
import { habilitations } from '../../../server/habilitations/tables.ts';
import { instructionFlags } from '../../../server/instruction/list/tables.ts';
import { organisationLinks, organisations } from '../../../server/organisations/tables.ts';
import { chained } from '../../../server/requests/life/chain.ts';
import type { RequestEvent, RequestFacts } from '../../../server/requests/life/events.ts';
import { evolve } from '../../../server/requests/life/evolve.ts';
import { holdingChange } from '../../../server/requests/life/holding.ts';
import { snapshotOf } from '../../../server/requests/life/snapshot.ts';
import { events, requests } from '../../../server/requests/tables.ts';
import { caughtProblems } from '../../../server/statistics/tables.ts';

/** In the order in which one refers to the other. */
export const filled = {
  users,
  organisations,
  organisationLinks,
  requests,
  events,
  habilitations,
  assignments,
  instructionFlags,
  caughtProblems,
};

export type Rows = { [Name in keyof typeof filled]: Partial<(typeof filled)[Name]['$inferSelect']>[] };

export const noRows = (): Rows => ({
  users: [],
  organisations: [],
  organisationLinks: [],
  requests: [],
  events: [],
  habilitations: [],
  assignments: [],
  instructionFlags: [],
  caughtProblems: [],
});

type KeySource = Parameters<typeof chained>[0];
type Habilitation = Omit<typeof habilitations.$inferSelect, 'number'>;

/** Adds a request, its history and its habilitations. @returns it, as its events leave it */
export function addRequest(
  rows: Rows,
  services: KeySource,
  definition: ApiDefinition,
  number: number,
  happened: readonly RequestEvent[],
): RequestFacts {
  let request: RequestFacts | undefined;
  const held: Habilitation[] = [];
  for (const event of happened) {
    request = evolve(request, event);
    const last = held.at(-1);
    const present = last && ['active', 'suspended'].includes(last.state) ? last : undefined;
    const change = holdingChange(request, event);
    if (present && change && !(change.prolonged && present.expiresAt <= event.at))
      Object.assign(present, change);
    if (event.name !== 'validate' || !event.habilitationId || !event.validUntil) continue;
    if (present) present.state = 'obsolete';
    const grant = { habilitationId: event.habilitationId, validUntil: event.validUntil };
    held.push(habilitationOf(request, event.at, snapshotOf(request, event.at, grant, definition)));
  }
  if (!request) throw new TypeError('a request without a beginning');
  const { id, providerId } = request;
  const chain = chained(services, id, { headHash: '', eventCount: 0 }, [...happened]);
  rows.requests.push({
    ...request,
    number,
    version: chain.length,
    joined: 0,
    headHash: chain.at(-1)?.hash ?? '',
    eventCount: chain.length,
  });
  rows.events.push(...chain.map((event) => ({ ...event, providerId })));
  rows.habilitations.push(...held);
  return request;
}

function habilitationOf(
  { id: requestId, fileId, providerId, api, stage, organisationId }: RequestFacts,
  at: Date,
  { child: _, ...snapshot }: ReturnType<typeof snapshotOf>,
): Habilitation {
  const own = { requestId, fileId, parentId: null, providerId, api, stage, organisationId };
  return {
    ...snapshot,
    ...own,
    answers: snapshot.answers as Habilitation['answers'],
    state: 'active',
    endedAt: null,
    prolonged: false,
    createdAt: at,
  };
}
