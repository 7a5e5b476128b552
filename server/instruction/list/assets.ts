/** The style sheet and the script of the list, under addresses that change with their content: browsers keep them. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Hono } from 'hono';
import type { ActorEnvironment } from '../../accounts/actor.ts';

const style = asset('css', 'text/css');
const script = asset('js', 'text/javascript');

function asset(extension: 'css' | 'js', type: string) {
  const content = readFileSync(new URL(`list.${extension}`, import.meta.url), 'utf8');
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 12);
  return { name: `list-${hash}.${extension}`, type: `${type}; charset=utf-8`, content };
}

const folder = '/fichiers';

/** As pages name them. */
export const stylePath = `/instruction${folder}/${style.name}`;
export const scriptPath = `/instruction${folder}/${script.name}`;

/** Under any hash: a page of another version may ask. Only the right one may be kept. */
export function serveAssets(app: Hono<ActorEnvironment>): void {
  app.get(`${folder}/:name{list-[\\w-]+\\.(css|js)}`, (c) => {
    const asked = c.req.param('name');
    const { name, type, content } = asked.endsWith('.css') ? style : script;
    return c.body(content, 200, {
      'content-type': type,
      'cache-control': asked === name ? 'private, max-age=31536000, immutable' : 'no-store',
      'x-content-type-options': 'nosniff',
    });
  });
}
