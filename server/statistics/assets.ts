/**
 * What `/stats` loads, and no other page: its style sheet, Chart.js as it is published, and our script that draws from
 * the tables. Under addresses that change with their content, compressed once.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Context } from 'hono';
import { chooseEncoding, matches, type Prepared, prepare } from '../catalogue/prepared.ts';

const library = new URL('chart.umd.min.js', import.meta.resolve('chart.js'));

const files = {
  'stats.css': { from: new URL('stats.css', import.meta.url), type: 'text/css' },
  'chart.js': { from: library, type: 'text/javascript' },
  'draw.js': { from: new URL('draw.js', import.meta.url), type: 'text/javascript' },
};
type FileName = keyof typeof files;

/** The map of the sources is not served. */
const read = (name: FileName) =>
  readFileSync(files[name].from, 'utf8').replace(/\n\/\/# sourceMappingURL=\S+\s*$/, '\n');

const loaded = (Object.keys(files) as FileName[]).map((name) => {
  const text = read(name);
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 12);
  const [stem, extension] = name.split('.');
  return { name, text, type: files[name].type, served: `${stem}-${hash}.${extension}` };
});

const folder = '/stats/fichiers';
const pathOf = (name: FileName) => `${folder}/${loaded.find((file) => file.name === name)?.served}`;

export const stylePath = pathOf('stats.css');
/** In the order in which they run. */
export const scriptPaths = [pathOf('chart.js'), pathOf('draw.js')];

const prepared = new Map<string, Promise<Prepared>>();

/** Under any hash: a page of another version may ask. Only the right one may be kept. */
export async function serveAsset(c: Context): Promise<Response> {
  const asked = c.req.param('name') ?? '';
  const file =
    loaded.find(({ served }) => served === asked) ??
    loaded.find(({ name }) => name === asked.replace(/-[\w-]{12}(?=\.\w+$)/, ''));
  if (!file) return c.notFound();
  const body = prepared.get(file.name) ?? prepare(file.text);
  prepared.set(file.name, body);
  const { etag, ...bytes } = await body;
  const headers: Record<string, string> = {
    'content-type': `${file.type}; charset=utf-8`,
    'cache-control': file.served === asked ? 'public, max-age=31536000, immutable' : 'no-store',
    'x-content-type-options': 'nosniff',
    vary: 'accept-encoding',
    etag,
  };
  if (matches(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
  const encoding = chooseEncoding(c.req.header('accept-encoding') ?? '');
  if (encoding !== 'identity') headers['content-encoding'] = encoding;
  return c.body(bytes[encoding], 200, headers);
}
