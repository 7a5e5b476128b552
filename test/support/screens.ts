/**
 * Looks at a screen as two people would: one with a telephone (360 px), one at a desk (1280 px). A picture of each goes
 * to `var/screenshots/`, and axe-core reads both.
 */

import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type axe from 'axe-core';
import type { Page } from 'puppeteer-core';

export const widths = [360, 1280] as const;

const folder = join(import.meta.dirname, '../../var/screenshots');
const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 AA and what axe-core calls best practice. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** One finding, short enough to read in a test's output. */
export interface Finding {
  rule: string;
  width: number;
  where: string;
  what: string;
}

/**
 * Takes the pictures and returns what axe-core finds, which should be nothing. The page keeps its focus, and the
 * wider of both widths.
 * @param name journey and step: `applicant-03-project`
 */
export async function inspectScreen(page: Page, name: string): Promise<Finding[]> {
  await mkdir(folder, { recursive: true });
  const findings: Finding[] = [];
  for (const width of widths) {
    await page.setViewport({ width, height: width === 360 ? 740 : 900 });
    await settled(page);
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
    findings.push(...(await analyse(page, width)));
    if (await overflows(page))
      findings.push({ rule: 'reflow', width, where: 'page', what: 'the page scrolls sideways' });
  }
  return findings;
}

/** Two frames after the resize, with fonts and pictures there: what is drawn is what a person sees. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}

async function overflows(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}

async function analyse(page: Page, width: number): Promise<Finding[]> {
  const source = await axeSource;
  const loaded = await page.evaluate(() => 'axe' in globalThis);
  if (!loaded) await page.evaluate(source);
  const results = await page.evaluate(async (tags) => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    return axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
  }, rules);
  return (results as axe.AxeResults).violations.flatMap((violation) =>
    violation.nodes.map((node) => ({
      rule: violation.id,
      width,
      where: node.target.flat().join(' '),
      what: node.failureSummary?.replaceAll('\n', ' ') ?? violation.help,
    })),
  );
}
