/**
 * Installs the browsers that are missing: Debian's packages where `apt-get` may be used, a download into `var/`
 * otherwise. What can't be installed is named, with what to do.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type BrowserName, browserFolder, browserNames, findBrowser, pathVariable } from './browsers.ts';

const packages: Record<BrowserName, string> = { chromium: 'chromium', firefox: 'firefox-esr' };
const downloads: Record<BrowserName, string> = { chromium: 'chrome@stable', firefox: 'firefox@stable' };

/** @returns the browsers that are still missing after every way was tried */
export async function installBrowsers(): Promise<BrowserName[]> {
  const missing = browserNames.filter((name) => !findBrowser(name));
  if (missing.length === 0) return [];
  console.log(`Not on this machine: ${missing.join(', ')}. Installing.`);
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const environment = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-q'], environment);
    for (const name of missing)
      await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', packages[name]], environment);
  }
  for (const name of missing.filter((name) => !findBrowser(name)))
    await run('npx', ['@puppeteer/browsers', 'install', downloads[name], '--path', browserFolder]);
  return missing.filter((name) => !findBrowser(name));
}

/** What to do about a browser that could not be installed. */
export function adviceFor(name: BrowserName): string {
  return `${name}: not found, and it could not be installed. Install it (Debian: apt-get install ${packages[name]}), or set ${pathVariable[name]} to its executable.`;
}

/** Failing is an answer: the next way is tried, and what is missing at the end is told. */
function run(command: string, parameters: string[], environment: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, { stdio: 'inherit', env: { ...process.env, ...environment } });
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
