/** Removes prepared drafts that have had their time, with their mails. Runs every hour; twice does the same as once. */
import { inArray, lt } from 'drizzle-orm';
import { mails } from '../notifications/tables.ts';
import { beginningOf } from '../privacy/rules.ts';
import type { Services } from '../services.ts';
import { preparedDrafts } from './tables.ts';

export async function sweepPreparations({
  database,
  now,
}: Pick<Services, 'database' | 'now'>): Promise<void> {
  await database.transaction(async (transaction) => {
    // Nothing has been done with them since: neither changed, sent, nor taken up.
    const gone = await transaction
      .delete(preparedDrafts)
      .where(lt(preparedDrafts.updatedAt, beginningOf('prepared_draft', now())))
      .returning({ id: preparedDrafts.id });
    const ids = gone.map(({ id }) => id);
    if (ids.length > 0) await transaction.delete(mails).where(inArray(mails.requestId, ids));
  });
}
