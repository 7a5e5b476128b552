/**
 * What the clock does for documents. Every minute: scan what no scanner has seen, read what still waits, delete what
 * was removed. Every hour: what was left behind. Any number of processes may do it at once.
 */
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { and, eq, gt, isNull, lt, type SQL, sql } from 'drizzle-orm';
import { errorCode } from '../database/retry.ts';
import { habilitations } from '../habilitations/tables.ts';
import { beginningOf } from '../privacy/rules.ts';
import { requests } from '../requests/tables.ts';
import { orphans, release } from './contents.ts';
import { examine } from './reading/read.ts';
import { waitingTexts } from './reading/store.ts';
import { uploadsFolder } from './receive.ts';
import { type ScanServices, verdictOn } from './scanning.ts';
import { incoming } from './storage.ts';
import { documentAccesses, documents } from './tables.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** A submission under way may still name a document that has just been removed. */
const removalGrace = minute;

/** Milliseconds in which the queue reads a document, also after a rush. */
const longestQueue = 10 * minute;

/** Documents looked at in one round. */
const batch = 100;

export async function everyMinute(services: ScanServices): Promise<void> {
  const present = services.now().getTime();
  await scanRest(services);
  // A job of its own has been made for each: the clock comes after those that were lost.
  for (const id of await waitingTexts(services.database, new Date(present - longestQueue), batch)) {
    await examine(services, id);
  }
  const lately = new Date(present - day);
  await deleteRemoved(services, gt(documents.removedAt, lately));
}

export async function everyHour(services: ScanServices): Promise<void> {
  const { database, config, now } = services;
  // Also what a later submission has left behind.
  await deleteRemoved(services);
  for (const sha256 of await orphans(services)) await release(services, sha256);
  await database.delete(documentAccesses).where(lt(documentAccesses.at, beginningOf('access', now())));
  for (const folder of [uploadsFolder, join('documents', incoming)]) {
    await removeOld(join(config.dataDir, folder), now().getTime() - day);
  }
}

/** Documents in a row that the scanner may fail to answer for: then it is away. */
const patience = 3;

/** Milliseconds of scanning in one round: the next one goes on. */
const longestRound = 50_000;

/** In no order: one that the scanner never answers for must not hold back the others. */
async function scanRest(services: ScanServices): Promise<void> {
  const { config, database, log } = services;
  const start = performance.now();
  let failures = 0;
  while (config.clamav && performance.now() - start < longestRound) {
    const rows = await database
      .select()
      .from(documents)
      .where(isNull(documents.scannedAt))
      .orderBy(sql`random()`)
      .limit(batch);
    let scanned = 0;
    for (const row of new Map(rows.map((each) => [each.sha256, each])).values()) {
      const verdict = await verdictOn(services, row).catch((error) => {
        // Its bytes cannot be had: no fault of the scanner, and no reason to leave the others.
        log.error({ document: row.id, code: errorCode(error) }, 'a document cannot be scanned');
        return undefined;
      });
      if (verdict === 'infected') log.warn({ document: row.id }, 'a document that was kept is infected');
      failures = verdict === 'pending' ? failures + 1 : 0;
      if (failures === patience) return;
      if (verdict === 'clean' || verdict === 'infected') scanned++;
    }
    if (rows.length < batch || scanned === 0) return;
  }
}

/** Deletes documents that were removed and that no submission or habilitation refers to, and their bytes. */
async function deleteRemoved(services: ScanServices, which?: SQL): Promise<void> {
  const { database, now } = services;
  const refers = (answers: unknown) =>
    sql`coalesce(${answers} -> ${documents.field} @> jsonb_build_array(jsonb_build_object('id', ${documents.id}::text)), false)`;
  const rows = await database
    .delete(documents)
    .where(
      and(
        lt(documents.removedAt, new Date(now().getTime() - removalGrace)),
        which,
        sql`not exists (select 1 from ${requests} where ${eq(requests.id, documents.requestId)}
          and (${refers(requests.submittedAnswers)} or ${refers(requests.previousAnswers)}))`,
        sql`not exists (select 1 from ${habilitations} where ${eq(habilitations.requestId, documents.requestId)}
          and ${refers(habilitations.answers)})`,
      ),
    )
    .returning({ sha256: documents.sha256 });
  for (const sha256 of new Set(rows.map((row) => row.sha256))) await release(services, sha256);
}

/** Files of uploads that were cut by the end of their process. */
async function removeOld(folder: string, before: number): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: before }));
    if (mtimeMs < before) await rm(path, { force: true });
  }
}
