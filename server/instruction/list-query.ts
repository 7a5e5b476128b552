/** What the list was asked for. Pure. */
import { validate } from 'uuid';
import type { RequestState } from '../requests/lifecycle.ts';
import { requestStates } from '../requests/tables.ts';

/** States that an instructor sees: a draft is the applicant's own. */
export const requestStatesSeen = requestStates.filter((state) => state !== 'draft');

export interface ListQuery {
  /** Words of a project, organisation, SIRET, number or person; empty: all. */
  search: string;
  state: RequestState | undefined;
  /** Opaque cursors: the page after, or before. */
  after: string | undefined;
  before: string | undefined;
}

/** @param query the address's parameters; what makes no sense is left out */
export function readListQuery(query: Record<string, string>): ListQuery {
  return {
    search: (query.q ?? '').replaceAll('\0', '').trim().slice(0, 200),
    state: requestStatesSeen.find((state) => state === query.etat),
    after: query.apres || undefined,
    before: query.avant || undefined,
  };
}

/** A place in the list: the last submission and the id of the row beside it. */
export interface Cursor {
  at: Date;
  id: string;
}

/** As it stands in an address: nothing to read in it, nothing secret either. */
export function writeCursor({ at, id }: Cursor): string {
  return `${at.getTime().toString(36)}_${id}`;
}

/** @returns undefined for what was not written by `writeCursor`: the first page */
export function readCursor(text: string | undefined): Cursor | undefined {
  const [, time = '', id = ''] = /^([0-9a-z]{1,9})_([0-9a-f-]{36})$/.exec(text ?? '') ?? [];
  return time && validate(id) ? { at: new Date(Number.parseInt(time, 36)), id } : undefined;
}
