/** What the events of one command come to, ready to be written: the row that they make, their chain, what is announced. */
import type { DocumentReference } from '../../../catalogue/answers.ts';
import type { Actor } from '../../accounts/actor.ts';
import { newId } from '../../database/columns.ts';
import type { Idempotency } from '../../http/idempotency.ts';
import { chained, type EventRow } from '../life/chain.ts';
import { childrenOf } from '../life/children.ts';
import {
  type Grant,
  type RequestEvent,
  type RequestFacts,
  type RequestRow,
  silentEvents,
} from '../life/events.ts';
import { evolve } from '../life/evolve.ts';
import { holdingChange } from '../life/holding.ts';
import { snapshotOf } from '../life/snapshot.ts';
import type { DocumentCopy } from '../start/follow.ts';
import { knownDefinition, type RequestServices } from './execute.ts';
import type { Writing, Written } from './statement.ts';
import type { Announcement } from './statement-parts.ts';

export interface WritingOptions {
  idempotency?: (Idempotency & { status: number }) | undefined;
  /** Documents of another request, attached to this one as well. */
  documents?: DocumentCopy[] | undefined;
}

/** @param before undefined: the request is new */
export async function writingOf(
  services: RequestServices,
  before: RequestRow | undefined,
  happened: RequestEvent[],
  actor: Pick<Actor, 'userId' | 'behind'>,
  { idempotency, documents = [] }: WritingOptions,
): Promise<Writing> {
  let after: RequestFacts | undefined = before;
  for (const event of happened) after = evolve(after, event);
  if (!after) throw new TypeError('a command without events');
  const head = before ?? { headHash: '', eventCount: 0 };
  const rows = chained(services, after.id, head, happened, actor.behind?.userId);
  const validated = happened.find((event) => event.name === 'validate');
  const granted =
    validated?.habilitationId === undefined || validated.validUntil === undefined
      ? []
      : await habilitationsOf(services, after, validated.at, validated as Grant);
  return {
    before,
    after,
    events: rows,
    announcements: announcements(after, rows),
    key: idempotency && { userId: actor.userId, ...idempotency },
    habilitations: granted,
    holding: happened.map((event) => holdingChange(after, event)).find(Boolean),
    kept: happened.map(keptDocuments).find(Boolean),
    documents,
  };
}

/** The habilitation, and those granted along with it. */
async function habilitationsOf(services: RequestServices, after: RequestFacts, at: Date, grant: Grant) {
  const definition = await knownDefinition(services, after);
  const own = snapshotOf(after, at, grant, definition);
  return [own, ...childrenOf(services, own, after, definition)];
}

/** Of a habilitation that is gone back to. */
function keptDocuments(event: RequestEvent): string[] | undefined {
  if (!('restored' in event) || !event.restored) return undefined;
  return Object.values(event.restored.submittedAnswers)
    .flatMap((answer): (string | DocumentReference)[] => (Array.isArray(answer) ? answer : []))
    .flatMap((item) => (typeof item === 'object' ? [item.id] : []));
}

/** The row as it was written. */
export function rowOf({ after, events }: Writing, written: Written): RequestRow {
  const last = events.at(-1);
  return { ...after, ...written, headHash: last?.hash ?? '', eventCount: last?.sequence ?? 0 };
}

/** Facts only: whoever handles the entry reads people and words where they are kept, and may be erased. */
function announcements(request: RequestFacts, rows: EventRow[]): Announcement[] {
  return rows
    .filter(({ name }) => !(silentEvents as readonly string[]).includes(name))
    .map((event) => ({
      id: newId(),
      eventId: event.id,
      topic: event.name,
      data: {
        sequence: event.sequence,
        provider: request.providerId,
        api: request.api,
        stage: request.stage,
        state: request.state,
      },
    }));
}
