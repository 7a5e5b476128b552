/**
 * What a command on one request does to those that are filled in with it, and to itself where it leaves its lead. Until
 * they are sent, the lead's answers are theirs: whatever ends that copies them first.
 *
 * | the lead…                 | the others…                                                          |
 * |---------------------------|----------------------------------------------------------------------|
 * | is submitted              | are sent with it where that is said; the rest stay drafts, alone      |
 * | is archived               | have the answers; the one begun first leads from now on               |
 * | is handed or taken over   | go with it                                                            |
 * | changes organisation      | change too                                                            |
 *
 * One that is taken over by itself, or taken out of the file, leaves with a copy of the answers in common.
 */
import type { Answer } from '../../catalogue/answers.ts';
import type { RequestEvent, RequestRow } from '../requests/life/events.ts';
import type { DocumentCopy } from '../requests/start/follow.ts';
import type { RequestServices } from '../requests/store/execute.ts';
import { type LoadedRequest, loadRequest } from '../requests/store/load.ts';
import { asRead, type Copied, copied, isLed, ledBy, ledByThis } from './draft.ts';
import type { Also } from './execute.ts';
import { ledIds } from './store.ts';
import { resays, tellings } from './telling.ts';

/** What happens to one request of a file. */
export interface Change {
  events: RequestEvent[];
  copies: DocumentCopy[];
  /** Ids of its own documents that give way. */
  dropped: string[];
}

type Changed = Change & { row: RequestRow };

/**
 * @param also drafts that are sent with this one
 * @returns the request commanded first
 */
export async function changesOf(
  services: RequestServices,
  target: LoadedRequest,
  events: RequestEvent[],
  also: readonly Also[],
): Promise<Changed[]> {
  const { row } = target;
  const own = { row, events, copies: [], dropped: [] };
  const event = events.find(({ name }) => moving.includes(name));
  if (isLed(row)) return [event && leaves(event) ? await left(services, target, own, event) : own];
  const said = events.find(resays);
  const tellable = said ? await tellings(services, row, said) : [];
  const told = tellable.map((one) => alone(one.row, one.event));
  if (!event || row.state !== 'draft') return [own, ...told];
  if (event.name === 'save' && event.organisationId === undefined) return [own];
  const others = await led(services, row, also);
  return [own, ...also, ...(await followed(services, target, others, event)), ...told];
}

/** Events after which those who are filled in with a request are not as before. */
const moving: readonly RequestEvent['name'][] = ['submit', 'archive', 'transfer', 'take_over', 'save'];

const leaves = (event: RequestEvent): boolean =>
  event.name === 'transfer' || event.name === 'take_over' || (event.name === 'save' && event.withId === null);

/** Those that are filled in with a request, without those that are sent with it. */
async function led(
  { database }: RequestServices,
  { id }: RequestRow,
  also: readonly Also[],
): Promise<LoadedRequest[]> {
  const ids = (await ledIds(database, id)).filter((each) => !also.some(({ row }) => row.id === each));
  const loaded = await Promise.all(ids.map((each) => loadRequest(database, each)));
  return loaded.flatMap((each) => (each?.row.withId === id ? each : []));
}

/** The draft takes its copy of the answers in common along, before anything else happens to it. */
async function left(
  services: RequestServices,
  target: LoadedRequest,
  own: Changed,
  event: RequestEvent,
): Promise<Changed> {
  const led = await ledBy(services, target);
  if (!led) return own;
  const { events, copies, dropped } = changed(target.row, copied(target, led), led.fields, event, null);
  return { ...own, events: [...events, ...own.events], copies, dropped };
}

async function followed(
  services: RequestServices,
  lead: LoadedRequest,
  others: LoadedRequest[],
  event: RequestEvent,
): Promise<Changed[]> {
  const { at, by, role } = event;
  const stamp = { at, by, role };
  switch (event.name) {
    case 'transfer':
    case 'take_over':
      return others.map(({ row }) => alone(row, { ...event, from: row.applicantId }));
    case 'save': {
      const { organisationId } = event;
      if (organisationId === undefined) return [];
      return others.map(({ row }) => alone(row, { ...stamp, name: 'save', organisationId }));
    }
    case 'submit':
      return Promise.all(
        others.map(async (other) => {
          const led = await ledByThis(services, other, lead);
          return changed(other.row, copied(other, led), led.fields, event, null);
        }),
      );
    case 'archive':
      return handedOn(services, lead, others, event);
    default:
      return [];
  }
}

/** The first of the others leads; the rest keep for themselves what that one does not ask. */
async function handedOn(
  services: RequestServices,
  lead: LoadedRequest,
  others: LoadedRequest[],
  event: RequestEvent,
): Promise<Changed[]> {
  const [first, ...rest] = others;
  if (!first) return [];
  const led = await ledByThis(services, first, lead);
  const taken = copied(first, led);
  const kept = rest.map(async (other) => {
    const before = await ledByThis(services, other, lead);
    const next = await ledByThis(services, asRead(other, before), taken.whole);
    const fields = before.fields.filter((field) => !next.fields.includes(field));
    return changed(other.row, copied(other, before, fields), fields, event, first.row.id);
  });
  return [changed(first.row, taken, led.fields, event, null), ...(await Promise.all(kept))];
}

const alone = (row: RequestRow, event: RequestEvent): Changed => ({
  row,
  events: [event],
  copies: [],
  dropped: [],
});

const changed = (
  row: RequestRow,
  taken: Copied,
  fields: readonly string[],
  cause: RequestEvent,
  withId: string | null,
): Changed => ({
  row,
  events: [copying(row, taken, fields, cause, withId)],
  copies: taken.copies,
  dropped: taken.dropped,
});

/** The saving that copies the answers in common: those that the lead has none of are none here either. */
function copying(
  row: RequestRow,
  { answers }: Copied,
  fields: readonly string[],
  { at, by, role }: RequestEvent,
  withId: string | null,
): RequestEvent {
  const none = fields.filter((field) => field in row.answers && !(field in answers));
  const changes: Record<string, Answer | null> = {
    ...answers,
    ...Object.fromEntries(none.map((field) => [field, null])),
  };
  return { name: 'save', at, by, role, answers: changes, withId };
}
