/** An API answers to the names that it has elsewhere; what is kept is its own. */
import { expect, test } from 'vitest';
import { newId } from '../../../server/database/columns.ts';
import type { RequestSummary } from '../../../server/http/api.ts';
import { testDatabase } from '../../support/database.ts';
import { complete, createCast } from './world.ts';

const { database } = await testDatabase();
const { api, applicant } = await createCast(database);

test('a request made under another name of its API is kept, and found, under the id', async () => {
  const made = await api.call(applicant, '/requests', {
    method: 'POST',
    body: { ...complete(), api: 'api_impot_particulier_sandbox' },
    headers: { 'idempotency-key': newId() },
  });
  expect([made.status, made.body.api]).toEqual([201, 'impot-particulier']);
  for (const name of ['impot-particulier', 'api_impot_particulier_sandbox']) {
    const list = await api.call<{ requests: RequestSummary[] }>(applicant, `/requests?api=${name}`);
    expect(list.body.requests.map(({ id }) => id)).toEqual([made.body.id]);
  }
  const none = await api.call<{ requests: RequestSummary[] }>(applicant, '/requests?api=nothing');
  expect(none.body.requests).toEqual([]);
});
