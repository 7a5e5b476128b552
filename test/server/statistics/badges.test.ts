import { expect, test } from 'vitest';
import { errorHandler } from '../../../server/http/errors.ts';
import { badgeSvg } from '../../../server/statistics/badge.ts';
import { badgeRoutes } from '../../../server/statistics/routes.ts';
import { figures } from '../../../server/statistics/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { jobServices } from '../jobs/services.ts';

const { database, url } = await testDatabase();
const { services } = await jobServices({ database, url });
const now = new Date('2026-11-20T10:00:00Z');
const app = badgeRoutes({ ...services, now: () => now });
app.onError(errorHandler(services as never));

const figure = { api: 'api-exemple', providerId: 'exemple', stage: '', useCase: '', detail: '', bucket: 0 };
await database.insert(figures).values([
  { ...figure, period: '', metric: 'active', count: 12 },
  { ...figure, stage: 'sandbox', period: '2026-11-01', metric: 'final_answer', bucket: 168, count: 3 },
  { ...figure, stage: 'sandbox', period: '2026-11-01', metric: 'final_answer_days', bucket: 7, count: 3 },
]);

test('the badge says access, whether requests are accepted, active habilitations and the median delay', async () => {
  const french = await (await app.request('/api-exemple.json')).json();
  expect(french).toEqual({
    api: 'api-exemple',
    title: 'API Exemple',
    access: 'restricted',
    accepting: true,
    active: 12,
    median_days: 7,
    url: 'https://datapass.example/demande/api-exemple',
    label: 'accès restreint · demandes ouvertes · 12 habilitations actives · réponse en 7 jours',
  });
  const english = (await (await app.request('/api-exemple.json?lang=en')).json()) as { label: string };
  expect(english.label).toBe(
    'restricted access · accepting requests · 12 active habilitations · answer in 7 days',
  );
});

test('the image is an SVG with a role and a title, without script or style', async () => {
  const answer = await app.request('/api-exemple.svg');
  expect(answer.headers.get('content-type')).toContain('image/svg+xml');
  const svg = await answer.text();
  expect(svg).toContain('role="img"');
  expect(svg).toContain('<title>API Exemple: accès restreint');
  expect(svg).not.toMatch(/<script|<style|style=/);
});

test('pages of any site may show it, for a minute, and ask whether it has changed', async () => {
  for (const name of ['/api-exemple.svg', '/api-exemple.json', '/api-exemple.svg?theme=dark&lang=en']) {
    const answer = await app.request(name, { headers: { origin: 'https://catalogue.example' } });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=60');
    const etag = String(answer.headers.get('etag'));
    const again = await app.request(name, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    expect(again.headers.get('access-control-allow-origin')).toBe('*');
  }
});

test('an unknown API is 404, kept by no cache', async () => {
  for (const name of ['/inconnue.svg', '/inconnue.json']) {
    const answer = await app.request(name);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).not.toContain('inconnue');
  }
});

test('letters stand out at 4.5:1 or more in every colour', () => {
  const facts = { title: 'API', accepting: true, active: 0, medianDays: null };
  const badges = (['open', 'account', 'restricted'] as const).flatMap((access) =>
    (['light', 'dark'] as const).flatMap((theme) => [
      badgeSvg({ ...facts, access }, 'fr', theme),
      badgeSvg({ ...facts, access, accepting: false }, 'fr', theme),
    ]),
  );
  for (const svg of badges) {
    const [label, message] = [...svg.matchAll(/<rect[^>]*fill="(#\w+)"/g)].map((match) => String(match[1]));
    const dark = svg.includes('fill="#333"') ? '#333333' : '#ffffff';
    expect(contrast(String(label), dark)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(String(message), '#ffffff')).toBeGreaterThanOrEqual(4.5);
  }
});

/** WCAG 2.2, relative luminance. */
function contrast(a: string, b: string): number {
  const luminance = (colour: string) => {
    const full = colour.length === 4 ? colour.replace(/\w/g, '$&$&') : colour;
    const [red = 0, green = 0, blue = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(full.slice(at, at + 2), 16) / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}
