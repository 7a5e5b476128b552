/**
 * `npm run bench -- load`: every list, search, filter and statistics query over 10 000 and over 1 000 000 requests, as the
 * server issues them over its own connections, in this process; and what a decision costs. `npm run bench -- load-whole`:
 * the memory that an export takes, and whether lists and figures still are what the history gives. The houses are those
 * of `npm run load:seed`.
 */
import { existsSync } from 'node:fs';
import { loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { loadCatalogue } from '../../../server/catalogue/load.ts';
import { readConfig } from '../../../server/config.ts';
import { connect } from '../../../server/database/connection.ts';
import { startEmbedded } from '../../../server/database/embedded.ts';
import { migrate } from '../../../server/database/migrate.ts';
import { choicesOf } from '../../../server/instruction/list/choices.ts';
import { readerFor } from '../../../server/instruction/list/conditions.ts';
import { type ExportType, exportStream, exportTypes } from '../../../server/instruction/list/export.ts';
import { readListQuery } from '../../../server/instruction/list/query.ts';
import { createBell } from '../../../server/jobs/bell.ts';
import type { RequestServices } from '../../../server/requests/store/execute.ts';
import { delayMetrics, delayOf } from '../../../server/statistics/delays.ts';
import { readFigures } from '../../../server/statistics/read.ts';
import { recount } from '../../../server/statistics/recount.ts';
import { median as middle } from '../../server/statistics/histogram.ts';
import { type Figure, median, quantile } from '../figures.ts';
import { decisionCost } from './decisions.ts';
import { folderOf } from './folder.ts';
import { type AskedServices, goals, type Kind, type Question, questionsOf, staff } from './questions.ts';

const [small, large] = [10_000, 1_000_000];
/** Times that each is asked, after as many as warm up. */
const rounds = 300;
const warming = 150;

interface Measured extends Pick<Question, 'kind' | 'name'> {
  p50: number;
  p99: number;
}

interface Measurement {
  questions: Measured[];
  /** Milliseconds of one, the middle of many. */
  decision: number;
}

/** Every question, and a decision. */
export async function load(): Promise<Figure[]> {
  const before = await inHouse(small, (services) => measure(services, small));
  const after = await inHouse(large, (services) => measure(services, large));
  print(before, after);
  const kinds = Object.keys(goals) as Kind[];
  const growth = after.questions
    .filter(({ kind }) => kind !== 'typo')
    .map(({ name, p50 }) => ({
      name,
      growth: p50 / (before.questions.find((one) => one.name === name)?.p50 ?? Number.NaN),
    }))
    .toSorted((a, b) => b.growth - a.growth);
  return [
    ...kinds.map((kind): Figure => {
      const worst = after.questions
        .filter((question) => question.kind === kind)
        .toSorted((a, b) => b.p99 - a.p99);
      return {
        id: `load-${kind}`,
        label: `${titles[kind]} among ${large.toLocaleString('en')} requests: the slowest, 99th percentile`,
        value: worst[0]?.p99 ?? Number.NaN,
        unit: 'ms',
        goal: goals[kind],
        note: worst
          .slice(0, 3)
          .map(({ name, p99 }) => `${name} ${p99.toFixed(1)}`)
          .join(', '),
      };
    }),
    {
      id: 'load-growth',
      label: 'Median of each, but of mistyped words: 1 000 000 ÷ 10 000, the worst',
      value: growth[0]?.growth ?? Number.NaN,
      unit: '',
      goal: 1.5,
      limit: 2,
      note: growth
        .slice(0, 4)
        .map((one) => `${one.name} ${one.growth.toFixed(2)}`)
        .join(', '),
    },
    {
      id: 'load-decision',
      label: 'A decision: 1 000 000 ÷ 10 000',
      value: after.decision / before.decision,
      unit: '',
      goal: 1.1,
      note: `${after.decision.toFixed(1)} ÷ ${before.decision.toFixed(1)} ms`,
    },
  ];
}

/** What takes minutes: everything exported, and everything recounted. */
export async function whole(): Promise<Figure[]> {
  return inHouse(large, async (services) => {
    const exports: Figure[] = [];
    for (const type of Object.keys(exportTypes) as ExportType[]) exports.push(await exported(services, type));
    const { figures, medians, entries } = await differences(services);
    const bounds = { unit: '', goal: 0, limit: 0 };
    return [
      ...exports,
      { id: 'load-figures', label: 'Figures that differ from a full recount', value: figures, ...bounds },
      {
        id: 'load-medians',
        label: 'Medians that differ from those of every hour',
        value: medians,
        ...bounds,
      },
      {
        id: 'load-entries',
        label: 'Lines of the list that differ from the requests',
        value: entries,
        ...bounds,
      },
    ];
  });
}

async function exported(services: LargeServices, type: ExportType): Promise<Figure> {
  const reader = await readerFor(services, staff('*'));
  const query = readListQuery(new URLSearchParams('onglet=toutes'), choicesOf(services, staff('*'), 'fr'));
  const { seconds, megabytes, growth } = await weighed(exportStream(services, reader, query, type));
  return {
    id: `load-export-${type}`,
    label: `Everything exported as ${type}: the memory that it takes`,
    value: growth,
    unit: 'MB',
    goal: 100,
    note: `${megabytes.toFixed(0)} MB written in ${seconds.toFixed(0)} s`,
  };
}

/** How much of what is derived is not what the history gives. */
async function differences({ database, now }: LargeServices) {
  const { differences: found } = await recount(database, { check: true });
  let medians = 0;
  for (const [provider, api] of [
    ['', ''],
    ['dgfip', ''],
    ['dgfip', 'impot-particulier'],
  ] as const) {
    const all = { provider, api, useCase: '', period: 'all', from: '', to: '' };
    const { totals } = await readFigures(database, all, now());
    for (const metric of delayMetrics) {
      const every = await database.execute<{
        bucket: number;
        count: number;
      }>(sql`select bucket, count from figures
        where api = ${api} and provider_id = ${provider} and stage = '' and use_case = '' and period = ''
          and metric = ${metric}`);
      if (delayOf(totals, metric).median_hours !== middle([...every])) medians++;
    }
  }
  const [entries] = await database.execute<{ count: number }>(sql`select count(*)::int as count from (
    (select * from instruction_entries_source except select * from instruction_entries) union all
    (select * from instruction_entries except select * from instruction_entries_source)) as different`);
  return { figures: found.length, medians, entries: entries?.count ?? Number.NaN };
}

const titles: Record<Kind, string> = {
  list: 'Lists and filters',
  search: 'Exact and full-text search',
  typo: 'Search for mistyped words',
  statistics: 'Statistics',
};

type LargeServices = RequestServices & AskedServices;

async function inHouse<T>(size: number, work: (services: LargeServices) => Promise<T>): Promise<T> {
  const dataDir = folderOf(size);
  if (!existsSync(join(dataDir, 'postgresql'))) {
    throw new Error(`There is no house of ${size} requests: npm run load:seed -- ${size}`);
  }
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' });
  const embedded = await startWithMemory(join(dataDir, 'postgresql'));
  // A house may be older than the code.
  await migrate(embedded.url);
  const { database, close } = connect(embedded.url, { pool: config.databasePool });
  try {
    const catalogue = await loadCatalogue(config.catalogueDir);
    console.log(`${size} requests, load ${loadavg()[0]?.toFixed(1)}`);
    return await work({ config, database, catalogue, now: () => new Date(), bell: createBell() });
  } finally {
    await close();
    await embedded.stop();
  }
}

/**
 * With the memory that PostgreSQL's manual begins with (« Resource Consumption », `shared_buffers`): a quarter of the
 * machine's. As it comes it has 128 MB, which nobody leaves it for 9 GB.
 */
async function startWithMemory(folder: string): ReturnType<typeof startEmbedded> {
  const fresh = await startEmbedded(folder);
  const { database, close } = connect(fresh.url, { pool: 1 });
  const megabytes = Math.floor(totalmem() / 4 / 2 ** 20);
  await database.execute(sql.raw(`alter system set shared_buffers = '${megabytes}MB'`));
  await close();
  await fresh.stop();
  return startEmbedded(folder);
}

async function measure(services: LargeServices, size: number): Promise<Measurement> {
  const questions: Measured[] = [];
  for (const question of await questionsOf(services, size)) questions.push(await timed(question));
  return { questions, decision: await decisionCost(services) };
}

async function timed({ kind, name, ask }: Question): Promise<Measured> {
  for (let round = 0; round < warming; round++) await ask(rounds + round);
  const milliseconds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await ask(round);
    milliseconds.push(performance.now() - start);
  }
  return { kind, name, p50: median(milliseconds), p99: quantile(milliseconds, 0.99) };
}

/** What a file takes of memory while it is written: how far the process grows over where it was. */
async function weighed(stream: ReadableStream<Uint8Array>) {
  const start = performance.now();
  globalThis.gc?.();
  const { rss } = process.memoryUsage();
  let [bytes, most] = [0, rss];
  for await (const piece of stream) {
    bytes += piece.length;
    most = Math.max(most, process.memoryUsage.rss());
  }
  return {
    seconds: (performance.now() - start) / 1_000,
    megabytes: bytes / 1e6,
    growth: (most - rss) / 1e6,
  };
}

function print(before: Measurement, after: Measurement): void {
  const ms = (value: number) => value.toFixed(2).padStart(8);
  console.log(`\n${''.padEnd(46)}${['10 000: p50', 'p99', '1 000 000: p50', 'p99', 'growth'].join('   ')}`);
  for (const [index, { name, p50, p99 }] of after.questions.entries()) {
    const first = before.questions[index] ?? { p50: Number.NaN, p99: Number.NaN };
    console.log(`${name.padEnd(46)}${[first.p50, first.p99, p50, p99, p50 / first.p50].map(ms).join('  ')}`);
  }
}
