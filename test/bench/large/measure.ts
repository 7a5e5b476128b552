/**
 * `npm run bench -- load`: every list, search, filter and statistics query over 10 000 and over 1 000 000 requests, as the
 * server issues them over its own connections, in this process; what a decision costs; whether lists and figures still
 * are what the history gives; the memory that an export takes. The houses are those of `npm run load:seed`.
 */
import { existsSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { loadCatalogue } from '../../../server/catalogue/load.ts';
import { readConfig } from '../../../server/config.ts';
import { connect } from '../../../server/database/connection.ts';
import { startEmbedded } from '../../../server/database/embedded.ts';
import { migrate } from '../../../server/database/migrate.ts';
import { choicesOf } from '../../../server/instruction/list/choices.ts';
import { readerFor } from '../../../server/instruction/list/conditions.ts';
import { type ExportType, exportStream } from '../../../server/instruction/list/export.ts';
import { readListQuery } from '../../../server/instruction/list/query.ts';
import { createBell } from '../../../server/jobs/bell.ts';
import { recount } from '../../../server/statistics/recount.ts';
import { type Figure, median, quantile } from '../figures.ts';
import { decisionCost } from './decisions.ts';
import { folderOf } from './folder.ts';
import { goals, type Kind, type Question, questionsOf, staff } from './questions.ts';

const [small, large] = [10_000, 1_000_000];
/** Times that each is asked, after as many as warm up. */
const rounds = 300;
const warming = 40;

interface Measured extends Pick<Question, 'kind' | 'name'> {
  p50: number;
  p99: number;
}

interface Measurement {
  questions: Measured[];
  /** Milliseconds of one, the middle of many. */
  decision: number;
  /** Rows of lists and figures that are not what the history gives. */
  differences: number;
  exports: { type: ExportType; seconds: number; megabytes: number; growth: number }[];
}

export async function load(): Promise<Figure[]> {
  const before = await measure(small);
  const after = await measure(large);
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
    {
      id: 'load-differences',
      label: 'Figures and lists that differ from a full recount',
      value: before.differences + after.differences,
      unit: '',
      goal: 0,
      limit: 0,
    },
    ...after.exports.map(
      ({ type, seconds, megabytes, growth: more }): Figure => ({
        id: `load-export-${type}`,
        label: `Export of everything as ${type}: memory that it takes`,
        value: more,
        unit: 'MB',
        goal: 100,
        note: `${megabytes.toFixed(0)} MB written in ${seconds.toFixed(0)} s`,
      }),
    ),
  ];
}

const titles: Record<Kind, string> = {
  list: 'Lists and filters',
  search: 'Exact and full-text search',
  typo: 'Search for mistyped words',
  statistics: 'Statistics',
};

export async function measure(size: number): Promise<Measurement> {
  const dataDir = folderOf(size);
  if (!existsSync(join(dataDir, 'postgresql'))) {
    throw new Error(`There is no house of ${size} requests: npm run load:seed -- ${size}`);
  }
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' });
  const embedded = await startEmbedded(join(dataDir, 'postgresql'));
  // A house may be older than the code.
  await migrate(embedded.url);
  const { database, close } = connect(embedded.url, { pool: config.databasePool });
  try {
    const catalogue = await loadCatalogue(config.catalogueDir);
    const services = { config, database, catalogue, now: () => new Date(), bell: createBell() };
    console.log(`${size} requests, load ${loadavg()[0]?.toFixed(1)}`);
    const questions: Measured[] = [];
    for (const question of await questionsOf(services, size)) questions.push(await timed(question));
    const decision = await decisionCost(services);
    const exports: Measurement['exports'] = [];
    for (const type of ['csv', 'xlsx'] as const) {
      const reader = await readerFor(services, staff('*'));
      const query = readListQuery(
        new URLSearchParams('onglet=toutes'),
        choicesOf(services, staff('*'), 'fr'),
      );
      exports.push({ type, ...(await weighed(exportStream(services, reader, query, type))) });
    }
    const { differences } = await recount(database, { check: true });
    const [entries] = await database.execute<{ count: number }>(sql`select count(*)::int as count from (
      (select * from instruction_entries_source except select * from instruction_entries) union all
      (select * from instruction_entries except select * from instruction_entries_source)) as different`);
    return { questions, decision, exports, differences: differences.length + (entries?.count ?? 0) };
  } finally {
    await close();
    await embedded.stop();
  }
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
