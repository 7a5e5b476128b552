/** Removes what has had its time. Runs every hour, in one process at a time; running it twice changes nothing. */
import { lt } from 'drizzle-orm';
import { sweepExpired } from '../accounts/sessions.ts';
import { idempotencyKeys } from '../requests/tables.ts';
import type { Services } from '../services.ts';

/** Milliseconds that an `Idempotency-Key` is remembered. */
const idempotencyLife = 24 * 3_600_000;

export async function sweep({ database, now }: Pick<Services, 'database' | 'now'>): Promise<void> {
  const present = now();
  await database
    .delete(idempotencyKeys)
    .where(lt(idempotencyKeys.createdAt, new Date(present.getTime() - idempotencyLife)));
  await sweepExpired({ database, now });
}
