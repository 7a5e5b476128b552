/** The applicant's API behind its real door: ProConnect, OAuth and DPoP, as the element calls it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../server/database/columns.ts';
import type { RequestView } from '../../../server/http/api.ts';
import { testDatabase } from '../../support/database.ts';
import { type ApplicantClient, applicantClient } from '../../support/sign-in.ts';
import { type Stack, startStack } from '../../support/stack.ts';
import { complete, promises } from './fixture.ts';

const { url } = await testDatabase();
let stack: Stack;
let camille: ApplicantClient;

beforeAll(async () => {
  stack = await startStack({ databaseUrl: url });
  camille = await applicantClient(stack, 'camille');
}, 60_000);
afterAll(() => stack?.stop());

const json = (method: string, body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method,
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json', ...headers },
});

test('creates, attaches, submits and reads; a colleague reads, another organisation does not', async () => {
  const draft = await camille.json<RequestView>(
    '/requests',
    json('POST', complete(), { 'idempotency-key': newId() }),
  );
  const attached = await camille.fetch(
    `/requests/${draft.id}/documents/cadre_juridique_document?name=a.pdf`,
    {
      method: 'PUT',
      body: '%PDF-1.7\n%%EOF\n',
      headers: { 'content-type': 'application/pdf' },
    },
  );
  expect(attached.status).toBe(201);
  const sent = await camille.json<RequestView>(
    `/requests/${draft.id}/submit`,
    json('POST', promises, { 'idempotency-key': newId(), 'if-match': `"${draft.version}"` }),
  );
  expect(sent).toMatchObject({ state: 'submitted', mine: true, organisation_check: { agrees: true } });
  const list = await camille.json<{ requests: { id: string }[] }>('/requests?api=impot-particulier');
  expect(list.requests.map(({ id }) => id)).toEqual([draft.id]);

  const dominique = await applicantClient(stack, 'dominique');
  expect(await dominique.json<RequestView>(`/requests/${draft.id}`)).toMatchObject({
    mine: false,
    actions: ['ask_take_over'],
  });
  const editor = await applicantClient(stack, 'editeur');
  expect((await editor.fetch(`/requests/${draft.id}`)).status).toBe(404);
}, 60_000);

test('without a token, nothing', async () => {
  for (const path of ['/requests', `/requests/${newId()}`, `/requests/${newId()}/documents/${newId()}`]) {
    expect((await fetch(stack.url + path)).status).toBe(401);
  }
});
