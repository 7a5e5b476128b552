/** What the tests of invitations share: a request to invite to, a mailbox, and the mails of the outbox sent. */

import { eq } from 'drizzle-orm';
import { afterAll, beforeAll } from 'vitest';
import type { Actor } from '../../../server/accounts/actor.ts';
import type { Database } from '../../../server/database/connection.ts';
import type { InvitationView } from '../../../server/http/api-people.ts';
import { mailInvitations } from '../../../server/invitations/mails.ts';
import { createMailer, type Mailer } from '../../../server/notifications/mailer.ts';
import { notify } from '../../../server/notifications/notify.ts';
import { outbox } from '../../../server/requests/tables.ts';
import { type Mailbox, type ReceivedMail, startMailbox } from '../../../server/stand-ins/mailbox.ts';
import { type Answer, createCast } from '../requests/world.ts';

/** The secret of an invitation, from its mail's link. */
export const keyIn = (mail: ReceivedMail | undefined) => /#([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? '';

/** Call at the top of a test file. */
export async function createInvitationWorld(database: Database) {
  const cast = await createCast(database);
  let mailbox: Mailbox;
  let mailer: Mailer;
  beforeAll(async () => {
    mailbox = await startMailbox({ port: 0 });
    mailer = createMailer(mailbox.smtpUrl, 'DataPass <notifications@datapass.example>');
  });
  afterAll(async () => {
    mailer.close();
    await mailbox.stop();
  });

  /** Does what the relay and the queue do, for one request; @returns the mails that went, oldest first. */
  async function delivered(requestId: string, now = cast.world.now): Promise<ReceivedMail[]> {
    const before = mailbox.mails().length;
    const entries = await database.delete(outbox).where(eq(outbox.requestId, requestId)).returning();
    const services = { ...cast.world, mailer, now };
    for (const { eventId: event, requestId: request, topic, data } of entries) {
      const job = { event, request, topic, data };
      if (!(await mailInvitations(services, job))) await notify(services, event);
    }
    const mails = mailbox.mails();
    return mails.slice(0, mails.length - before).reverse();
  }

  const invite = (
    actor: Actor,
    requestId: string,
    body: object,
    language = 'fr',
  ): Promise<Answer<InvitationView>> =>
    cast.api.call<InvitationView>(actor, `/requests/${requestId}/invitations?lang=${language}`, {
      method: 'POST',
      body,
    });

  return { ...cast, delivered, invite };
}
