/**
 * Writes a circular: the act, to whom it goes and a job for each of them, in one transaction. Memory holds one page of
 * addresses. Confirmed twice, it is written once.
 */
import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import { holdsRole } from '../accounts/roles.ts';
import { type ActServices, recordIf } from '../acts/acts.ts';
import { newId } from '../database/columns.ts';
import { mails } from '../notifications/tables.ts';
import { outbox } from '../requests/tables.ts';
import { contactsOf } from './recipients.ts';
import { circulars } from './tables.ts';
import { circularTopic } from './topic.ts';

export type Circular = Pick<
  typeof circulars.$inferSelect,
  'id' | 'providerId' | 'api' | 'subject' | 'content'
>;

export async function writeCircular(
  services: ActServices,
  circular: Circular,
  actor: Pick<Actor, 'userId' | 'roles' | 'via'>,
): Promise<void> {
  const { id, providerId: provider, api, subject, content } = circular;
  // The chain vouches for what was written; the text itself has its own time.
  const text = createHash('sha256').update(`${subject}\n${content}`).digest('hex');
  const role = holdsRole(actor, 'manager', provider, api) ? 'manager' : 'administrator';
  const at = services.now();
  await recordIf(
    services,
    actor.userId,
    actor.userId,
    (acts) =>
      acts.some((act) => act.name === 'write_contacts' && act.subject === id)
        ? undefined
        : { name: 'write_contacts', subject: id, facts: { provider, api, text }, role },
    async (transaction) => {
      let recipients = 0;
      await transaction
        .insert(circulars)
        .values({ ...circular, recipients, writtenBy: actor.userId, writtenAt: at });
      for await (const page of contactsOf(transaction, { provider, api }, at)) {
        const rows = page.map((contact) => ({
          ...{ id: newId(), eventId: id, template: circularTopic, ...contact },
        }));
        await transaction.insert(mails).values(rows);
        await transaction.insert(outbox).values(
          rows.map((mail) => ({
            ...{ requestId: mail.requestId, eventId: mail.id, topic: circularTopic, data: {} },
          })),
        );
        recipients += rows.length;
      }
      await transaction.update(circulars).set({ recipients }).where(eq(circulars.id, id));
    },
  );
}
