/** The list as a file: a spreadsheet or text, written while it is read, so that its length costs no memory. */
import { writeCsvStream } from 'hucre/csv';
import { writeXlsxStream } from 'hucre/xlsx';
import { readsOf } from '../../requests/view/confidential.ts';
import type { Services } from '../../services.ts';
import type { Reader } from './conditions.ts';
import { type Cell, exportColumns } from './export-columns.ts';
import { exportRows } from './export-rows.ts';
import type { ListQuery } from './query.ts';

export const exportTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;
export type ExportType = keyof typeof exportTypes;

/** @returns the bytes of the file; whoever stops reading them stops the reading of the database */
export function exportStream(
  services: Pick<Services, 'catalogue'>,
  reader: Reader,
  query: ListQuery,
  type: ExportType,
): ReadableStream<Uint8Array> {
  const rows = cells(services, reader, query);
  const headers = exportColumns.map(({ header }) => header);
  if (type === 'csv') {
    // As spreadsheets of French offices open it: semicolons, and a mark that says UTF-8. What begins as a formula is
    // told apart from one.
    return writeCsvStream(
      eachDate(rows, (date) => french.format(date)),
      { headers, delimiter: ';', bom: true, escapeFormulae: true },
    );
  }
  return writeXlsxStream(eachDate(rows, parisianDay), {
    name: 'Demandes_accès',
    columns: headers.map((header) => ({
      numFmt: header.startsWith('Date') ? 'dd/mm/yyyy' : 'General',
      header,
      width: Math.max(12, Math.min(40, header.length + 2)),
    })),
    freezePane: { rows: 1 },
  });
}

async function* cells(
  { catalogue }: Pick<Services, 'catalogue'>,
  reader: Reader,
  query: ListQuery,
): AsyncGenerator<Cell[]> {
  for await (const row of exportRows(reader, query)) {
    const { request } = row;
    const definition = catalogue.localised(request.api, 'fr');
    const reads = readsOf(definition, { ...request, id: request.requestId }, reader.actor);
    yield exportColumns.map(({ cell }) => cell({ ...row, definition, reads }));
  }
}

const inParis = { timeZone: 'Europe/Paris' } as const;
const french = new Intl.DateTimeFormat('fr-FR', {
  ...inParis,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});
const iso = new Intl.DateTimeFormat('en-CA', { ...inParis, dateStyle: 'short' });

/** A cell has no time zone: its day is that of Paris, whatever the hour was elsewhere. */
const parisianDay = (date: Date) => new Date(`${iso.format(date)}T00:00:00Z`);

async function* eachDate(rows: AsyncIterable<Cell[]>, written: (date: Date) => Cell): AsyncGenerator<Cell[]> {
  for await (const row of rows) yield row.map((cell) => (cell instanceof Date ? written(cell) : cell));
}
