/** Brotli bytes of the widget, as the build measured them and bounds them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBuilt, readManifest } from '../../server/widget/build.ts';
import type { Figure } from './figures.ts';

const labels: Record<string, string> = {
  entry: 'Widget: entry that shows and answers the first question',
  path: 'Widget: whole applicant path',
  badge: 'Widget: badge element',
  single: 'Widget: everything in one file',
};

export async function sizes(): Promise<Figure[]> {
  await ensureBuilt();
  const manifest = await readManifest();
  const budget = JSON.parse(
    await readFile(join(import.meta.dirname, '../../widget/size-budget.json'), 'utf8'),
  );
  return Object.entries(manifest?.sizes ?? {}).map(([group, bytes]) => ({
    id: `size-${group}`,
    label: labels[group] ?? group,
    value: bytes / 1000,
    unit: 'kB',
    goal: budget[group].goal / 1000,
    // Where the build's own guard is laxer, what we said it must not pass counts.
    limit: (budget[group].issue ?? budget[group].fail) / 1000,
    note: 'brotli 11',
  }));
}
