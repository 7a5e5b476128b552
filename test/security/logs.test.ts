/** What people type never reaches the logs, even when the database itself refuses it. */
import { Writable } from 'node:stream';
import { sql } from 'drizzle-orm';
import pino from 'pino';
import { expect, test } from 'vitest';
import { newId } from '../../server/database/columns.ts';
import {
  complete,
  createActor,
  createApi,
  createOrganisation,
  createWorld,
} from '../server/requests/world.ts';
import { testDatabase } from '../support/database.ts';

const { database } = await testDatabase();

test('an unexpected error of the database is logged by its code and place, without a value', async () => {
  let logged = '';
  const lines = new Writable({
    write(chunk, _, done) {
      logged += chunk;
      done();
    },
  });
  const world = { ...(await createWorld(database)), log: pino({ level: 'trace' }, lines) };
  const api = createApi(world);
  const canary = 'canari.9f3a@commune.example';
  const camille = await createActor(database, [(await createOrganisation(database)).id], { email: canary });
  await database.execute(sql`alter table requests add constraint never check (title = '')`);

  const answer = await api.call(camille, '/requests?secret=canari.9f3a', {
    method: 'POST',
    body: { ...complete(), answers: { ...complete().answers, intitule: canary } },
    headers: { 'idempotency-key': newId() },
  });

  expect(answer.status).toBe(500);
  expect(JSON.stringify(answer.body)).not.toContain('canari');
  expect(logged).toContain('"code":"23514"');
  expect(logged).toContain('statement.ts');
  expect(logged).not.toContain('canari');
});
