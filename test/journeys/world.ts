/**
 * The whole application for one test file: its own database, server, stand-ins and browsers, on free ports, with the
 * host page on a site of its own (`catalogue.localhost`).
 */
import { appendFile, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { Browser } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type ProConnectStandIn, startProConnectStandIn } from '../../server/stand-ins/proconnect.ts';
import { seedPeople } from '../../server/stand-ins/seed.ts';
import type { BrowserName } from '../support/browsers.ts';
import { testDatabase } from '../support/database.ts';
import { inspectScreen } from '../support/screens.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { launchBrowser, newVisitor, popupOf, type Visitor, type VisitorOptions } from './browser.ts';
import { freePort, Line } from './line.ts';
import { Mailbox } from './pages/mailbox.ts';
import { signInAs } from './pages/proconnect.ts';
import { RequestElement } from './pages/request-element.ts';

const failures = join(import.meta.dirname, '../../var/screenshots/failures');

/** Call at the top of a test file, or of a describe block. */
export async function openWorld(): Promise<World> {
  const world = new World(await testDatabase());
  beforeAll(() => world.start());
  afterEach(async ({ task }) => world.endOfTest(task.name, task.result?.state === 'fail'));
  afterAll(() => world.stop());
  return world;
}

export class World {
  readonly #database: Awaited<ReturnType<typeof testDatabase>>;
  readonly #browsers = new Map<BrowserName, Promise<Browser>>();
  readonly #visitors: Visitor[] = [];
  #stack: Stack | undefined;
  #line: Line | undefined;
  #proconnect: ProConnectStandIn | undefined;
  #sql: postgres.Sql | undefined;
  #folder = '';

  constructor(database: Awaited<ReturnType<typeof testDatabase>>) {
    this.#database = database;
  }

  async start(): Promise<void> {
    this.#folder = await mkdtemp(join(tmpdir(), 'datapass-journey-'));
    await writeFile(this.document, pdf);
    const { url, database } = this.#database;
    this.#sql = postgres(url, { max: 2, onnotice: () => {} });
    const port = await freePort();
    this.#line = new Line(port);
    await this.#line.open();
    const publicUrl = `http://localhost:${this.#line.port}`;
    // Ours and not the server's own: the login matrix changes its headers.
    this.#proconnect = await startProConnectStandIn({ port: 0, clients: [client(publicUrl)] });
    await seedPeople(database);
    this.#stack = await startStack({
      databaseUrl: url,
      environment: {
        PORT: String(port),
        PUBLIC_URL: publicUrl,
        PROCONNECT_ISSUER: this.#proconnect.issuer,
        PROCONNECT_CLIENT_ID: client(publicUrl).clientId,
        PROCONNECT_CLIENT_SECRET: client(publicUrl).clientSecret,
        LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
        CATALOGUE_DIR: await this.#catalogueWithPublisher(),
      },
    });
  }

  /** The catalogue's own publishers have no tests that a provider has accepted yet: one more has, and is fictitious. */
  async #catalogueWithPublisher(): Promise<string> {
    const folder = join(this.#folder, 'catalogue');
    await cp(join(import.meta.dirname, '../../catalogue'), folder, { recursive: true });
    await appendFile(join(folder, 'editors.yaml'), publisher);
    return folder;
  }

  async stop(): Promise<void> {
    for (const browser of this.#browsers.values()) await (await browser).close();
    await this.#line?.cut();
    await this.#stack?.stop();
    await this.#proconnect?.close();
    await this.#sql?.end();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Closes the test's profiles; keeps a picture of every page of a failed test. */
  async endOfTest(name: string, failed: boolean): Promise<void> {
    for (const [index, visitor] of this.#visitors.splice(0).entries()) {
      if (failed) {
        console.error(visitor.complaints);
        await keepPictures(visitor, `${name.slice(0, 80)}-${index + 1}`).catch((error) =>
          console.error(error),
        );
      }
      await visitor.leave().catch(() => {});
    }
  }

  get stack(): Stack {
    if (!this.#stack) throw new Error('The application has not started.');
    return this.#stack;
  }

  get backend(): string {
    return this.stack.url;
  }

  /** Address of the demonstration catalogue, or of one of its pages: `/strict/minimal`, `/coop/same-origin/minimal`. */
  catalogue(path = '/impot-particulier'): string {
    return `${this.stack.urls.catalogue}${path}`;
  }

  /** The file's database, to look at what was stored. */
  get sql(): postgres.Sql {
    if (!this.#sql) throw new Error('The application has not started.');
    return this.#sql;
  }

  /** The backend is away while something happens. */
  async pause(meanwhile: () => Promise<void>): Promise<void> {
    await this.#line?.cut();
    await meanwhile().finally(() => this.#line?.open());
  }

  get proconnect(): ProConnectStandIn {
    if (!this.#proconnect) throw new Error('The application has not started.');
    return this.#proconnect;
  }

  get mailbox(): Mailbox {
    return new Mailbox(this.stack.urls.mailbox ?? '');
  }

  /** A deliberation to attach. */
  get document(): string {
    return join(this.#folder, 'deliberation.pdf');
  }

  /** Somebody at a machine of their own; they leave when the test ends. */
  async visitor(browser: BrowserName, options?: VisitorOptions): Promise<Visitor> {
    let running = this.#browsers.get(browser);
    if (!running) {
      running = launchBrowser(browser);
      this.#browsers.set(browser, running);
    }
    const visitor = await newVisitor(await running, options);
    this.#visitors.push(visitor);
    return visitor;
  }

  element(visitor: Visitor): RequestElement {
    return new RequestElement(visitor.page, this.document);
  }

  /** Signs in, in the window that the last click opened; it closes by itself. */
  async signInByPopup(visitor: Visitor, person: string, organisation?: string): Promise<void> {
    const popup = await popupOf(visitor, [visitor.page]);
    await signInAs(popup, person, organisation);
  }
}

const client = (publicUrl: string) => ({
  clientId: 'datapass',
  clientSecret: 'a-secret-of-the-journeys-and-of-nobody-else',
  redirectUris: [`${publicUrl}/connexion/retour`],
  postLogoutRedirectUris: [`${publicUrl}/deconnexion/retour`],
});

/** Pictures of a screen at both widths go to `var/screenshots/`; axe-core must find nothing. */
export async function looksGood(visitor: Visitor, name: string): Promise<void> {
  // The journey goes on, so that one run tells of every screen.
  expect.soft(await inspectScreen(visitor.page, name), name).toEqual([]);
}

/** Of every page of a visitor, in `var/screenshots/failures`. */
async function keepPictures(visitor: Visitor, name: string): Promise<void> {
  await mkdir(failures, { recursive: true });
  for (const [index, page] of (await visitor.context.pages()).entries()) {
    await page.bringToFront();
    const path = join(failures, `${name.replace(/[^\p{L}\d]+/gu, '-')}-${index + 1}.png`);
    await page.screenshot({ path: path as `${string}.png`, fullPage: true });
  }
}

const publisher = `
  - id: editions_logicielles_fictives
    name: Éditions Logicielles Fictives
    siret: '99000010100016'
    software:
      - { name: Logiciel Fictif, api: impot-particulier }
    acceptance:
      - { api: impot-particulier, on: '2026-01-31' }
`;

/** The smallest file that is a PDF. */
const pdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;
