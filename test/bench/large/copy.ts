/** Rows as `copy` reads them: from what drizzle knows of a table. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type postgres from 'postgres';

/** Columns that a row does not name are left to the database. */
export async function copyInto<Table extends PgTable>(
  sql: postgres.Sql,
  table: Table,
  rows: Iterable<Partial<Table['$inferSelect']>>,
): Promise<void> {
  const [first, ...others] = rows;
  if (!first) return;
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => key in first);
  const writers = columns.map(([key, { dataType }]) => {
    const written = dataType === 'json' ? JSON.stringify : dataType === 'array' ? arrayText : plain;
    return (row: object) => {
      const value = (row as Record<string, unknown>)[key];
      return value === null || value === undefined ? '\\N' : escaped(written(value));
    };
  });
  const line = (row: object) => `${writers.map((write) => write(row)).join('\t')}\n`;
  function* lines() {
    yield line(first as object);
    for (const row of others) yield line(row);
  }
  const names = columns.map(([, { name }]) => `"${name}"`).join(', ');
  await pipeline(
    Readable.from(inPieces(lines())),
    await sql.unsafe(`copy "${getTableName(table)}" (${names}) from stdin`).writable(),
  );
}

/** A stream of many short pieces costs more than what is in them. */
function* inPieces(lines: Iterable<string>): Generator<string> {
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length > 200_000) {
      yield piece;
      piece = '';
    }
  }
  yield piece;
}

const plain = (value: unknown): string => (value instanceof Date ? value.toISOString() : String(value));

const arrayText = (value: unknown): string =>
  `{${(value as string[]).map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

/** Of the text format of `copy`. */
export const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
