/** The connection that everything shares. drizzle changes the parsers of its client, so the client is its own. */
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as tables from './tables.ts';

export type Database = PostgresJsDatabase<typeof tables>;

export interface Connection {
  database: Database;
  close(): Promise<void>;
}

/** @param options.prepare false behind PgBouncer in transaction mode */
export function connect(url: string, options: { prepare?: boolean; pool?: number } = {}): Connection {
  const client = postgres(url, {
    max: options.pool ?? 10,
    prepare: options.prepare ?? true,
    onnotice: () => {},
    // Seconds. The driver counts failures over all connections at once, so its own growing delay reaches 20 s within
    // one short restart, and queries given to a sleeping connection wait as long after the database is back.
    backoff: () => 0.1 + Math.random() * 0.3,
    connection: { application_name: 'datapass' },
  });
  return {
    database: drizzle(client, { schema: tables }),
    close: () => client.end({ timeout: 5 }),
  };
}
