import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CatalogueSite, startCatalogueSite } from '../../../server/stand-ins/catalogue-site.ts';

let site: CatalogueSite;
beforeAll(async () => {
  site = await startCatalogueSite({
    port: 0,
    backendUrl: 'http://localhost:3000',
    headers: { 'x-frame-options': 'DENY' },
  });
});
afterAll(() => site.close());

const get = (path: string) => fetch(`http://127.0.0.1:${site.port}${path}`);

describe('the demonstration catalogue', () => {
  it('stands on another site than ours', () => {
    expect(site.url).toBe(`http://catalogue.localhost:${site.port}`);
  });

  it('puts the backend where the page names it, with a way on without scripts', async () => {
    const text = await (await get('/impot-particulier')).text();
    expect(text).toContain('src="http://localhost:3000/widget/v1/datapass.js"');
    expect(text).toContain('<datapass-badge api="impot-particulier">');
    expect(text).toContain('<datapass-request api="impot-particulier"');
    expect(text).toContain('href="http://localhost:3000/demande/impot-particulier"');
    expect(text).not.toContain('{{');
  });

  it('has a minimal page of ten lines', async () => {
    const text = await (await get('/minimal')).text();
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(10);
  });

  it.each(['/', '/impot-particulier', '/minimal', '/cantine', '/mes-demandes'])(
    '%s has no inline script or style',
    async (path) => {
      const text = await (await get(path)).text();
      expect(text).not.toMatch(/<style|style="|<script(?![^>]*\ssrc=)|\son\w+=/);
    },
  );

  it('sends the headers of a strict site under /strict', async () => {
    const answer = await get('/strict/impot-particulier?any=query');
    expect(answer.headers.get('content-security-policy')).toBe(
      "default-src 'self'; script-src 'self' http://localhost:3000; connect-src 'self' http://localhost:3000; " +
        "style-src 'self'; require-trusted-types-for 'script'; trusted-types datapass",
    );
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
  });

  it('isolates its openers under /coop', async () => {
    const answer = await get('/coop/same-origin/impot-particulier');
    expect(answer.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect((await get('/impot-particulier')).headers.get('cross-origin-opener-policy')).toBeNull();
    expect((await get('/coop/anything/impot-particulier')).status).toBe(404);
  });

  it.each(['/nothing', '/strict/nothing', '/constructor', '/..%2fpackage.json'])(
    '%s is not found',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );
});
