/** Removes what has had its time. Runs every hour; running it twice changes nothing. */
import { and, isNull, lt } from 'drizzle-orm';
import { beginningOf } from '../privacy/rules.ts';
import type { Services } from '../services.ts';
import { invitationCodes, invitationSessions, invitations } from './tables.ts';

export async function sweepInvitations({ database, now }: Pick<Services, 'database' | 'now'>): Promise<void> {
  const at = now();
  await database.delete(invitationSessions).where(lt(invitationSessions.expiresAt, at));
  // Long enough for the limits per hour to count them.
  const hourAgo = new Date(at.getTime() - 3_600_000);
  await database.delete(invitationCodes).where(lt(invitationCodes.expiresAt, hourAgo));
  // Until then the applicant sees that nothing came of them.
  await database
    .delete(invitations)
    .where(
      and(isNull(invitations.openedAt), lt(invitations.expiresAt, beginningOf('unopened_invitation', at))),
    );
}
