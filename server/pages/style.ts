/** Our one style sheet, under an address that changes with its content: browsers keep it for a year. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Hono } from 'hono';

/** The parts of the sheet, in the order in which a later rule wins. */
const parts = [
  'base',
  'frame',
  'blocks',
  'controls',
  'choices',
  'instruction',
  'examination',
  'invitation',
  'profile',
  'preferences',
];

const css = parts
  .map((part) => readFileSync(new URL(`style/${part}.css`, import.meta.url), 'utf8'))
  .join('\n');
const hash = createHash('sha256').update(css).digest('base64url').slice(0, 12);

/** Path of the style sheet that this process serves. */
export const stylePath = `/assets/style-${hash}.css`;

/**
 * Serves the sheet under any hash: while a new version replaces an old one, a page of one process may ask another.
 * Only the right hash may be kept.
 */
export function styleRoutes(): Hono {
  const app = new Hono();
  app.get('/assets/:name{style-[A-Za-z0-9_-]+\\.css}', (c) =>
    c.body(css, 200, {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': c.req.path === stylePath ? 'public, max-age=31536000, immutable' : 'no-store',
      'x-content-type-options': 'nosniff',
    }),
  );
  return app;
}
