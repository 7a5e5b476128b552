/** The public catalogue over HTTP. */
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Hono } from 'hono';
import pino from 'pino';
import { describe, expect, test } from 'vitest';
import { catalogueRoutes, type Measure } from '../../../server/catalogue/routes.ts';
import type { Services } from '../../../server/services.ts';
import { catalogue } from '../../catalogue/definitions.ts';

const unmeasured: Measure = async () => null;

function appWith(measure: Measure, now = () => new Date()): Hono {
  const config = { publicUrl: 'https://datapass.example', watching: false };
  const services = { catalogue, config, now, log: pino({ level: 'silent' }) } as unknown as Services;
  return new Hono().route('/catalogue', catalogueRoutes(services, measure));
}
const app = appWith(unmeasured);
const plain = { 'accept-encoding': 'identity' };

describe('what is served', () => {
  test('the list: an array, each API with the page where it is asked for', async () => {
    const apis = await (await app.request('/catalogue', { headers: plain })).json();
    expect(apis.map(({ id }: { id: string }) => id)).toEqual(catalogue.list().map(({ id }) => id));
    expect(apis.find(({ id }: { id: string }) => id === 'impot-particulier')).toMatchObject({
      title: 'API Impôt particulier',
      summary: expect.stringMatching(/^Récupérez/),
      provider: { id: 'dgfip' },
      access: 'restricted',
      accepting: true,
      url: 'https://datapass.example/demande/impot-particulier',
      links: expect.any(Array),
      stages: expect.arrayContaining([
        { id: 'sandbox', label: 'Bac à sable', definition_id: 'api_impot_particulier_sandbox' },
      ]),
    });
    const english = await (await app.request('/catalogue?lang=en', { headers: plain })).json();
    expect(english[0].title).toBe(apis[0].title);
    expect(english[0].summary).not.toBe(apis[0].summary);
  });

  test('one API under its other names, which say where it lives', async () => {
    const get = (path: string) => app.request(`/catalogue/${path}`, { headers: plain });
    const own = await get('impot-particulier');
    expect(own.headers.get('content-location')).toBeNull();
    const other = await get('api_impot_particulier_sandbox');
    expect(other.headers.get('content-location')).toBe('/catalogue/impot-particulier');
    expect(other.headers.get('etag')).toBe(own.headers.get('etag'));
    expect(await other.text()).toBe(await own.text());
    const part = await get('api_impot_particulier_sandbox/eligibility?lang=en');
    expect(part.headers.get('content-location')).toBe('/catalogue/impot-particulier/eligibility?lang=en');
    expect((await part.json()).id).toBe('impot-particulier');
  });

  test('each datum as an object that carries its technical value', async () => {
    const api = await (await app.request('/catalogue/impot-particulier', { headers: plain })).json();
    const scopes = api.scopes.groups.flatMap((group: { scopes: { id: string }[] }) => group.scopes);
    expect(scopes.map(({ id }: { id: string }) => id)).toContain('dgfip_rfr');
  });

  test.each(['api-gouv-fr', 'data-gouv-fr'])('every API in the shape of %s, in French', async (shape) => {
    const response = await app.request(`/catalogue/exports/${shape}`, {
      headers: { ...plain, 'accept-language': 'en' },
    });
    const apis: { title: string }[] = await response.json();
    expect(apis.map(({ title }) => title)).toEqual(catalogue.list().map(({ title }) => title));
    expect(JSON.stringify(apis)).toContain('https://datapass.example/demande/impot-particulier');
    expect(JSON.stringify(apis)).toContain('Récupérez');
    const etag = response.headers.get('etag') ?? '';
    const again = await app.request(`/catalogue/exports/${shape}`, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  });

  test('one API in full, in the language asked for', async () => {
    const title = async (path: string, headers = {}) => {
      const response = await app.request(`/catalogue/impot-particulier${path}`, {
        headers: { ...plain, ...headers },
      });
      return (await response.json()).steps[0].title;
    };
    expect(await title('')).toBe('Mon projet');
    expect(await title('?lang=en')).toBe('My project');
    expect(await title('', { 'accept-language': 'en-GB' })).toBe('My project');
    expect(await title('?lang=fr', { 'accept-language': 'en-GB' })).toBe('Mon projet');
  });

  test('without what serves the server alone: how a deliberation is read, the controls, why a request may be refused', async () => {
    const whole = await (await app.request('/catalogue/impot-particulier', { headers: plain })).json();
    expect(whole.deliberation).toEqual({ field: 'cadre_juridique_document' });
    expect(whole).not.toHaveProperty('refusal_reasons');
    expect(whole).not.toHaveProperty('controls');
    expect(whole.checks.length).toBeGreaterThan(0);
  });

  test('the small part that asks the first question, under 4 kB', async () => {
    const response = await app.request('/catalogue/impot-particulier/eligibility', {
      headers: { 'accept-encoding': 'br' },
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.length).toBeLessThan(4_000);
    const part = JSON.parse(brotliDecompressSync(bytes).toString());
    expect(Object.keys(part).sort()).toEqual(
      [
        ...['accepting', 'eligibility', 'has_path', 'id', 'median_days', 'notices', 'preparations'],
        ...['provider', 'summary', 'title', 'version'],
      ].sort(),
    );
    expect(part.median_days).toBeNull();
    expect(part.preparations).toHaveLength(7);
  });

  test('the questions that choose the stage, under the name of the API or another', async () => {
    const get = (path: string) => app.request(`/catalogue/${path}`, { headers: plain });
    const response = await get('api_impot_particulier_sandbox/path?lang=en');
    expect(response.headers.get('content-location')).toBe('/catalogue/impot-particulier/path?lang=en');
    expect(await response.json()).toMatchObject({
      id: 'impot-particulier',
      stages: [{ id: 'sandbox' }, { id: 'production', follows: { stage: 'sandbox' } }],
      questions: [{ id: 'developpement' }, { id: 'editeur' }],
      outcomes: { own_team: { title: 'First “Sandbox”' } },
      checklist: { title: 'What to ask your publisher' },
    });
    const etag = (await get('impot-particulier/path')).headers.get('etag') ?? '';
    const again = await app.request('/catalogue/impot-particulier/path', {
      headers: { 'if-none-match': etag },
    });
    expect(again.status).toBe(304);
    expect((await (await get('franceconnect/path')).json()).questions).toEqual([]);
    expect((await get('nothing/path')).status).toBe(404);
  });

  test('the schema of the files', async () => {
    const response = await app.request('/catalogue/schema.json', { headers: plain });
    expect((await response.json()).properties.eligibility.description).toMatch(/decision tree/);
  });

  test('a shape that no catalogue reads is a 404 that names those that are', async () => {
    const response = await app.request('/catalogue/exports/excel');
    expect(response.status).toBe(404);
    expect((await response.json()).detail).toMatch(/api-gouv-fr, data-gouv-fr/);
  });

  test.each(['/catalogue/nothing', '/catalogue/nothing/eligibility', '/catalogue/constructor'])(
    '%s: an unknown API is a 404 that says what to do and repeats nothing',
    async (path) => {
      const response = await app.request(path);
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      const problem = await response.json();
      expect(problem.type).toBe('https://datapass.example/problems/unknown-api');
      expect(problem.detail).toMatch(/^Choisissez parmi : .*impot-particulier/);
      expect(JSON.stringify(problem)).not.toMatch(/nothing|constructor/);
      const english = await (await app.request(`${path}?lang=en`)).json();
      expect(english.title).toBe('Unknown API');
    },
  );
});

describe('how it is served', () => {
  const get = (headers: Record<string, string>) => app.request('/catalogue/impot-particulier', { headers });

  test.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
    ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
    ['identity', null, (bytes: Buffer) => bytes],
    ['', null, (bytes: Buffer) => bytes],
  ] as const)('to « %s » as %s', async (accepted, encoding, decode) => {
    const response = await get({ 'accept-encoding': accepted });
    expect(response.headers.get('content-encoding')).toBe(encoding);
    const body = JSON.parse(decode(Buffer.from(await response.arrayBuffer())).toString());
    expect(body.id).toBe('impot-particulier');
  });

  test('to any site, kept a minute, one entry per encoding and language', async () => {
    const { headers } = await get(plain);
    expect(Object.fromEntries(headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=60, stale-while-revalidate=3600',
      'content-type': 'application/json; charset=utf-8',
      'timing-allow-origin': '*',
      vary: 'accept-encoding, accept-language',
    });
  });

  test('not again to who has it', async () => {
    const etag = (await get(plain)).headers.get('etag') ?? '';
    for (const tag of [etag, `"other", ${etag}`, '*', etag.replace('W/', '')]) {
      const response = await get({ 'if-none-match': tag });
      expect(response.status).toBe(304);
      expect(await response.text()).toBe('');
      expect(response.headers.get('etag')).toBe(etag);
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
    }
    expect((await get({ 'if-none-match': 'W/"other"' })).status).toBe(200);
    const english = await app.request('/catalogue/impot-particulier?lang=en', {
      headers: { 'if-none-match': etag },
    });
    expect(english.status).toBe(200);
  });
});

