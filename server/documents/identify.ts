/**
 * What a file is, by its content: names and declared types prove nothing. Packages are measured before anybody
 * unpacks them; a CSV is text and nothing but text.
 */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import type { Accepted } from './problems.ts';
import { isTable } from './text-table.ts';
import { packageIn } from './zip-package.ts';

export interface Identity {
  mediaType: string;
  /** Without the dot. */
  extension: string;
}

/** `content`: not what the field takes. `bomb`: a package that would swell beyond reason. */
export type Unfit = 'content' | 'bomb';

const zips: Record<string, string> = {
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.sun.xml.calc': 'sxc',
};

export async function identify(path: string, accepts: readonly Accepted[]): Promise<Identity | Unfit> {
  // The library reads the beginning of a broken file, and may throw at its end.
  const type = await fileTypeFromFile(path).catch(() => undefined);
  if (type?.mime === 'application/pdf') {
    return accepts.includes('pdf') ? { mediaType: type.mime, extension: 'pdf' } : 'content';
  }
  if (!accepts.includes('spreadsheet')) return 'content';
  if (!type) {
    return (await isTable(createReadStream(path))) ? { mediaType: 'text/csv', extension: 'csv' } : 'content';
  }
  if (type.mime === 'application/x-cfb') {
    return (await isWorkbook(path)) ? { mediaType: 'application/vnd.ms-excel', extension: 'xls' } : 'content';
  }
  const known = type.mime === 'application/zip' || type.mime in zips;
  if (!known) return 'content';
  const found = await packageIn(path);
  if (found === 'bomb') return found;
  // The library knows no older format of OpenOffice: such a package names its type itself.
  const mediaType = type.mime in zips ? type.mime : (found?.type ?? '');
  const extension = zips[mediaType];
  return found && extension ? { mediaType, extension } : 'content';
}

/** Bytes of a sector and of an entry of a directory, in the compound files of older Office (MS-CFB 2.6.1). */
const sector = 512;
const entry = 128;

/** Whether a compound file holds a stream that only workbooks have: « Workbook », or « Book » before 1997. */
async function isWorkbook(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const bytes = await file.readFile();
    for (let at = sector; at + entry <= bytes.length; at += entry) {
      const length = bytes.readUInt16LE(at + 64);
      const isStream = bytes[at + 66] === 2;
      if (!isStream || length < 2 || length > 64) continue;
      const name = bytes.toString('utf16le', at, at + length - 2);
      if (name === 'Workbook' || name === 'Book') return true;
    }
    return false;
  } finally {
    await file.close();
  }
}
