/** Writes the mails of one event. Safe to run again: each mail goes once per event, template and person. */
import { eq, sql } from 'drizzle-orm';
import type { Language } from '../http/language.ts';
import type { Services } from '../services.ts';
import { asHtml, asText } from './content.ts';
import { en } from './en.ts';
import { type EventFile, readEventFile } from './file.ts';
import { fr } from './fr.ts';
import { MailRefused } from './mailer.ts';
import { type PlannedMail, planMails } from './plan.ts';
import { mails } from './tables.ts';

type NotificationServices = Pick<Services, 'database' | 'catalogue' | 'config' | 'log' | 'mailer' | 'now'>;

const catalogues = { fr, en };

/**
 * Sends what is still to send. A person whose server refuses the mail for good does not keep the others from theirs.
 * @throws when the SMTP server or the database is away: the job queue tries again later
 */
export async function notify(
  services: NotificationServices,
  eventId: string,
  language: Language = 'fr',
): Promise<void> {
  const file = await readEventFile(services, eventId, language);
  if (!file) return;
  for (const mail of planMails(file.event, file.people))
    await deliver(services, eventId, file, mail, language);
}

/**
 * The row is locked while the mail goes out, so two workers on the same event send one mail; a worker that dies before
 * the end gives the lock back, and the next one sends under the same `Message-ID`.
 */
async function deliver(
  { database, log, mailer, config, now }: NotificationServices,
  eventId: string,
  { requestId, facts }: EventFile,
  { template, recipient }: PlannedMail,
  language: Language,
): Promise<void> {
  await database.transaction(async (transaction) => {
    const [mail] = await transaction
      .insert(mails)
      .values({ eventId, requestId, template, recipient })
      .onConflictDoUpdate({
        target: [mails.eventId, mails.template, mails.recipient],
        set: { recipient: sql`excluded.recipient` },
      })
      .returning();
    if (!mail || mail.sentAt || mail.error) return;
    const content = catalogues[language][template](facts);
    const host = new URL(config.publicUrl).hostname;
    const outcome = await mailer
      .send({
        to: recipient,
        subject: content.subject,
        text: asText(content),
        html: asHtml(content, language),
        messageId: `<${mail.id}@${host}>`,
        thread: `<${requestId}@${host}>`,
      })
      .then(
        () => ({ sentAt: now() }),
        (error) => {
          if (error instanceof MailRefused) return { error: String(error.code) };
          throw error;
        },
      );
    await transaction.update(mails).set(outcome).where(eq(mails.id, mail.id));
    // Never the address.
    if ('error' in outcome) log.warn({ eventId, template, smtp: outcome.error }, 'mail refused');
    else log.info({ eventId, template }, 'mail sent');
  });
}
