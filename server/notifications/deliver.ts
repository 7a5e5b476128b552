/** Hands one mail to the SMTP server, once, whoever else is trying to. */
import { and, eq } from 'drizzle-orm';
import type { Config } from '../config.ts';
import type { Language } from '../http/language.ts';
import type { Services } from '../services.ts';
import { asHtml, asText, type MailContent } from './content.ts';
import { MailRefused } from './mailer.ts';
import { mails } from './tables.ts';

export type MailServices = Pick<Services, 'database' | 'config' | 'log' | 'mailer' | 'now'>;

/** A mail of one event, or of one row that stands for it. */
export interface Mail {
  /** With the template and the recipient, what makes it one mail. */
  eventId: string;
  requestId: string;
  template: string;
  recipient: string;
  content: MailContent;
  /** Of one that tells of several events: the sequence of the last one in it. */
  through?: number | undefined;
}

/** Of the names of mails and threads (`Message-ID`): what comes back says it again. */
export const hostOf = ({ publicUrl }: Pick<Config, 'publicUrl'>): string => new URL(publicUrl).hostname;

/**
 * The row is locked while the mail goes out, so two workers on the same event send one mail; a worker that dies before
 * the end gives the lock back, and the next one sends under the same `Message-ID`. A mail that the server refuses for
 * good is recorded so, and not tried again.
 * @throws when the SMTP server or the database is away: the job queue tries again later
 */
export async function deliver(
  { database, log, mailer, config, now }: MailServices,
  { eventId, requestId, template, recipient, content, through }: Mail,
  language: Language,
): Promise<void> {
  // Before it is sent, and whether it is: what a server that is away keeps waiting is seen to wait.
  await database
    .insert(mails)
    .values({ eventId, requestId, template, recipient, language, through })
    .onConflictDoNothing();
  await database.transaction(async (transaction) => {
    const [mail] = await transaction
      .select()
      .from(mails)
      .where(and(eq(mails.eventId, eventId), eq(mails.template, template), eq(mails.recipient, recipient)))
      .for('update');
    if (!mail || mail.sentAt || mail.error) return;
    const host = hostOf(config);
    const outcome = await mailer
      .send({
        to: recipient,
        subject: content.subject,
        text: asText(content),
        html: asHtml(content, language),
        messageId: `<${mail.id}@${host}>`,
        thread: `<${requestId}@${host}>`,
        unsubscribe: content.unsubscribe?.url,
      })
      .then(
        () => ({ sentAt: now(), language, through }),
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
