/**
 * Element tests: `test/widget/elements`, in Chromium and in Firefox, with the real definitions behind `/catalogue`.
 * `chromeLauncher` drives both: puppeteer speaks CDP with the one and WebDriver BiDi with the other.
 */
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { browserArguments, browserNames, findBrowser } from './test/support/browsers.ts';
import { catalogueMiddleware } from './test/support/catalogue-middleware.ts';
import { endingReporter } from './test/support/report-elements.ts';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));

const browsers = browserNames.flatMap((name) => {
  const executablePath = findBrowser(name);
  if (!executablePath) return [];
  const launcher = chromeLauncher({
    launchOptions: {
      executablePath,
      headless: true,
      args: browserArguments(name),
      ...(name === 'firefox' && { browser: 'firefox' }),
    },
  });
  launcher.name = name === 'firefox' ? 'Firefox' : 'Chromium';
  return [launcher];
});
if (browsers.length === 0) throw new Error('No browser: set CHROME_PATH or FIREFOX_PATH, or run npm test.');

const report = process.env.ELEMENTS_REPORT;

export default {
  rootDir: path('.'),
  files: 'test/widget/elements/**/*.test.ts',
  nodeResolve: { exportConditions: ['development', 'browser'] },
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: path('widget/tsconfig.json') })],
  middleware: [catalogueMiddleware()],
  browsers,
  // One page at a time in each: pages side by side share one storage, and only the one in front has the keyboard.
  concurrency: 1,
  concurrentBrowsers: 2,
  testFramework: { config: { timeout: 10_000 } },
  reporters: [
    defaultReporter({ reportTestResults: true, reportTestProgress: false }),
    ...(report ? [endingReporter(report)] : []),
  ],
};
