/** Removes what has had its time. Runs every hour, in one process at a time; running it twice changes nothing. */
import { lt } from 'drizzle-orm';
import { sweepExpired } from '../accounts/sessions.ts';
import { beginningOf } from '../privacy/rules.ts';
import { idempotencyKeys } from '../requests/tables.ts';
import type { Services } from '../services.ts';

export async function sweep({ database, now }: Pick<Services, 'database' | 'now'>): Promise<void> {
  const present = now();
  await database
    .delete(idempotencyKeys)
    .where(lt(idempotencyKeys.createdAt, beginningOf('idempotency', present)));
  await sweepExpired({ database, now });
}
