import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { migrate } from '../../../server/database/migrate.ts';
import { testDatabase } from '../../support/database.ts';

const { database, url } = await testDatabase();

test('applying the migrations again, from several processes at once, changes nothing', async () => {
  await Promise.all([migrate(url), migrate(url), migrate(url)]);
  const tables = await database.execute(sql`select tablename from pg_tables where schemaname = 'public'`);
  expect(tables.map((row) => row.tablename)).toContain('requests');
});
