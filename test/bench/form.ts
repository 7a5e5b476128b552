/**
 * The form while somebody fills it in: how fast its largest step appears and answers, the longest wait of each journey on
 * a slow processor, what the rules cost, and what one change sends. The browser runs the built widget, from the backend.
 */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser } from '../journeys/browser.ts';
import type { Figure } from './figures.ts';
import { interactions } from './interactions.ts';
import { largestStep } from './largest-step.ts';
import { oneChange } from './one-change.ts';
import { rules } from './rules.ts';
import { startBenchServer, temporaryFolder } from './server.ts';
import { countingLine } from './wire.ts';

export async function form(): Promise<Figure[]> {
  const folder = await temporaryFolder();
  const document = join(folder, 'deliberation.pdf');
  await writeFile(document, pdf);
  const line = await countingLine();
  const server = await startBenchServer({ PUBLIC_URL: line.url });
  line.lead(Number(new URL(server.url).port));
  const browser = await launchBrowser('chromium', { defaultViewport: null });
  try {
    return [
      ...(await largestStep(browser, line.url)),
      ...(await interactions(browser, line.url, document)),
      ...rules(),
      ...(await oneChange(browser, line)),
    ];
  } finally {
    await browser.close();
    await server.stop();
    await line.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const pdf =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';
