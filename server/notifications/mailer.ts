/** Sending by SMTP. Messages are automatic: no out-of-office reply should answer them (RFC 3834). */
import { createTransport } from 'nodemailer';

export interface Message {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Stable name of this mail: a mail sent twice by accident is shown once by the receiver. */
  messageId: string;
  /** The request's own thread in mail programs. */
  thread: string;
  /** Of an optional mail: the address that stops it when it is posted to (RFC 8058). */
  unsubscribe?: string | undefined;
}

export interface Mailer {
  /**
   * Hands a message to the SMTP server.
   * @throws {MailRefused} when the server refuses this recipient or message for good; any other error is worth a retry
   */
  send(message: Message): Promise<void>;
  close(): void;
}

/** The receiving server said no for good (SMTP 5xx): sending again would not help. */
export class MailRefused extends Error {
  override name = 'MailRefused';
  /** The SMTP answer's number; its text may quote the address, so it is not kept. */
  readonly code: number;
  constructor(code: number) {
    super(`refused by the mail server: ${code}`);
    this.code = code;
  }
}

/** Milliseconds and counts for the SMTP connection, unless the address (`SMTP_URL`) says otherwise. */
const defaults = {
  pool: 'true',
  maxConnections: '3',
  connectionTimeout: '10000',
  greetingTimeout: '10000',
  socketTimeout: '30000',
};

/**
 * @param smtpUrl `smtp://user:password@host:587`, `smtps://…`; nodemailer's options may follow as query parameters
 * @param from `DataPass <notifications@datapass.example>`
 * @param returnTo the address that what is not delivered comes back to; `from` unless said
 */
export function createMailer(smtpUrl: string, from: string, returnTo?: string): Mailer {
  const address = new URL(smtpUrl);
  for (const [name, value] of Object.entries(defaults)) {
    if (!address.searchParams.has(name)) address.searchParams.set(name, value);
  }
  const transport = createTransport(address.href);
  return {
    async send({ to, subject, text, html, messageId, thread, unsubscribe }) {
      try {
        await transport.sendMail({
          from,
          to,
          ...(returnTo && { envelope: { from: returnTo, to } }),
          subject,
          text,
          html,
          messageId,
          references: thread,
          headers: {
            'Auto-Submitted': 'auto-generated',
            'X-Auto-Response-Suppress': 'All',
            ...(unsubscribe && {
              'List-Unsubscribe': `<${unsubscribe}>`,
              'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
            }),
          },
        });
      } catch (error) {
        const { code, responseCode } = error as { code?: string; responseCode?: number };
        const permanent = responseCode !== undefined && responseCode >= 500;
        if (permanent && (code === 'EENVELOPE' || code === 'EMESSAGE')) throw new MailRefused(responseCode);
        throw error;
      }
    },
    close: () => transport.close(),
  };
}
