import { join } from 'node:path';
import { Hono } from 'hono';
import { html } from 'hono/html';
import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../server/catalogue/load.ts';
import { readConfig } from '../../../server/config.ts';
import { errorHandler } from '../../../server/http/errors.ts';
import { Problem } from '../../../server/http/problem.ts';
import { carryLanguage, page, sendPage } from '../../../server/pages/layout.ts';
import { notFound, pagesForErrors } from '../../../server/pages/problem-page.ts';
import { pageRoutes } from '../../../server/pages/routes.ts';
import { stylePath } from '../../../server/pages/style.ts';
import type { Services } from '../../../server/services.ts';

const catalogue = await loadCatalogue(join(import.meta.dirname, '../../../catalogue'));
// The public pages ask nothing of the other services.
const services = {
  catalogue,
  config: readConfig({ NODE_ENV: 'test', PUBLIC_URL: 'http://localhost:3000' }),
  log: pino({ level: 'silent' }),
} as Services;
const app = new Hono();
app.route('/', pageRoutes(services));
app.get('/broken', () => {
  throw new TypeError('broken');
});
app.get('/refused', () => {
  throw new Problem(403, 'not-permitted', 'Action <réservée>', 'Demandez à quelqu’un d’autre.');
});
app.notFound(notFound);
app.onError(pagesForErrors(errorHandler(services)));

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const get = (path: string, headers: Record<string, string> = browser) => app.request(path, { headers });
const text = async (path: string, headers?: Record<string, string>) => (await get(path, headers)).text();

describe('the layout', () => {
  it('escapes every value', async () => {
    const content = page({
      title: '<b>',
      language: 'fr',
      main: html`<p>${'<script>alert(1)</script>'}</p>`,
      user: { givenName: '<i>', familyName: '"&' },
      address: 'http://localhost/?x="><script>',
    });
    const written = String(await content);
    expect(written).not.toContain('<script>alert');
    expect(written).not.toContain('<i>');
    expect(written).not.toContain('"><script>');
    expect(written).toContain('&lt;b&gt; – DataPass');
  });

  it('leads staff to what their roles open, and marks where they are', async () => {
    const ways = async (roles: string[], here: string) => {
      const user = { givenName: 'Inès', familyName: 'Exemple', roles, via: 'session' as const };
      const address = `http://localhost${here}`;
      const written = String(await page({ title: 'x', language: 'fr', main: html``, user, address }));
      const [nav = ''] = /<nav class="staff".*?<\/nav>/s.exec(written) ?? [];
      const links = [...nav.matchAll(/href="([^"]+)"( aria-current="true")?/g)];
      return links.map(([, path, current]) => `${path}${current ? ' *' : ''}`);
    };
    expect(await ways([], '/')).toEqual([]);
    expect(await ways(['dgfip:*:reporter'], '/instruction/D1042')).toEqual([
      '/instruction *',
      '/habilitations',
      '/stats',
    ]);
    expect(await ways(['dgfip:*:manager'], '/instruction/modeles?lang=en')).toEqual([
      '/instruction?lang=en',
      '/instruction/brouillons?lang=en',
      '/instruction/modeles?lang=en *',
      '/habilitations?lang=en',
      '/stats?lang=en',
      '/administration?lang=en',
    ]);
    expect(await ways(['*:*:administrator'], '/mes-demandes')).toEqual([
      '/instruction',
      '/habilitations',
      '/stats',
      '/administration',
    ]);
  });

  it('forbids scripts and inline styles by its policy', async () => {
    const policy = (await get('/')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).not.toContain('script-src');
    expect(policy).not.toContain('unsafe');
  });

  it('lets a page add where its forms may end', async () => {
    const own = new Hono().get('/', (c) =>
      sendPage(c, html`<p></p>`, { formTargets: ['https://proconnect.example'] }),
    );
    const policy = (await own.request('/')).headers.get('content-security-policy');
    expect(policy).toContain("form-action 'self' https://proconnect.example");
  });

  it('keeps a language chosen by hand along links, before a fragment', () => {
    expect(carryLanguage('/a?b=1#c', 'http://x/?lang=en')).toBe('/a?b=1&lang=en#c');
    expect(carryLanguage('/a', 'http://x/')).toBe('/a');
  });
});

