/** A table is filled several times faster without its indexes, which are then made whole in one go. */
import type postgres from 'postgres';

/** All but those that stand for a key: they keep what is written right. @returns makes them again */
export async function withoutIndexes(sql: postgres.Sql, tables: string[]): Promise<() => Promise<void>> {
  const found = await sql<{ name: string; definition: string }[]>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
    from pg_index where indrelid = any(${tables}::regclass[])
      and not exists (select from pg_constraint where conindid = indexrelid)`;
  for (const { name } of found) await sql.unsafe(`drop index ${name}`);
  return async () => {
    for (const { definition } of found) await sql.unsafe(definition);
  };
}
