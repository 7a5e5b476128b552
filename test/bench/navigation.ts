/**
 * From navigation to the first question, cold cache, divided by a page with a hello-world Lit element in the same run.
 * Method: a new browser profile per sample, the pages in turn inside one loop, two warm-ups dropped, medians. Where the
 * network is not slowed down nothing listens to it: Chromium would note the stack of each `fetch`, a millisecond that
 * no visitor pays.
 */
import type { Browser } from 'puppeteer-core';
import { launchBrowser } from '../journeys/browser.ts';
import { type Figure, median } from './figures.ts';
import { type BenchPages, type PageTimes, serveBenchPages } from './pages.ts';
import { startBenchServer } from './server.ts';

type PageName = 'hello' | 'bare' | 'inline';
const pageNames: PageName[] = ['hello', 'bare', 'inline'];

interface Profile {
  name: string;
  samples: number;
  throttled: boolean;
  /** Goal and limit of the ratio, for the bare tag and with the definition inlined. */
  bare: [number, number];
  inline: [number, number];
}

const profiles: Profile[] = [
  { name: 'unthrottled', samples: 25, throttled: false, bare: [1.25, 1.45], inline: [1.15, 1.3] },
  { name: 'slow 4G, CPU ×4', samples: 11, throttled: true, bare: [1.4, 1.6], inline: [1.08, 1.2] },
];

export async function navigation(): Promise<Figure[]> {
  const server = await startBenchServer();
  const pages = await serveBenchPages(server.url);
  await server.registerSite(pages.origin);
  const browser = await launchBrowser('chromium', { networkEnabled: false });
  try {
    const figures: Figure[] = [];
    for (const profile of profiles) figures.push(...(await compare(browser, pages, profile)));
    return figures;
  } finally {
    await browser.close();
    await pages.close();
    await server.stop();
  }
}

async function compare(browser: Browser, pages: BenchPages, profile: Profile): Promise<Figure[]> {
  const samples: Record<PageName, PageTimes[]> = { hello: [], bare: [], inline: [] };
  for (let round = -2; round < profile.samples; round++) {
    for (const name of pageNames) {
      const sample = await visit(browser, `${pages.origin}/${name}`, profile.throttled);
      if (round >= 0) samples[name].push(sample);
    }
  }
  const ready = (name: PageName) => median(samples[name].map((sample) => sample.ready));
  const ratio = (name: 'bare' | 'inline', label: string): Figure => ({
    id: `navigation-${name}-${profile.throttled ? 'slow' : 'fast'}`,
    label: `First question ÷ Lit hello world, ${label}, ${profile.name}`,
    value: ready(name) / ready('hello'),
    unit: '×',
    goal: profile[name][0],
    limit: profile[name][1],
    note: `${ready(name).toFixed(0)} ÷ ${ready('hello').toFixed(0)} ms, ${profile.samples} samples, ${(median(samples[name].map((sample) => sample.bytes)) / 1000).toFixed(1)} kB`,
  });
  const both = [...samples.bare, ...samples.inline];
  return [
    ratio('bare', 'tag alone'),
    ratio('inline', 'definition inlined'),
    {
      id: `navigation-shift-${profile.throttled ? 'slow' : 'fast'}`,
      label: `Layout shift, ${profile.name}`,
      value: Math.max(...both.map((sample) => sample.layoutShift)),
      unit: '',
      goal: 0,
      limit: 0.001,
      note: 'the largest of all samples',
    },
    {
      id: `navigation-task-${profile.throttled ? 'slow' : 'fast'}`,
      label: `Longest task over 50 ms, ${profile.name}`,
      value: longest(both),
      unit: 'ms',
      goal: 0,
      limit: 50,
      note: `median of all samples; control ${longest(samples.hello).toFixed(0)} ms`,
    },
  ];
}

/** Browsers report tasks over 50 ms alone; the median keeps one hiccup of the machine out. */
const longest = (samples: PageTimes[]): number =>
  median(samples.map((sample) => Math.max(0, ...sample.longTasks)));

async function visit(browser: Browser, url: string, throttled: boolean): Promise<PageTimes> {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    if (throttled) {
      const client = await page.createCDPSession();
      await client.send('Network.enable');
      await client.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 150,
        downloadThroughput: 1_600_000 / 8,
        uploadThroughput: 750_000 / 8,
      });
      await page.emulateCPUThrottling(4);
    }
    await page.goto(url, { waitUntil: 'domcontentloaded', timeout: 60_000 });
    // One question to the page, answered when it is ready: asking again and again would slow it down.
    return await page.evaluate(() => (globalThis as unknown as { pageTimes: Promise<PageTimes> }).pageTimes);
  } finally {
    await context.close();
  }
}