describe('public pages', () => {
  it.each(['/', '/demande/impot-particulier', '/accessibilite', '/mentions-legales', '/confidentialite'])(
    '%s exists in French and in English',
    async (path) => {
      const french = await text(path);
      const english = await text(`${path}?lang=en`);
      expect(french).toContain('<html lang="fr">');
      expect(english).toContain('<html lang="en">');
      expect(english).toContain('Skip to content');
      expect(english).not.toContain('undefined');
      expect(french).not.toMatch(/undefined|\[object/);
    },
  );

  it('the home page leads to every API of the catalogue and to the instruction space', async () => {
    const home = await text('/');
    for (const { id, title } of catalogue.list()) {
      expect(home).toContain(`href="/demande/${id}"`);
      expect(home).toContain(title);
    }
    expect(home).toContain('href="/instruction"');
  });

  it('a habilitation number leads to its page however it is typed', async () => {
    expect((await get('/acces?numero=h%201042')).headers.get('location')).toBe('/acces/H1042');
    expect((await get('/acces?numero=//evil.example')).headers.get('location')).toBe('/');
  });

  it('the style sheet is kept for a year under its own hash, and under no other', async () => {
    const right = await get(stylePath);
    expect(right.headers.get('cache-control')).toContain('immutable');
    expect(right.headers.get('content-type')).toContain('text/css');
    const old = await get('/assets/style-older.css');
    expect(old.status).toBe(200);
    expect(old.headers.get('cache-control')).toBe('no-store');
  });
});

describe('the page of one’s requests', () => {
  it('holds the list, under the policy of the hosted page, and is led to from everywhere', async () => {
    const answer = await get('/mes-demandes');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain("require-trusted-types-for 'script'");
    const shown = await answer.text();
    expect(shown).toContain('<datapass-requests lang="fr">');
    expect(shown).toContain('src="/widget/v1/datapass.js"');
    expect(await text('/mes-demandes?lang=en')).toContain('<datapass-requests lang="en">');
    for (const path of ['/', '/demande/impot-particulier', '/accessibilite'])
      expect(await text(path)).toContain('href="/mes-demandes"');
  });
});

describe('the hosted page', () => {
  it('holds the element, its script, and what a browser without scripts needs', async () => {
    const shown = await text('/demande/impot-particulier');
    expect(shown).toContain('<script type="module" src="/widget/v1/datapass.js"></script>');
    expect(shown).toMatch(
      /<datapass-request api="impot-particulier" lang="fr">[\s\S]*mailto:[\s\S]*<\/datapass-request>/,
    );
    const definition = catalogue.localised('impot-particulier', 'fr');
    for (const { label } of definition?.preparations ?? []) expect(shown).toContain(label);
  });

  it('lets nothing run but our own script, under Trusted Types', async () => {
    const policy = (await get('/demande/impot-particulier')).headers.get('content-security-policy');
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).toMatch(/form-action 'self' http:\/\/localhost:3002/);
  });

  it('opens one request, and only by a real id', async () => {
    const id = '01890a5d-ac96-774b-bcce-b302099a8057';
    expect(await text(`/demande/impot-particulier?demande=${id}`)).toContain(`request="${id}"`);
    expect(await text('/demande/impot-particulier?demande="><b>')).not.toContain('request=');
  });

  it('makes one file of several APIs', async () => {
    for (const path of ['impot-particulier+api-particulier', 'impot-particulier%20api-particulier']) {
      const shown = await text(`/demande/${path}`);
      expect(shown).toContain('<datapass-request api="impot-particulier api-particulier" lang="fr">');
      expect(shown).toContain('<h1>API Impôt particulier + API Particulier</h1>');
    }
    expect((await get('/demande/impot-particulier+inconnue')).status).toBe(404);
  });

  it('an API that is not in the catalogue is a page that says so', async () => {
    const answer = await get('/demande/inconnue');
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('Cette API n’est pas dans DataPass');
  });
});

describe('errors', () => {
  it('are pages for browsers, with the same status', async () => {
    const refused = await get('/refused');
    expect(refused.status).toBe(403);
    expect(refused.headers.get('content-type')).toContain('text/html');
    expect(await refused.text()).toContain('Action &lt;réservée&gt;');
    const broken = await get('/broken');
    expect(broken.status).toBe(500);
    expect(await broken.text()).not.toContain('TypeError');
  });

  it('stay problem details for everybody else', async () => {
    const answer = await get('/refused', { accept: '*/*' });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const missing = await get('/nowhere', {});
    expect(missing.status).toBe(404);
    expect(await missing.json()).toMatchObject({ status: 404, type: expect.stringContaining('not-found') });
  });

  it('a page that does not exist says where to go', async () => {
    const answer = await get('/nowhere');
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('href="/"');
  });
});
