/**
 * The bytes behind documents: kept once per content, as long as a document refers to them. The row of a content is the
 * lock between who brings its bytes and who removes them. Bringing a content that is there already does the same work
 * and takes the same time as bringing a new one: nobody learns what others have sent.
 */
import { and, eq, gt, lt, notExists, sql } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import { retried } from '../database/retry.ts';
import type { Services } from '../services.ts';
import { storageKey } from './storage.ts';
import { contents, documents } from './tables.ts';

type ContentServices = Pick<Services, 'database' | 'storage' | 'now'>;

/** Milliseconds after which an arrival that has not ended is that of a process that died. */
const longestArrival = 3_600_000;

/** Moves a file into storage, and holds its content there until `settle`. */
export async function bring(
  { database, storage, now }: ContentServices,
  path: string,
  sha256: string,
): Promise<void> {
  await hold({ database, now }, sha256);
  try {
    await storage.moveFromFs(path, storageKey(sha256));
  } catch (error) {
    await settle(database, sha256);
    throw error;
  }
}

/** Keeps a content from being removed until `settle`, as for an arrival. */
export async function hold(
  { database, now }: Pick<ContentServices, 'database' | 'now'>,
  sha256: string,
): Promise<void> {
  await retried(() =>
    database
      .insert(contents)
      .values({ sha256, arriving: 1, arrivedAt: now() })
      .onConflictDoUpdate({
        target: contents.sha256,
        set: { arriving: sql`${contents.arriving} + 1`, arrivedAt: now() },
      }),
  );
}

/** The arrival has ended: the content lives by the documents that refer to it. */
export async function settle(database: Pick<Database, 'update'>, sha256: string): Promise<void> {
  await database
    .update(contents)
    .set({ arriving: sql`${contents.arriving} - 1` })
    .where(and(eq(contents.sha256, sha256), gt(contents.arriving, 0)));
}

/** Deletes the bytes, if no document refers to them and nobody is bringing them. */
export function release({ database, storage, now }: ContentServices, sha256: string): Promise<boolean> {
  return retried(() =>
    database.transaction(async (transaction) => {
      // Whoever brings the same content waits here until the old bytes are gone.
      await transaction.insert(contents).values({ sha256, arrivedAt: now() }).onConflictDoNothing();
      const [content] = await transaction
        .select()
        .from(contents)
        .where(eq(contents.sha256, sha256))
        .for('update');
      const arriving =
        content && content.arriving > 0 && content.arrivedAt.getTime() > now().getTime() - longestArrival;
      if (!content || arriving) return false;
      const [reference] = await transaction
        .select({ id: documents.id })
        .from(documents)
        .where(eq(documents.sha256, sha256))
        .limit(1);
      if (reference) return false;
      await storage.delete(storageKey(sha256));
      await transaction.delete(contents).where(eq(contents.sha256, sha256));
      return true;
    }),
  );
}

/** Contents that nothing refers to: of uploads that were cut, of requests that were erased. */
export async function orphans({ database, now }: ContentServices): Promise<string[]> {
  const rows = await database
    .select({ sha256: contents.sha256 })
    .from(contents)
    .where(
      and(
        lt(contents.arrivedAt, new Date(now().getTime() - longestArrival)),
        notExists(
          database.select({ id: documents.id }).from(documents).where(eq(documents.sha256, contents.sha256)),
        ),
      ),
    )
    .limit(1_000);
  return rows.map(({ sha256 }) => sha256);
}
