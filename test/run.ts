/**
 * The test command (`npm test`): every check and every test of this repository, one stage after the other.
 *
 *   npm test                      everything
 *   npm test -- journeys          one stage (check, build, vitest, elements, journeys), or several
 *
 * The last line is `N passed, N failed`. A stage that could not run counts as failed; so does one that ran no test,
 * and one that does not end.
 */
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { delimiter, join, relative } from 'node:path';
import { adviceFor, installBrowsers } from './support/install.ts';

interface Counts {
  passed: number;
  failed: number;
  failures?: Failure[];
}

/** Said again at the end: a long run is read from there. */
interface Failure {
  name: string;
  message: string;
}

/** The part of vitest's JSON report that is read. */
interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    name: string;
    message?: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
}

interface Stage {
  name: string;
  title: string;
  browsers?: boolean;
  run(): Promise<Counts>;
}

/** Longer than the slowest stage on two cores, with room: a hanging one ends here, as failed. */
const stageLimit = 15 * 60_000;

const root = join(import.meta.dirname, '..');
const reports = join(root, 'var/reports');

const stages: Stage[] = [
  {
    name: 'check',
    title: 'Formatting, lint and types',
    run: async () => single(await command('npm', ['run', '--silent', 'check'])),
  },
  {
    name: 'build',
    title: 'Widget build and its budget',
    run: async () => single(await command('npm', ['run', '--silent', 'build'])),
  },
  {
    name: 'vitest',
    title: 'Rules and HTTP, against a real PostgreSQL',
    run: () => vitest('vitest', 'vitest.config.ts'),
  },
  { name: 'elements', title: 'Elements, in Chromium and Firefox', browsers: true, run: elements },
  {
    name: 'journeys',
    title: 'Journeys, in Chromium and Firefox',
    browsers: true,
    run: () => vitest('journeys', 'vitest.journeys.config.ts'),
  },
];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !stages.some((stage) => stage.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no stage « ${unknown.join(', ')} »: ${stages.map((stage) => stage.name).join(', ')}.`,
  );
  process.exit(2);
}
const chosen = stages.filter((stage) => asked.length === 0 || asked.includes(stage.name));

await mkdir(reports, { recursive: true });
if (chosen.some((stage) => stage.browsers)) await prepareBrowsers();

const results: { stage: Stage; counts: Counts; seconds: number }[] = [];
for (const stage of chosen) {
  console.log(`\n━━ ${stage.title} (${stage.name})`);
  const start = performance.now();
  const counts = await stage.run();
  results.push({ stage, counts, seconds: (performance.now() - start) / 1000 });
}

console.log('');
for (const { name, message } of results.flatMap(({ counts }) => counts.failures ?? [])) {
  console.log(`✗ ${name}\n  ${message.split('\n', 1)[0]}`);
}
for (const { stage, counts, seconds } of results) {
  const mark = counts.failed > 0 ? '✗' : '✓';
  console.log(
    `${mark} ${stage.name.padEnd(10)} ${String(counts.passed).padStart(5)} passed ${String(counts.failed).padStart(4)} failed  ${seconds.toFixed(0).padStart(4)} s`,
  );
}
const passed = results.reduce((sum, { counts }) => sum + counts.passed, 0);
const failed = results.reduce((sum, { counts }) => sum + counts.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** Chromium is always needed. Firefox may be missing on a developer's machine, not where a change is judged. */
async function prepareBrowsers(): Promise<void> {
  const missing = await installBrowsers();
  for (const name of missing) console.error(adviceFor(name));
  if (missing.includes('chromium') || (missing.length > 0 && process.env.CI)) {
    console.log('0 passed, 1 failed');
    process.exit(1);
  }
  if (missing.includes('firefox')) console.warn('Firefox is SKIPPED: its tests do not run on this machine.');
}

async function vitest(name: string, config: string): Promise<Counts> {
  const file = join(reports, `${name}.json`);
  await rm(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await command('vitest', ['run', '--config', config, ...reporters]);
  const report = await readJson<VitestReport>(file);
  return judged(code, {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    failures: report?.testResults.flatMap(failuresOf) ?? [],
  });
}

/** Of one file; the file itself where it did not load. */
function failuresOf({ name, message, assertionResults }: VitestReport['testResults'][number]): Failure[] {
  const where = relative(root, name);
  if (assertionResults.length === 0) return [{ name: where, message: message ?? '' }];
  return assertionResults
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => ({
      name: `${where} › ${fullName}`,
      message: failureMessages[0] ?? '',
    }));
}

async function elements(): Promise<Counts> {
  const file = join(reports, 'elements.json');
  await rm(file, { force: true });
  const code = await command('web-test-runner', [], { ELEMENTS_REPORT: file });
  return judged(code, (await readJson<Counts>(file)) ?? { passed: 0, failed: 0 });
}

/** A file that did not load, an error outside a test, no test at all: failures that no test counts. */
function judged(code: number, counts: Counts): Counts {
  const uncounted = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  return uncounted ? { ...counts, failed: 1 } : counts;
}

function single(code: number): Counts {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Runs a program of `node_modules/.bin`, its output shown as it comes. */
function command(name: string, parameters: string[], environment: NodeJS.ProcessEnv = {}): Promise<number> {
  const path = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  return new Promise((resolve) => {
    const child = spawn(name, parameters, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, PATH: path, ...environment },
      timeout: stageLimit,
      killSignal: 'SIGKILL',
    });
    child.once('error', (error) => {
      console.error(`${name} could not be started: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

async function readJson<T>(file: string): Promise<T | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as T);
}
