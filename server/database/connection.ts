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
    connection: { application_name: 'datapass' },
  });
  return {
    database: drizzle(client, { schema: tables }),
    close: () => client.end({ timeout: 5 }),
  };
}
