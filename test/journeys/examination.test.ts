/** The examination of a request as its people see it, on a telephone and at a desk: read by axe-core, and by keyboard. */
import { type ServerType, serve } from '@hono/node-server';
import { eq } from 'drizzle-orm';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { awaited } from '../../server/examination/tables.ts';
import { scene } from '../server/examination/scene.ts';
import { canteen, type Seeded, submit } from '../server/instruction/seed.ts';
import { inspectScreen } from '../support/screens.ts';
import { launchBrowser } from './browser.ts';

const { app, services, database, camille, lead, other, reporter, security, staff, post, sent, fill } =
  await scene();

let server: ServerType;
let browser: Browser;
let url = '';

beforeAll(async () => {
  url = await new Promise((resolve) => {
    server = serve({ fetch: app.fetch, port: 0 }, ({ port }) => resolve(`http://localhost:${port}`));
  });
  browser = await launchBrowser('chromium');
});
afterAll(async () => {
  await browser.close();
  server.close();
});

/** A page of somebody's, opened with their cookie. */
async function open(path: string, who: Seeded): Promise<Page> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const [name = '', value = ''] = who.cookie.split('=');
  await page.setCookie({ name, value, url, path: '/', secure: name.startsWith('__') });
  await page.goto(`${url}${path}`);
  return page;
}

/** A request with all that an examination may have. */
async function examined() {
  const prefill = services.catalogue
    .localised('impot-particulier', 'fr')
    ?.use_cases.find(({ id }) => id === 'cantine_scolaire')?.prefill;
  const row = await sent({ answers: { ...canteen, ...prefill } });
  await sent();
  const page = `/instruction/D${row.number}`;
  await fill(`${page}/modification`, lead, { words: 'Précisez la durée.' });
  await fill(`${page}/controles/rgpd`, other, {
    ticks: ['principes'],
    verdict: 'reserve',
    reason: 'La durée est longue.',
  });
  await submit(services, row, camille.actor, {
    description: `${prefill?.description} Deux écoles sont concernées.`,
    duree_conservation_donnees_caractere_personnel: 12,
  });
  await fill(`${page}/controles/reglementaire`, lead, {
    ticks: ['fondement', 'missions', 'coherence'],
    verdict: 'conforming',
  });
  await fill(`${page}/controles/ssi/charge`, lead, { email: security.actor.email });
  await fill(`${page}/controles/ssi`, security, {
    ticks: ['attestation'],
    verdict: 'not_conforming',
    reason: 'Le pare-feu du sous-sol n’est plus suivi par son fabricant depuis deux ans.',
  });
  for (const [text, planned] of [
    ['Remplacer le pare-feu du sous-sol par un équipement suivi', '2027-06-30'],
    ['Écrire la procédure de révocation des accès', '2027-02-15'],
  ] as const) {
    await fill(`${page}/controles/ssi/recommandation`, security, {
      text,
      owner: 'Direction informatique',
      planned,
    });
  }
  await fill(`${page}/avis`, lead, {
    email: reporter.actor.email,
    question: 'Le décret de 2022 suffit-il pour une cantine ?',
  });
  const [opinion] = await database.select().from(awaited).where(eq(awaited.userId, reporter.actor.userId));
  await fill(`${page}/avis/${opinion?.id}`, reporter, {
    stance: 'reserve',
    text: 'Oui, si la délibération cite l’article L. 114-8.',
  });
  await fill(`${page}/avis`, lead, { email: other.actor.email, question: 'Un précédent ?' });
  await fill(`${page}/notes`, lead, { text: 'Appelée le 3 : la nouvelle délibération est votée en mars.' });
  await fill(`${page}/affectation`, lead, {
    email: other.actor.email,
    text: 'Elle attend une réponse avant mars.',
  });
  await post('/instruction/absences', other, {
    first: '2026-01-01',
    last: '2099-01-01',
    email: lead.actor.email,
  });
  const recommendations = await database.select().from(awaited).where(eq(awaited.requestId, row.id));
  const [advice] = recommendations.filter(({ kind }) => kind === 'recommendation');
  await post(`/recommandations/D${row.number}/${advice?.id}/engagement`, camille);
  return { row, page };
}

test('every screen fits both widths, and axe-core finds nothing', async () => {
  const { row, page } = await examined();
  const manager = await staff('Maud', 'dgfip:*:manager');
  const screens: [string, string, Seeded][] = [
    ['request', page, lead],
    ['request-security', page, security],
    ['request-reporter', page, reporter],
    ['control', `${page}/controles/ssi`, security],
    ['entrust', `${page}/controles/ssi/charge`, lead],
    ['recommendation', `${page}/controles/ssi/recommandation`, security],
    ['opinion', `${page}/avis`, lead],
    ['note', `${page}/notes`, lead],
    ['assignment', `${page}/affectation`, lead],
    ['absences', '/instruction/absences', other],
    ['team', '/instruction/absences', manager],
    ['colleague', `/instruction/absences/equipe/${other.actor.userId}`, manager],
    ['applicant', `/recommandations/D${row.number}`, camille],
  ];
  for (const [name, path, who] of screens) {
    const opened = await open(path, who);
    expect([name, await inspectScreen(opened, `examination-${name}`)]).toEqual([name, []]);
    await opened.browserContext().close();
  }
});

test('a verdict is given by keyboard; an error takes the focus, and leads to the field', async () => {
  const row = await sent();
  const opened = await open(`/instruction/D${row.number}/controles/ssi`, security);
  await opened.focus('input[value="not_conforming"]');
  await opened.keyboard.press('Space');
  await opened.focus('main button');
  await Promise.all([opened.waitForNavigation(), opened.keyboard.press('Enter')]);
  // The browser gives autofocus at a rendering of its own, which may come after the end of the load.
  await opened.waitForFunction(() => document.activeElement?.getAttribute('aria-labelledby') === 'errors');
  expect(await inspectScreen(opened, 'examination-error')).toEqual([]);
  await opened.keyboard.press('Tab');
  await opened.keyboard.press('Enter');
  await opened.keyboard.type('Le pare-feu est ancien.');
  expect(await opened.$eval('#reason', (area) => (area as HTMLTextAreaElement).value)).toBe(
    'Le pare-feu est ancien.',
  );
  await opened.focus('main button');
  await Promise.all([opened.waitForNavigation(), opened.keyboard.press('Enter')]);
  expect(new URL(opened.url()).pathname).toBe(`/instruction/D${row.number}`);
  expect(await opened.$eval('[role=status]', (element) => element.textContent)).toContain('enregistré');
});
