/** The optional mails that a person does without. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import { holdsRoleSomewhere } from '../accounts/roles.ts';
import { users } from '../accounts/tables.ts';
import type { Services } from '../services.ts';
import { mailRefusals } from './tables.ts';
import { type MailTopic, mailTopics, staffTopics } from './topics.ts';
import type { Unsubscription } from './unsubscribe.ts';

type Store = Pick<Services, 'database' | 'now'>;

/** What somebody may choose: those who instruct nothing are not asked about it. */
export function offeredTo(actor: Pick<Actor, 'roles' | 'via'>): MailTopic[] {
  const instructs = holdsRoleSomewhere(actor, 'instructor');
  return mailTopics.filter((topic) => instructs || !staffTopics.includes(topic));
}

export async function refusedBy({ database }: Pick<Store, 'database'>, userId: string): Promise<Set<string>> {
  const rows = await database
    .select({ topic: mailRefusals.topic })
    .from(mailRefusals)
    .where(eq(mailRefusals.userId, userId));
  return new Set(rows.map(({ topic }) => topic));
}

/** Again changes nothing; somebody who was erased is not written to anyway. */
export async function refuse({ database, now }: Store, { userId, topic }: Unsubscription): Promise<void> {
  const person = database
    .select({
      userId: users.id,
      topic: sql`${topic}::text`.as('topic'),
      refusedAt: sql`${now().toISOString()}::timestamptz`.as('refused_at'),
    })
    .from(users)
    .where(eq(users.id, userId));
  await database.insert(mailRefusals).select(person).onConflictDoNothing();
}

/** @param wanted of those offered; the others of them are refused */
export async function choose(
  store: Store,
  userId: string,
  { offered, wanted }: { offered: readonly MailTopic[]; wanted: readonly string[] },
): Promise<void> {
  const again = offered.filter((topic) => wanted.includes(topic));
  if (again.length > 0) {
    await store.database
      .delete(mailRefusals)
      .where(and(eq(mailRefusals.userId, userId), inArray(mailRefusals.topic, again)));
  }
  for (const topic of offered) if (!wanted.includes(topic)) await refuse(store, { userId, topic });
}
