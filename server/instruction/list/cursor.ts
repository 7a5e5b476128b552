/** A place in the list. Pure. */
import { validate } from 'uuid';

/** The last submission, and the id of the row beside it. */
export interface Cursor {
  at: Date;
  id: string;
}

/** As it stands in an address: nothing to read in it, nothing secret either. */
export function writeCursor({ at, id }: Cursor): string {
  return `${at.getTime().toString(36)}_${id}`;
}

/** @returns undefined for what was not written by `writeCursor` */
export function readCursor(text: string): Cursor | undefined {
  const [, time = '', id = ''] = /^([0-9a-z]{1,9})_([0-9a-f-]{36})$/.exec(text) ?? [];
  const at = new Date(Number.parseInt(time, 36));
  return validate(id) && !Number.isNaN(at.getTime()) ? { at, id } : undefined;
}
