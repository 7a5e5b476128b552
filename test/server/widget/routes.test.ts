/** The widget's files as browsers of other sites receive them. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt, readManifest } from '../../../server/widget/build.ts';
import { widgetRoutes } from '../../../server/widget/routes.ts';
import { distFolder } from '../../../server/widget/version.ts';

const app = widgetRoutes();
let version: string;

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  Promise.resolve(app.request(path, { headers }));
const bytes = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());

beforeAll(async () => {
  await ensureBuilt();
  version = (await readManifest())?.channels.v1 ?? '';
}, 60_000);

describe('the widget’s files', () => {
  test('are served compressed as the browser can read them', async () => {
    const plain = await bytes(await get('/v1/datapass.js'));
    const brotli = await get('/v1/datapass.js', { 'accept-encoding': 'gzip, deflate, br' });
    const gzip = await get('/v1/datapass.js', { 'accept-encoding': 'gzip' });
    expect(brotli.headers.get('content-encoding')).toBe('br');
    expect(brotliDecompressSync(await bytes(brotli))).toEqual(plain);
    expect(gzip.headers.get('content-encoding')).toBe('gzip');
    expect(gunzipSync(await bytes(gzip))).toEqual(plain);
    expect(brotli.headers.get('vary')).toBe('accept-encoding');
  });

  test('may be loaded by any site', async () => {
    const { headers } = await get('/v1/datapass.js');
    expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(headers.get('timing-allow-origin')).toBe('*');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('are asked again every ten minutes in the channel, and never in a version', async () => {
    expect((await get('/v1/datapass.js')).headers.get('cache-control')).toContain('max-age=600');
    expect((await get(`/${version}/datapass.js`)).headers.get('cache-control')).toContain('immutable');
  });

  test('are not sent again to who has them', async () => {
    const etag = (await get('/v1/datapass.js')).headers.get('etag') ?? '';
    const again = await get('/v1/datapass.js', { 'if-none-match': etag });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  test('have the chunks that the entry names, immutable in the channel too', async () => {
    const entry = await (await get('/v1/datapass.js')).text();
    const chunks = [...entry.matchAll(/import\("\.\/([\w.-]+)"\)/g)].map((match) => match[1]);
    expect(chunks.length).toBeGreaterThan(0);
    for (const chunk of chunks) {
      const response = await get(`/v1/${chunk}`);
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toContain('immutable');
    }
  });

  test('have source maps and an integrity list', async () => {
    expect((await get('/v1/datapass.js.map')).status).toBe(200);
    const integrity = JSON.parse(await (await get(`/${version}/integrity.json`)).text());
    expect(integrity['datapass.bundle.js']).toMatch(/^sha384-/);
  });

  test.each([
    '/v1/../manifest.json',
    '/v1/..%2Fmanifest.json',
    '/%2e%2e/manifest.json',
    '/v1/nothing.js',
    '/0.0.0/datapass.js',
    '/v1/datapass.js.br',
    '/v1/%00.js',
  ])('do not include %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  test('name their Trusted Types policy after us, and make it without throwing where it exists', async () => {
    const entry = await (await get('/v1/datapass.js')).text();
    expect(entry).toContain('createPolicy("datapass"');
    expect(entry).not.toContain('lit-html"');
    expect(entry).not.toContain('dev mode');
  });
});

describe('the build', () => {
  test('is not made again while the sources stay the same', async () => {
    const file = join(distFolder, version, 'datapass.js');
    const made = (await stat(file)).mtimeMs;
    await ensureBuilt();
    expect((await stat(file)).mtimeMs).toBe(made);
  });
});
