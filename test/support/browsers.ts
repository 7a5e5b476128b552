/**
 * The browsers that the tests drive: which, where they are, and the flags that keep them quiet.
 *
 * `findBrowser` only looks; `test/support/install.ts` installs what is missing.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export type BrowserName = 'chromium' | 'firefox';
export const browserNames: readonly BrowserName[] = ['chromium', 'firefox'];

/** Where `@puppeteer/browsers` puts what it downloads. */
export const browserFolder = join(import.meta.dirname, '../../var/browsers');

/** The variable that names a browser of one's own. */
export const pathVariable: Record<BrowserName, string> = {
  chromium: 'CHROME_PATH',
  firefox: 'FIREFOX_PATH',
};

const commands: Record<BrowserName, string[]> = {
  chromium: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'],
  firefox: ['firefox-esr', 'firefox'],
};

const applications: Record<BrowserName, string[]> = {
  chromium: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ],
  firefox: [
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
  ],
};

/**
 * The executable of a browser: the one its variable names, an installed one, or one that the tests downloaded.
 * @throws {Error} when the variable names a file that does not exist: a typing error must not choose another browser.
 */
export function findBrowser(name: BrowserName): string | undefined {
  const variable = pathVariable[name];
  const named = process.env[variable];
  if (named) {
    if (!existsSync(named)) throw new Error(`${variable} names a file that does not exist.`);
    return named;
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = commands[name].flatMap((command) => folders.map((folder) => join(folder, command)));
  return [...onPath, ...applications[name]].find(isFile) ?? downloaded(name);
}

function downloaded(name: BrowserName): string | undefined {
  if (!existsSync(browserFolder)) return undefined;
  const executables =
    name === 'chromium' ? /^(chrome|chrome\.exe|Google Chrome for Testing)$/ : /^firefox(\.exe)?$/;
  return readdirSync(browserFolder, { recursive: true, encoding: 'utf8' })
    .filter((path) => executables.test(path.split(/[/\\]/).at(-1) ?? ''))
    .map((path) => join(browserFolder, path))
    .find(isFile);
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/** Flags for a browser that talks to nobody but the page: no updates, no synchronisation, no first-run pages. */
export function browserArguments(name: BrowserName): string[] {
  if (name === 'firefox') return [];
  return [
    // Chromium refuses to run its sandbox as root, which containers usually are.
    ...(process.getuid?.() === 0 ? ['--no-sandbox', '--disable-setuid-sandbox'] : []),
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    // Containers give 64 MB of shared memory, less than a page needs.
    '--disable-dev-shm-usage',
  ];
}
