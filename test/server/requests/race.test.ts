import { eq, inArray, sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../../server/accounts/actor.ts';
import { connect } from '../../../server/database/connection.ts';
import { habilitations } from '../../../server/habilitations/tables.ts';
import type { Problem } from '../../../server/http/problem.ts';
import type { Intent } from '../../../server/requests/life/commands.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { events, outbox } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import {
  createActor,
  createApi,
  createInstructor,
  createOrganisation,
  createWorld,
  type World,
} from './world.ts';

const { database, url } = await testDatabase();
let world: World;
let api: ReturnType<typeof createApi>;
let applicant: Actor;
let durand: Actor;
let petit: Actor;

beforeAll(async () => {
  world = await createWorld(database);
  api = createApi(world);
  applicant = await createActor(database, [(await createOrganisation(database)).id]);
  durand = await createInstructor(database, 'Durand');
  petit = await createInstructor(database, 'Petit');
});

const contradictory: Intent[] = [
  { name: 'validate' },
  { name: 'refuse', reason: 'Sans base légale.' },
  { name: 'request_changes', reason: 'Précisez.', fields: [] },
  { name: 'validate', message: 'Bien.' },
];

test('eight contradictory decisions at once on each of five hundred requests: one each', async () => {
  const sent = await Promise.all(
    Array.from({ length: 500 }, async () => api.submitted(applicant, await api.created(applicant))),
  );
  const outcomes = await Promise.all(
    sent.map(({ body: { id, version } }) =>
      Promise.all(
        [...contradictory, ...contradictory].map((intent, index) =>
          execute(world, id, intent, index % 2 ? durand : petit, { seen: version }).then(
            () => 'done',
            (problem: Problem) => problem.code,
          ),
        ),
      ),
    ),
  );
  for (const outcome of outcomes) {
    expect(outcome.toSorted()).toEqual(['done', ...Array(7).fill('lost-race')]);
  }
  const ids = sent.map(({ body }) => body.id);
  const decisions = ['validate', 'refuse', 'request_changes'];
  const happened = await database.select().from(events).where(inArray(events.requestId, ids));
  expect(happened.filter(({ name }) => decisions.includes(name)).length).toBe(500);
  const announced = await database.select().from(outbox).where(inArray(outbox.requestId, ids));
  expect(announced.filter(({ topic }) => decisions.includes(topic)).length).toBe(500);
  const issued = await database.select().from(habilitations).where(inArray(habilitations.requestId, ids));
  expect(issued.length).toBe(happened.filter(({ name }) => name === 'validate').length);
}, 30_000);

test('where every transaction is serialisable, refusals to serialise are tried again and the outcome is the same', async () => {
  const strict = connect(`${url}?default_transaction_isolation=serializable`);
  const services = { ...world, database: strict.database };
  const [mode] = await strict.database.execute(sql`show transaction_isolation`);
  expect(mode).toEqual({ transaction_isolation: 'serializable' });
  const strictApi = createApi(services);
  const sent = await Promise.all(
    Array.from({ length: 20 }, async () =>
      strictApi.submitted(applicant, await strictApi.created(applicant)),
    ),
  );
  expect(sent.map(({ status }) => status)).toEqual(Array(20).fill(200));
  const { id, version } = sent[0]?.body ?? { id: '', version: 0 };
  const outcomes = await Promise.all(
    contradictory.map((intent) =>
      execute(services, id, intent, durand, { seen: version }).then(
        () => 'done',
        (problem: Problem) => problem.code,
      ),
    ),
  );
  expect(outcomes.toSorted()).toEqual(['done', 'lost-race', 'lost-race', 'lost-race']);
  await strict.close();
}, 30_000);

test('the one who lost is told who did what, and in which state the request is', async () => {
  const { body } = await api.submitted(applicant, await api.created(applicant));
  await execute(world, body.id, { name: 'refuse', reason: 'Sans base légale.' }, durand, {
    seen: body.version,
  });
  const lost = await execute(world, body.id, { name: 'validate' }, petit, { seen: body.version }).catch(
    (problem: Problem) => problem,
  );
  expect(lost).toMatchObject({
    status: 409,
    code: 'lost-race',
    extra: { version: body.version + 1, state: 'refused', event: 'refuse', by: 'Dominique Durand' },
  });
  expect((lost as Problem).detail).toContain('Dominique Durand a refusé la demande');
  expect(await database.select().from(habilitations).where(eq(habilitations.requestId, body.id))).toEqual([]);
}, 120_000);

test('an applicant is told of the service, not of who decided in it', async () => {
  const { body } = await api.submitted(applicant, await api.created(applicant));
  await execute(world, body.id, { name: 'request_changes', reason: 'Précisez.', fields: [] }, durand);
  const late = await api.call<{ by: string; state: string }>(applicant, `/requests/${body.id}`, {
    method: 'PATCH',
    body: { explanation: 'Trop tard.' },
    headers: { 'if-match': `"${body.version}"` },
  });
  expect([late.status, late.body.by, late.body.state]).toEqual([412, 'DGFiP', 'changes_requested']);
});
