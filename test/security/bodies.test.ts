/** Bodies that would break something: each a clear problem, never 500, never repeated, never held in memory. */
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../server/accounts/actor.ts';
import { newId } from '../../server/database/columns.ts';
import { type Listening, listen } from '../../server/http/listen.ts';
import {
  complete,
  createActor,
  createApi,
  createOrganisation,
  createWorld,
  type World,
} from '../server/requests/world.ts';
import { testDatabase } from '../support/database.ts';

const { database } = await testDatabase();
let world: World;
let api: ReturnType<typeof createApi>;
let camille: Actor;
let server: Listening;

beforeAll(async () => {
  world = await createWorld(database);
  api = createApi(world);
  camille = await createActor(database, [(await createOrganisation(database)).id]);
  api.actors.set(camille.userId, camille);
  server = await listen(getRequestListener(api.app.fetch), 0, 'PORT');
});

afterAll(() => server?.close());

const marker = 'MARQUEUR-9f3a';
const post = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
  api.call<{ type: string; detail: string }>(camille, '/requests', {
    method: 'POST',
    body,
    headers: { 'idempotency-key': newId(), ...headers },
  });
const codeOf = (body: { type: string }) => body.type.split('/').at(-1);
const withAnswer = (json: string) =>
  JSON.stringify(complete()).replace(/"intitule":"[^"]*"/, `"intitule":${json}`);

test.each([
  ['broken JSON', `{"api": "${marker}`, 400, 'broken-json'],
  ['nothing', '', 400, 'broken-json'],
  ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]), 400, 'broken-json'],
  ['a NUL character in an answer', withAnswer(`"${marker}\\u0000"`), 400, 'unstorable'],
  ['a NUL character in a key', `{"${marker}\\u0000": 1}`, 400, 'unstorable'],
  ['half a surrogate pair', withAnswer(`"${marker}\\ud83d"`), 400, 'unstorable'],
  ['ten thousand levels', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, 400, 'unstorable'],
  ['a prototype', `{"__proto__": {"${marker}": 1}}`, 400, 'unstorable'],
  ['a list instead of an object', `["${marker}"]`, 422, 'invalid'],
  ['a number for the API', JSON.stringify({ ...complete(), api: 12 }), 422, 'invalid'],
  ['an API that does not exist', JSON.stringify({ ...complete(), api: marker }), 422, 'invalid'],
  ['a stage that does not exist', JSON.stringify({ ...complete(), stage: marker }), 422, 'invalid'],
  ['a use case that does not exist', JSON.stringify({ ...complete(), use_case: marker }), 422, 'invalid'],
  [
    'an option that does not exist',
    JSON.stringify({ ...complete(), eligibility: { profil: marker } }),
    422,
    'invalid',
  ],
  [
    'a question named like a method',
    JSON.stringify({ ...complete(), eligibility: { toString: marker } }),
    422,
    'invalid',
  ],
  [
    'a field that does not exist',
    JSON.stringify({ ...complete(), answers: { [marker]: 'x' } }),
    422,
    'invalid',
  ],
  ['an answer over its length', withAnswer(JSON.stringify(marker.repeat(100))), 422, 'invalid'],
  ['an answer of another type', withAnswer(`{"a": "${marker}"}`), 422, 'invalid'],
  [
    'a scope that does not exist',
    JSON.stringify({ ...complete(), answers: { scopes: [marker] } }),
    422,
    'invalid',
  ],
  [
    'a scope not on offer',
    JSON.stringify({ ...complete(), answers: { scopes: ['dgfip_IndLep'] } }),
    422,
    'invalid',
  ],
  ['a SIRET that is somebody else’s', JSON.stringify({ ...complete(), siret: marker }), 422, 'invalid'],
])('%s is refused in words, and not repeated', async (_, body, status, code) => {
  const answer = await post(body);
  expect([answer.status, codeOf(answer.body)]).toEqual([status, code]);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(JSON.stringify(answer.body)).not.toContain(marker);
  expect(answer.body.detail.length).toBeGreaterThan(20);
});

test('each refused field says which and why, in the language asked', async () => {
  const body = JSON.stringify({ ...complete(), answers: { intitule: 'x'.repeat(201), scopes: ['rien'] } });
  const french = await post(body);
  const english = await post(body, { 'accept-language': 'en-GB' });
  const fields = ({ body }: { body: unknown }) =>
    (body as { fields: { field: string; code: string; message: string }[] }).fields;
  expect(fields(french).map(({ field, code }) => [field, code])).toEqual([
    ['answers.intitule', 'too_long'],
    ['answers.scopes', 'unknown_scope'],
  ]);
  expect(fields(french)[0]?.message).toContain('écrivez 200 caractères au plus');
  expect(fields(english)[0]?.message).toContain('write 200 characters at most');
});

test('a form posted as another type is 415', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', '']) {
    const answer = await post('{}', { 'content-type': type });
    expect([answer.status, codeOf(answer.body)]).toEqual([415, 'media-type']);
  }
});

describe('floods', () => {
  const headers = () => ({
    'x-actor': camille.userId,
    'content-type': 'application/json',
    'idempotency-key': newId(),
  });

  /** Sends until the server has answered or hung up; answers what it said and how much it took. */
  function flood(path: string, method: string, bytes: number, more: Record<string, string> = {}) {
    return new Promise<{ status: number; sent: number }>((resolve, reject) => {
      const chunk = Buffer.alloc(65_536, 0x61);
      let sent = 0;
      let status = 0;
      const call = httpRequest(
        { port: server.port, path, method, headers: { ...headers(), ...more } },
        (response) => {
          status = response.statusCode ?? 0;
          response.resume();
          response.once('close', () => resolve({ status, sent }));
        },
      );
      call.on('error', (error) => (status ? resolve({ status, sent }) : reject(error)));
      const write = () => {
        while (!call.destroyed && status === 0 && sent < bytes) {
          sent += chunk.byteLength;
          if (!call.write(chunk)) {
            call.once('drain', write);
            return;
          }
        }
        if (!call.destroyed) call.end();
      };
      write();
    });
  }

  test('500 MB of JSON is refused after its first bytes, without growing memory', async () => {
    const before = process.memoryUsage().rss;
    const { status, sent } = await flood('/requests', 'POST', 500_000_000);
    expect(status).toBe(413);
    expect(sent).toBeLessThan(50_000_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
  });

  test('500 MB of document too, and nothing is left behind', async () => {
    const draft = await api.created(camille);
    const path = `/requests/${draft.id}/documents/cadre_juridique_document?name=a.pdf`;
    const before = process.memoryUsage().rss;
    const { status, sent } = await flood(path, 'PUT', 500_000_000);
    expect(status).toBe(413);
    expect(sent).toBeLessThan(80_000_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(80_000_000);
    expect((await api.call(camille, `/requests/${draft.id}`)).body.documents).toEqual([]);
  });

  test('an announced length over the limit is refused before a byte is read', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(server.port, '127.0.0.1');
      let text = '';
      socket.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      socket.on('error', reject).on('close', () => resolve(text));
      const lines = Object.entries({ ...headers(), host: 'localhost', 'content-length': '1000000000' });
      socket.write(`POST /requests HTTP/1.1\r\n${lines.map(([k, v]) => `${k}: ${v}`).join('\r\n')}\r\n\r\n{`);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer.toLowerCase()).toContain('connection: close');
  });

  test('the server goes on', async () => {
    expect((await api.created(camille)).state).toBe('draft');
  });
});
