/**
 * Where mails that were not delivered come back to: a small SMTP server for one address (`BOUNCE_ADDRESS`), to which the
 * organisation's own mail server hands what arrives there. It keeps nothing but which mail failed, and why, by number.
 */
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { SMTPServer } from 'smtp-server';
import { errorCode } from '../../database/retry.ts';
import { portTaken } from '../../http/listen.ts';
import { isUuid } from '../../requests/store/load.ts';
import type { Services } from '../../services.ts';
import { hostOf } from '../deliver.ts';
import { mails } from '../tables.ts';
import { type Bounce, readReport } from './report.ts';

type BounceServices = Pick<Services, 'database' | 'config' | 'log' | 'now'>;

export interface BounceListener {
  port: number;
  close(): Promise<void>;
}

/** Bytes: a report with a whole mail of ours in it has a tenth of that. */
export const longestReport = 512 * 1024;

/** @throws when the port is taken: a `ConfigurationError` that names the variable */
export async function listenForBounces(
  services: BounceServices,
  { port, address }: { port: number; address: string },
): Promise<BounceListener> {
  const smtp = new SMTPServer({
    // Nobody signs in, and what comes is no secret: it stands behind the organisation's mail server.
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    ...{ size: longestReport, rejectOversized: true },
    ...{ maxClients: 20, socketTimeout: 60_000, closeTimeout: 1_000 },
    onRcptTo(to, _session, callback) {
      callback(to.address.toLowerCase() === address.toLowerCase() ? null : answer(550, 'No such mailbox'));
    },
    onData(stream, _session, callback) {
      take(services, stream).then(
        () => callback(),
        (error) => {
          services.log.warn({ code: errorCode(error) }, 'returned mail: not noted, asked for again');
          callback(answer(451, 'Try again later'));
        },
      );
    },
  });
  // A client that hangs up in the middle is its own problem; a port that is taken is ours.
  await new Promise<void>((resolve, reject) => {
    smtp.on('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? portTaken(port, 'BOUNCE_PORT') : error),
    );
    smtp.listen(port, () => resolve());
  });
  return {
    port: (smtp.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => smtp.close(() => resolve())),
  };
}

const answer = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode });

/** Anything that is no report of ours is accepted and forgotten: refused, it would come back to whoever sent it. */
async function take(services: BounceServices, stream: Readable): Promise<void> {
  const raw = await bounded(stream);
  const bounce = raw && (await readReport(raw, hostOf(services.config)));
  const noted = bounce !== undefined && (await note(services, bounce));
  // Never an address, nor a text of somebody else's server.
  if (noted) services.log.info({ mail: bounce.mailId, status: bounce.status }, 'mail returned');
  else services.log.info('returned mail: not a failure of a mail of ours');
}

/** @returns undefined for one that is too long; the rest is let through, for the server to refuse it */
async function bounded(stream: Readable): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > longestReport) chunks.length = 0;
    else chunks.push(chunk);
  }
  return length > longestReport ? undefined : Buffer.concat(chunks);
}

/** Once: a second report of the same mail changes nothing. @returns false for a mail that we have not sent */
async function note({ database, now }: BounceServices, { mailId, status }: Bounce): Promise<boolean> {
  if (!isUuid(mailId)) return false;
  const noted = await database
    .update(mails)
    .set({ bouncedAt: now(), bounceStatus: status })
    .where(and(eq(mails.id, mailId), isNotNull(mails.sentAt), isNull(mails.bouncedAt)))
    .returning({ id: mails.id });
  return noted.length > 0;
}
