/** Queries built and prepared once per connection: a drizzle query built at each call runs at 0.4 of a prepared one. */
import type { Database } from './connection.ts';

const kept = new WeakMap<Database, Map<string, unknown>>();

/** @param name also says what the query is in PostgreSQL's own views */
export function prepared<T>(
  database: Database,
  name: string,
  build: (database: Database, name: string) => T,
): T {
  const queries = kept.get(database) ?? new Map<string, unknown>();
  kept.set(database, queries);
  if (!queries.has(name)) queries.set(name, build(database, name));
  return queries.get(name) as T;
}
