/** A database of one's own for a test file, cloned from the migrated template and dropped afterwards. */
import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, inject } from 'vitest';
import { connect, type Database } from '../../server/database/connection.ts';
import { databaseUrl } from './postgres.ts';

/** Call at the top of a test file. */
export async function testDatabase(): Promise<{ database: Database; url: string }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const server = inject('postgresUrl');
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  await admin`create database ${admin(name)} template template_datapass`;
  const url = databaseUrl(server, name);
  const connection = connect(url);
  afterAll(async () => {
    await connection.close();
    await admin`drop database if exists ${admin(name)} with (force)`;
    await admin.end();
  });
  return { database: connection.database, url };
}
