import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { verifyChain } from '../../../server/audit/chain.ts';
import { newId } from '../../../server/database/columns.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { events } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { codeOf } from './problems.ts';
import { complete, createActor, createCast } from './world.ts';

const { database } = await testDatabase();
const { world, api, commune, applicant, instructor } = await createCast(database);

test('an old version is 412 and tells the present one; none is 428', async () => {
  const draft = await api.created(applicant);
  const patch = (headers: Record<string, string>) =>
    api.call(applicant, `/requests/${draft.id}`, { method: 'PATCH', body: { explanation: 'a' }, headers });
  expect((await patch({ 'if-match': '"1"' })).status).toBe(200);
  const old = await patch({ 'if-match': '"1"' });
  expect([old.status, codeOf(old.body), (old.body as unknown as { version: number }).version]).toEqual([
    412,
    'version-conflict',
    2,
  ]);
  expect((await patch({})).status).toBe(428);
  expect((await patch({ 'if-match': 'nonsense' })).status).toBe(428);
});

test('two tabs saving the same version: one wins, the other is told, nothing is half written', async () => {
  const draft = await api.created(applicant);
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      api.call(applicant, `/requests/${draft.id}`, {
        method: 'PATCH',
        body: { explanation: `texte ${index}` },
        headers: { 'if-match': '"1"' },
      }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(412)]);
  expect(await verifyChain(world, draft.id)).toEqual({ valid: true, events: 2 });
});

test('five creations with one key at once make one request, with one answer', async () => {
  const key = newId();
  const answers = await Promise.all(
    Array.from({ length: 5 }, () =>
      api.call(applicant, '/requests', {
        method: 'POST',
        body: complete(),
        headers: { 'idempotency-key': key },
      }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(201));
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
});

test('five submissions with one key at once are one; the same answer comes later too', async () => {
  const draft = await api.created(applicant);
  const key = newId();
  const answers = await Promise.all(Array.from({ length: 5 }, () => api.submitted(applicant, draft, key)));
  expect(answers.map(({ status, body }) => [status, body.version])).toEqual(Array(5).fill([200, 2]));
  const sent = await database.select().from(events).where(eq(events.requestId, draft.id));
  expect(sent.map(({ name }) => name)).toEqual(['create', 'submit']);
  await execute(world, draft.id, { name: 'refuse', reason: 'Sans base légale.' }, instructor);
  const late = await api.submitted(applicant, draft, key);
  expect([late.status, late.body.state]).toEqual([200, 'refused']);
});

test('a key serves once: another body is 422, a missing key 400', async () => {
  const key = newId();
  const post = (body: object, headers: Record<string, string>) =>
    api.call(applicant, '/requests', { method: 'POST', body, headers });
  await post(complete(), { 'idempotency-key': key });
  const other = await post({ ...complete(), use_case: '' }, { 'idempotency-key': key });
  expect([other.status, codeOf(other.body)]).toEqual([422, 'idempotency-key-reused']);
  const missing = await post(complete(), {});
  expect([missing.status, codeOf(missing.body)]).toEqual([400, 'idempotency-key-missing']);
  // Somebody else's key of the same text is another key.
  const colleague = await createActor(database, [commune.id]);
  const theirs = await api.call(colleague, '/requests', {
    method: 'POST',
    body: complete(),
    headers: { 'idempotency-key': key },
  });
  expect(theirs.status).toBe(201);
});
