/**
 * Serves `examples/catalogue/`: a small catalogue on another site, as its owner would write it. It answers any host
 * name, so `http://catalogue.localhost:3001` and `http://127.0.0.1:3001` are two different sites for a browser.
 *
 * The same pages stand under two more paths, with the headers that strict sites send:
 * `/strict/<page>` (content security policy and Trusted Types) and `/coop/<value>/<page>` (Cross-Origin-Opener-Policy).
 */
import { readFile } from 'node:fs/promises';
import { getRequestListener } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { listen } from '../http/listen.ts';

export interface CatalogueSiteOptions {
  /** 0: any free port. */
  port: number;
  /** Where DataPass is: stands in the pages instead of `{{backend}}`. */
  backendUrl: string;
  /** Sent with every page: what a site of that kind sends. */
  headers?: Record<string, string>;
}

export interface CatalogueSite {
  port: number;
  /** Address on a site of its own. */
  url: string;
  close(): Promise<void>;
}

const folder = new URL('../../examples/catalogue/', import.meta.url);
const pages: Record<string, string> = {
  '': 'index.html',
  'impot-particulier': 'impot-particulier.html',
  'mes-demandes': 'mes-demandes.html',
  minimal: 'minimal.html',
  cantine: 'cantine.html',
};
const openerPolicies = ['unsafe-none', 'same-origin', 'same-origin-allow-popups'];

/** The strictest policy that a host page may have and still embed the elements. */
export function strictPolicy(backendUrl: string): string {
  const backend = new URL(backendUrl).origin;
  return [
    "default-src 'self'",
    `script-src 'self' ${backend}`,
    `connect-src 'self' ${backend}`,
    "style-src 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types datapass',
  ].join('; ');
}

export async function startCatalogueSite(options: CatalogueSiteOptions): Promise<CatalogueSite> {
  const app = catalogueApp(options);
  const server = await listen(getRequestListener(app.fetch), options.port, 'CATALOGUE_PORT');
  return { port: server.port, url: `http://catalogue.localhost:${server.port}`, close: server.close };
}

function catalogueApp({ backendUrl, headers = {} }: CatalogueSiteOptions): Hono {
  const app = new Hono();
  const file = (c: Context, name: string, type: string, more: Record<string, string> = {}) =>
    // Read at each request: whoever edits the example sees the change by reloading.
    readFile(new URL(name, folder), 'utf8').then((text) =>
      c.body(text.replaceAll('{{backend}}', backendUrl), 200, {
        'content-type': `${type}; charset=utf-8`,
        'cache-control': 'no-cache',
        ...more,
      }),
    );
  const html = (c: Context, name: string | undefined, more: Record<string, string> = {}) => {
    const page = Object.hasOwn(pages, name ?? '') ? pages[name ?? ''] : undefined;
    return page ? file(c, page, 'text/html', { ...headers, ...more }) : c.notFound();
  };

  app.get('/catalogue.css', (c) => file(c, 'catalogue.css', 'text/css'));
  app.get('/favicon.svg', (c) => file(c, 'favicon.svg', 'image/svg+xml'));
  app.get('/favicon.ico', (c) => file(c, 'favicon.svg', 'image/svg+xml'));
  app.get('/strict/:page?', (c) =>
    html(c, c.req.param('page'), { 'content-security-policy': strictPolicy(backendUrl) }),
  );
  app.get('/coop/:value/:page?', (c) => {
    const value = c.req.param('value');
    return openerPolicies.includes(value)
      ? html(c, c.req.param('page'), { 'cross-origin-opener-policy': value })
      : c.notFound();
  });
  app.get('/:page?', (c) => html(c, c.req.param('page')));
  return app;
}