describe('the measured delay', () => {
  const daysIn = async (target: Hono) => {
    const response = await target.request('/catalogue/impot-particulier/eligibility', { headers: plain });
    return (await response.json()).median_days;
  };

  /** Asks until the answer is the one awaited: measuring goes on beside the answers. */
  async function until(target: Hono, days: number | null): Promise<void> {
    const deadline = Date.now() + 5_000;
    while ((await daysIn(target)) !== days) {
      if (Date.now() > deadline) throw new Error(`never ${days}`);
    }
  }

  test('is shown once measured, and measured again after a minute', async () => {
    let time = 0;
    const asked: string[] = [];
    const answers = [9.5, 7];
    const measured = appWith(
      async (api, stage) => {
        if (api !== 'impot-particulier') return null;
        asked.push(`${api} ${stage}`);
        return answers[asked.length - 1] ?? null;
      },
      () => new Date(time),
    );
    await until(measured, 9.5);
    time = 59_999;
    expect(await daysIn(measured)).toBe(9.5);
    time = 60_001;
    await until(measured, 7);
    expect(asked).toEqual(['impot-particulier sandbox', 'impot-particulier sandbox']);
  });

  test('a database that is away hides nothing else', async () => {
    const failing = appWith(async () => {
      throw new Error('away');
    });
    expect(await daysIn(failing)).toBeNull();
  });
});
