/**
 * Serves the built widget to any site: `/widget/v1/…` is the channel (its entries are asked again every ten minutes),
 * `/widget/<version>/…` never changes. Compressed at build time.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Context, Hono } from 'hono';
import { readManifest } from './build.ts';
import { distFolder } from './version.ts';

const types: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  map: 'application/json; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

const encodings = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
];

interface Served {
  body: Uint8Array<ArrayBuffer>;
  encoding: string | undefined;
  etag: string;
}

/** Mounted under `/widget`. */
export function widgetRoutes(): Hono {
  const app = new Hono();
  /** Files of immutable folders, read once. */
  const cache = new Map<string, Promise<Served | undefined>>();
  let channel: { read: number; folders: Promise<string[]> } | undefined;

  /** The folder behind `v1`, then those it had before; looked up again after a second: a new build shows at once. */
  function channelFolders(): Promise<string[]> {
    if (!channel || channel.read < Date.now() - 1000) {
      channel = { read: Date.now(), folders: readManifest().then((manifest) => manifest?.versions ?? []) };
    }
    return channel.folders;
  }

  function load(folder: string, file: string, accepted: string): Promise<Served | undefined> {
    const encoding = encodings.find(({ name }) => accepted.includes(name));
    const path = join(distFolder, folder, file + (encoding?.suffix ?? ''));
    let served = cache.get(path);
    if (!served) {
      served = readFile(path).then(
        (body) => ({
          body,
          encoding: encoding?.name,
          etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
        }),
        () => {
          // Not remembered: names that do not exist are without number, and a build may bring the file.
          cache.delete(path);
          return encoding ? load(folder, file, '') : undefined;
        },
      );
      cache.set(path, served);
    }
    return served;
  }

  // Names of one segment, so that no path leaves the folder.
  app.get('/:version{\\w[\\w.-]*}/:file{\\w[\\w.-]*\\.(?:js|map|json)}', async (c) => {
    const { version, file } = c.req.param();
    const live = version === 'v1';
    // A hashed chunk is immutable under the channel too, and a page loaded before the last build asks for older ones.
    const hashed = /-[\w-]{6}\.js/.test(file);
    const folders = live ? (await channelFolders()).slice(0, hashed ? undefined : 1) : [version];
    let served: Served | undefined;
    for (const folder of folders) served ??= await load(folder, file, c.req.header('accept-encoding') ?? '');
    if (!served) return notFound(c);
    return answer(
      c,
      file,
      served,
      live && !hashed
        ? 'public, max-age=600, stale-while-revalidate=86400'
        : 'public, max-age=31536000, immutable',
    );
  });
  return app;
}

/** Any page of any site may load these files, also one that asks for `Cross-Origin-Embedder-Policy`. */
const open = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'timing-allow-origin': '*',
  'x-content-type-options': 'nosniff',
};

function answer(c: Context, file: string, { body, encoding, etag }: Served, cacheControl: string): Response {
  const headers = { ...open, 'cache-control': cacheControl, etag, vary: 'accept-encoding' };
  if (c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304, headers);
  return c.body(body, 200, {
    ...headers,
    'content-type': types[file.split('.').pop() ?? ''] ?? 'application/octet-stream',
    ...(encoding && { 'content-encoding': encoding }),
    ...(file.endsWith('.js') && { sourcemap: `${file}.map` }),
  });
}

const notFound = (c: Context): Response => c.text('Not found', 404, { ...open, 'cache-control': 'no-store' });
