/** While somebody writes the catalogue: what they changed is served, what is wrong is told and not served. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import pino from 'pino';
import { afterAll, expect, test } from 'vitest';
import { catalogueRoutes } from '../../../server/catalogue/routes.ts';
import { liveCatalogue, watchCatalogue } from '../../../server/catalogue/watch.ts';
import type { Services } from '../../../server/services.ts';
import { exampleApi, folderWith } from './folder.ts';

const folder = await folderWith();
const live = await liveCatalogue(folder);
const told: string[] = [];
let kept = 0;
const stop = watchCatalogue(
  folder,
  live,
  async () => {
    kept++;
  },
  (words) => told.push(words),
);
afterAll(stop);

const config = { publicUrl: 'https://datapass.example', watching: true };
const services = { catalogue: live.catalogue, config, now: () => new Date(), log: pino({ level: 'silent' }) };
const app = new Hono().route(
  '/catalogue',
  catalogueRoutes(services as unknown as Services, async () => 4),
);

async function change(from: string, to: string): Promise<void> {
  const path = join(folder, exampleApi);
  await writeFile(path, (await readFile(path, 'utf8')).replace(from, to));
}

/** Waits for what is said next. */
async function next(): Promise<string> {
  const deadline = Date.now() + 10_000;
  const before = told.length;
  while (told.length === before) {
    if (Date.now() > deadline) throw new Error('nothing was said');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return told.at(-1) ?? '';
}

const titles = async () => {
  const paths = ['', '/library-loans', '/library-loans/eligibility'];
  const bodies = await Promise.all(
    paths.map(async (path) => {
      const response = await app.request(`/catalogue${path}`, { headers: { 'accept-encoding': 'identity' } });
      expect(response.headers.get('cache-control')).toBe('no-cache');
      return response.json();
    }),
  );
  return bodies.map((body) => (Array.isArray(body) ? body[0].title : body.title));
};

test('a change is served at the next reload of the page, a fault is told and changes nothing', async () => {
  expect(await titles()).toEqual(Array(3).fill('API Library loans'));

  await change('title: API Library loans', 'title: API Loans of books');
  expect(await next()).toMatch(/is served as it is now/);
  expect(await titles()).toEqual(Array(3).fill('API Loans of books'));
  expect(kept).toBe(1);

  await change('accepting: true', 'accepting: oui');
  expect(await next()).toMatch(
    /as it was before:\n.*library-loans\.yaml, line \d+, accepting: expected true/,
  );
  expect(await titles()).toEqual(Array(3).fill('API Loans of books'));

  await change('accepting: oui', 'accepting: false');
  expect(await next()).toMatch(/is served as it is now/);
  expect(live.catalogue.get('book-loans')?.accepting).toBe(false);
  expect(kept).toBe(2);
});
