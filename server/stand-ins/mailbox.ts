/** The mailbox stand-in: a real SMTP server that keeps mails in memory, and a page that shows them. */
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { getRequestListener } from '@hono/node-server';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { listen } from '../http/listen.ts';
import { mailboxPages } from './mailbox-pages.ts';

export interface ReceivedMail {
  id: number;
  receivedAt: Date;
  /** Those it was delivered to (the SMTP envelope). */
  to: string[];
  from: string;
  subject: string;
  text: string;
  html: string;
  /** By lower-case name. */
  headers: Record<string, string>;
}

export interface Mailbox {
  /** For `SMTP_URL`. */
  smtpUrl: string;
  url: string;
  /** Newest first. */
  mails(): ReceivedMail[];
  stop(): Promise<void>;
}

/** Older mails are forgotten. */
const kept = 1_000;

/**
 * @param options.port of the page (`MAILBOX_PORT`)
 * @param options.smtpPort of the SMTP server; a free one when absent
 */
export async function startMailbox(options: { port: number; smtpPort?: number }): Promise<Mailbox> {
  const mails: ReceivedMail[] = [];
  let count = 0;
  const smtp = new SMTPServer({
    // It stands on this machine only: no account, no TLS.
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onData(stream, session, callback) {
      const parsed = buffer(stream).then((bytes) => PostalMime.parse(bytes));
      parsed.then((mail) => {
        mails.unshift({
          id: ++count,
          receivedAt: new Date(),
          to: session.envelope.rcptTo.map(({ address }) => address),
          from: mail.from?.address ?? '',
          subject: mail.subject ?? '',
          text: mail.text ?? '',
          html: mail.html ?? '',
          headers: Object.fromEntries(mail.headers.map(({ key, value }) => [key, value])),
        });
        mails.splice(kept);
        callback();
      }, callback);
    },
  });
  // A client that hangs up in the middle is its own problem.
  smtp.on('error', () => {});
  await new Promise<void>((resolve) => smtp.listen(options.smtpPort ?? 0, '127.0.0.1', resolve));
  const smtpPort = (smtp.server.address() as AddressInfo).port;
  const closeSmtp = () => new Promise<void>((resolve) => smtp.close(() => resolve()));
  const page = await listen(
    getRequestListener(mailboxPages(mails).fetch),
    options.port,
    'MAILBOX_PORT',
  ).catch(async (error) => {
    await closeSmtp();
    throw error;
  });
  return {
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    url: `http://localhost:${page.port}`,
    mails: () => [...mails],
    async stop() {
      await Promise.all([closeSmtp(), page.close()]);
    },
  };
}
