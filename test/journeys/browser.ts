/** Browsers for journeys, and visitors in them: each visitor has a profile of their own, as if on another machine. */
import { type Browser, type BrowserContext, type LaunchOptions, launch, type Page } from 'puppeteer-core';
import { type BrowserName, browserArguments, browserNames, findBrowser } from '../support/browsers.ts';
import { isNavigation } from './pages/find.ts';

/** The browsers of this machine; `npm test` has installed them, or said aloud which one it skips. */
export const installed: BrowserName[] = browserNames.filter((name) => findBrowser(name));

export async function launchBrowser(name: BrowserName, options: LaunchOptions = {}): Promise<Browser> {
  const executablePath = findBrowser(name);
  if (!executablePath) throw new Error(`${name} is not installed: npm test installs it.`);
  return launch({
    browser: name === 'firefox' ? 'firefox' : 'chrome',
    executablePath,
    headless: true,
    ...options,
    args: [
      ...browserArguments(name),
      ...(name === 'chromium'
        ? ['--force-prefers-reduced-motion', '--lang=fr', '--accept-lang=fr-FR,fr']
        : []),
    ],
    // puppeteer lets every popup through; people's browsers do not.
    ignoreDefaultArgs: name === 'chromium' ? ['--disable-popup-blocking'] : [],
    ...(name === 'firefox' && {
      extraPrefsFirefox: {
        'ui.prefersReducedMotion': 1,
        'intl.accept_languages': 'fr-FR, fr',
        'dom.disable_open_during_load': true,
      },
    }),
  });
}

/** What a page complained of while somebody used it. */
export interface Complaints {
  /** Uncaught errors of scripts. */
  errors: string[];
  /** Violations of the page's content security policy, Trusted Types included. */
  violations: string[];
  /** Errors written to the console. */
  console: string[];
  /** Answers that were no success: told when a test fails. */
  refusals: string[];
}

export interface Visitor {
  context: BrowserContext;
  page: Page;
  complaints: Complaints;
  /** One more tab of the same profile. */
  tab(): Promise<Page>;
  leave(): Promise<void>;
}

export interface VisitorOptions {
  /** `window.open` returns null, as in browsers and applications that allow no popup at all. */
  popups?: 'allowed' | 'blocked';
}

export async function newVisitor(browser: Browser, options: VisitorOptions = {}): Promise<Visitor> {
  const context = await browser.createBrowserContext();
  const complaints: Complaints = { errors: [], violations: [], console: [], refusals: [] };
  const tab = async () => {
    const page = await context.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    await watch(page, complaints);
    if (options.popups === 'blocked') await page.evaluateOnNewDocument(blockPopups);
    return page;
  };
  return { context, page: await tab(), complaints, tab, leave: () => context.close() };
}

/** Waits for the window that a click opened. */
export async function popupOf(
  visitor: Pick<Visitor, 'context'>,
  known: Page[],
  timeout = 20_000,
): Promise<Page> {
  const deadline = Date.now() + timeout;
  for (;;) {
    const page = (await visitor.context.pages()).find((candidate) => !known.includes(candidate));
    if (page) return page;
    if (Date.now() > deadline) throw new Error('No window was opened.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function watch(page: Page, complaints: Complaints): Promise<void> {
  page.on('response', (response) => {
    if (response.status() >= 400)
      complaints.refusals.push(`${response.status()} ${response.request().method()} ${response.url()}`);
  });
  page.on('pageerror', (error) => complaints.errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    complaints.console.push(message.text());
    if (isViolation(message.text())) complaints.violations.push(message.text());
  });
  await page.evaluateOnNewDocument(() => {
    const seen: string[] = [];
    Object.defineProperty(globalThis, 'violationsSeen', { value: seen });
    document.addEventListener('securitypolicyviolation', (event) =>
      seen.push(
        `${event.violatedDirective}: ${event.blockedURI} ${event.sample} (${event.sourceFile}:${event.lineNumber})`,
      ),
    );
  });
}

/** Violations of the page's policy: reported to the page by event, and to the console. */
export async function violationsOf(visitor: Visitor): Promise<string[]> {
  const seen = await visitor.page
    .evaluate(() => (globalThis as unknown as { violationsSeen: string[] }).violationsSeen)
    .catch((error) => {
      if (isNavigation(error)) return [];
      throw error;
    });
  return [...seen, ...visitor.complaints.violations];
}

const isViolation = (text: string) =>
  /content.security.policy|trusted ?types?|TrustedHTML|TrustedScript/i.test(text);

function blockPopups(): void {
  window.open = () => null;
}
