/** The public part of the backend, read over HTTP. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createClient } from '../../../widget/shared/client.ts';
import { jsonOf, ProblemError, SignedOutError } from '../../../widget/shared/problems.ts';

let server: Server;
let base: string;
let asked: string[];
let status: number;

beforeEach(async () => {
  asked = [];
  status = 200;
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(status === 200 ? '{"registered":true,"hosted_url":"/demande/"}' : 'nothing to read');
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  base = `http://localhost:${(server.address() as AddressInfo).port}`;
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

describe('the client', () => {
  test('asks for a definition in one language, by a name that stays a name', async () => {
    await createClient(base).eligibility('a/b', 'en');
    await createClient(base).definition('impot-particulier', 'fr');
    await createClient(base).definition('impot-particulier', 'fr', 2);
    expect(asked).toEqual([
      '/catalogue/a%2Fb/eligibility?lang=en',
      '/catalogue/impot-particulier?lang=fr',
      '/catalogue/impot-particulier?lang=fr&version=2',
    ]);
  });

  test('asks once what the backend knows of the site, but again after a failure', async () => {
    const client = createClient(base);
    status = 503;
    await expect(client.site()).rejects.toBeInstanceOf(ProblemError);
    status = 200;
    await Promise.all([client.site(), client.site()]);
    await client.site();
    expect(asked).toHaveLength(2);
  });

  test('asks once for what is wanted again before the answer has come', async () => {
    const want = () => createClient(base).eligibility('impot-particulier', 'fr');
    await Promise.all([want(), want()]);
    await want();
    expect(asked).toHaveLength(2);
  });

  test('takes its address with or without a slash', () => {
    expect(createClient('https://datapass.example/').base).toBe('https://datapass.example');
  });

  test('turns a missing answer into a problem', async () => {
    await expect(createClient('http://localhost:1').site()).rejects.toMatchObject({
      status: 0,
      code: 'unreachable',
    });
  });

  test('names the hosted page of an API', () => {
    expect(createClient('https://datapass.example').hosted('impot-particulier', 'en')).toBe(
      'https://datapass.example/demande/impot-particulier?lang=en',
    );
  });
});

describe('a problem', () => {
  const problem = (body: unknown, status = 412): Promise<unknown> =>
    jsonOf(new Response(JSON.stringify(body), { status }));

  test('carries its code, its words and its members', async () => {
    const body = {
      type: 'https://datapass.example/problems/version-conflict',
      title: 'T',
      detail: 'D',
      version: 7,
    };
    await expect(problem(body)).rejects.toMatchObject({
      code: 'version-conflict',
      status: 412,
      message: 'D',
      body,
    });
  });

  test('is still one when the answer is no JSON', async () => {
    await expect(jsonOf(new Response('<html>', { status: 502 }))).rejects.toMatchObject({
      status: 502,
      message: '',
    });
  });

  test('of an ended session is known by its class', () => {
    expect(new SignedOutError()).toMatchObject({ status: 401, code: 'signed-out' });
  });
});
