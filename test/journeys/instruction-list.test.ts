/**
 * The list of instructors in a browser: with the keyboard, at both widths, and several requests decided together. Its
 * requests are made by the real commands; the pages are ours alone, so no stand-in is needed.
 */
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listen } from '../../server/http/listen.ts';
import { execute } from '../../server/requests/store/execute.ts';
import { type Queue, queue } from '../server/instruction/list-seed.ts';
import { pagesApp, request, testServices } from '../server/instruction/seed.ts';
import { testDatabase } from '../support/database.ts';
import { inspectScreen } from '../support/screens.ts';
import { launchBrowser } from './browser.ts';

const { database } = await testDatabase();
const services = await testServices(database);
const browser = await launchBrowser('chromium');
const page = await browser.newPage();
const app = await listen(getRequestListener(pagesApp(services).fetch), 0, 'PORT');
const address = `http://localhost:${app.port}`;

afterAll(async () => {
  await browser.close();
  await app.close();
});

let q: Queue;
const complaints: string[] = [];

beforeAll(async () => {
  q = await queue(services);
  for (let each = 0; each < 30; each++) await request(services, { applicant: q.lyon.actor });
  const [name = '', value = ''] = q.instructor.cookie.split('=');
  await browser.setCookie({ name, value, domain: 'localhost', path: '/', secure: true, httpOnly: true });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
});

const looksGood = async (name: string) => expect.soft(await inspectScreen(page, name), name).toEqual([]);
const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
const leads = (act: () => Promise<unknown>) => Promise.all([page.waitForNavigation(), act()]);

it('is searched, walked through and ticked by the keyboard', async () => {
  await page.goto(`${address}/instruction`);
  await looksGood('instruction-list-01');
  await page.keyboard.press('j');
  const first = await focused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('x');
  await page.keyboard.press('k');
  expect(await focused()).toBe(first);
  await page.keyboard.press('x');
  expect(await page.$eval('#choisies', (count) => count.textContent)).toBe('(2 demandes choisies)');
  await looksGood('instruction-list-02-ticked');
  await page.keyboard.press('/');
  await page.keyboard.type('recouvremnet');
  await leads(() => page.keyboard.press('Enter'));
  expect(await page.$$eval('table.entries tbody tr', (rows) => rows.length)).toBe(1);
  await looksGood('instruction-list-03-near');
});

it('keeps its one-letter shortcuts off for who turns them off', async () => {
  await page.goto(`${address}/instruction`);
  await page.click('#clavier button');
  await page.reload();
  await page.focus('body');
  await page.keyboard.press('/');
  expect(await page.evaluate(() => document.activeElement?.id)).not.toBe('q');
  await page.click('#clavier button');
});

it('shows its filters and kept views', async () => {
  await page.goto(`${address}/instruction?departement=69&signe=nouvelle&signe=retard&etat=x`);
  await page.click('.views summary');
  await page.type('#nom', 'Le Rhône');
  await looksGood('instruction-list-04-filters');
  await leads(() => page.click('.views form button'));
  await looksGood('instruction-list-05-view');
  await page.goto(`${address}/instruction?q=zzyzx`);
  await looksGood('instruction-list-06-empty');
});

it('marks a request with a message to read, and previews one decision on several', async () => {
  await execute(services, q.nursery.id, { name: 'message', text: 'Une question' }, q.lyon.actor);
  await page.goto(`${address}/instruction?onglet=messages`);
  expect(await page.$$eval('.entries .tag.warn', (marks) => marks.map((mark) => mark.textContent))).toEqual([
    'Message non lu',
  ]);
  await looksGood('instruction-list-11-messages');
  await page.goto(`${address}/instruction?api=impot-particulier&palier=sandbox&etat=submitted`);
  for (const box of (await page.$$('tbody input[type=checkbox]')).slice(0, 3)) await box.click();
  await leads(() => page.click('button[value=validation]'));
  await page.click('details summary');
  await page.click('[name=scopes]');
  await page.type('#words', 'Pour %{demande_id} : une donnée de moins.');
  await page.type('#conditions', 'Purger chaque été.');
  await leads(() => page.click('button[name=preview]'));
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('apercu');
  expect(await page.$eval('#apercu', (shown) => shown.textContent)).toMatch(
    /Pour D\d+ : une donnée de moins/,
  );
  await looksGood('instruction-list-12-preview');
});

it('decides several at once, and says what became of each', async () => {
  await page.goto(`${address}/instruction?api=impot-particulier&palier=sandbox&taille=100`);
  await page.click('#toutes');
  for (const box of (await page.$$('tbody input[type=checkbox]')).slice(4))
    await box.evaluate((input) => input.click());
  await leads(() => page.click('button[value=refus]'));
  await looksGood('instruction-list-07-together');
  await leads(() => page.click('form.stack button'));
  await looksGood('instruction-list-08-errors');
  await page.click('[name=category]');
  await page.type('#words', 'La délibération ne cite pas l’API.');
  const other = await page.$$eval('[name=d]', (boxes) => (boxes[1] as HTMLInputElement).value);
  await fetch(`${address}/instruction/D${other}/modification`, {
    method: 'POST',
    headers: {
      cookie: q.second.cookie,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ seen: '9', words: 'Précisez la durée.' }),
  });
  await leads(() => page.click('form.stack button'));
  const text = await page.$eval('main', (main) => main.textContent ?? '');
  expect(text).toContain('3 demandes refusées');
  expect(text).toContain('Ivan Agent');
  await looksGood('instruction-list-09-outcomes');
  await page.goto(
    `${address}/instruction/ensemble?acte=validation&d=${q.accounts.number}&d=${q.canteen.number}`,
  );
  await looksGood('instruction-list-10-unlike');
  expect(complaints.filter((one) => !one.includes('422'))).toEqual([]);
});
