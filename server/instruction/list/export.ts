/** The list as a file: a spreadsheet or text, written while it is read, so that its length costs no memory. */
import { writeCsvStream } from 'hucre/csv';
import { writeXlsxStream } from 'hucre/xlsx';
import { readsOf } from '../../requests/confidential.ts';
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
    return writeCsvStream(dated(rows), { headers, delimiter: ';', bom: true, escapeFormulae: true });
  }
  return writeXlsxStream(rows, {
    name: 'Demandes_accès',
    columns: headers.map((header) => ({ header, width: Math.max(12, Math.min(40, header.length + 2)) })),
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

const inParis = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'short' });

async function* dated(rows: AsyncIterable<Cell[]>): AsyncGenerator<Cell[]> {
  for await (const row of rows) yield row.map((cell) => (cell instanceof Date ? inParis.format(cell) : cell));
}
