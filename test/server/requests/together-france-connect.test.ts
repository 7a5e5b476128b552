/** FranceConnect in the same file: an answer that counts on another request. */
import { expect, test } from 'vitest';
import type { RequestView } from '../../../server/http/api.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { testDatabase } from '../../support/database.ts';
import { told } from './problems.ts';
import { countingOnFranceConnect, createTogether } from './together.ts';
import { complete, createCast } from './world.ts';

const { database } = await testDatabase();
const { world, api, applicant, instructor } = await createCast(database);
const { begin, join, other, patch, read, finish, submit } = createTogether(world, api);

test('accepted where FranceConnect is sent in the same moment, and not before', async () => {
  const lead = await begin(applicant, countingOnFranceConnect());
  const alone = await submit(applicant, lead, undefined);
  expect(told(alone)).toEqual([422, 'not-ready', 'answers.france_connect_source not_in_file']);
  expect(JSON.stringify(alone.body)).toContain('« FranceConnect »');

  const draft = (await join(applicant, lead, other('franceconnect'))).body;
  const franceConnect = await finish(applicant, draft);
  // A draft that stays one is not asked for.
  expect(told(await submit(applicant, lead, []))).toEqual(told(alone));
  const sent = await submit(applicant, lead, [franceConnect]);
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  expect(sent.body.file).toMatchObject([{ api: 'franceconnect', state: 'submitted' }]);

  // Asked to change something else, it still counts on the request that is with FranceConnect.
  await execute(world, lead.id, { name: 'request_changes', reason: 'Précisez.', fields: [] }, instructor);
  await patch(applicant, lead, { answers: { avancement: 'pret' } });
  expect((await submit(applicant, lead, undefined)).status).toBe(200);
});

test('also where FranceConnect leads', async () => {
  const lead = await finish(applicant, await begin(applicant, other('franceconnect')));
  const joined = (await join(applicant, lead, { ...complete(), ...countingOnFranceConnect() })).body;
  const ready = await finish(applicant, joined);
  const sent = await submit(applicant, lead, [ready]);
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  expect((await read(applicant, ready)).body.state).toBe('submitted');
});

test('no longer once FranceConnect has refused', async () => {
  const lead = await begin(applicant, countingOnFranceConnect());
  const franceConnect = await finish(applicant, (await join(applicant, lead, other('franceconnect'))).body);
  expect((await submit(applicant, lead, [franceConnect])).status).toBe(200);
  const dinum = { ...instructor, roles: ['*:*:instructor'] };
  await execute(world, franceConnect.id, { name: 'refuse', reason: 'Sans base légale.' }, dinum);
  await execute(world, lead.id, { name: 'request_changes', reason: 'Précisez.', fields: [] }, instructor);
  const again = await submit(applicant, lead, undefined);
  expect(told(again)).toEqual([422, 'not-ready', 'answers.france_connect_source not_in_file']);
  const view: RequestView = (await read(applicant, lead)).body;
  expect(view.file).toMatchObject([{ state: 'refused' }]);
});
