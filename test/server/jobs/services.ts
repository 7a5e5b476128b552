/** The services of jobs, on a test's own database and a mailbox of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll } from 'vitest';
import { readConfig } from '../../../server/config.ts';
import type { Database } from '../../../server/database/connection.ts';
import { openStorage } from '../../../server/documents/storage.ts';
import { createBell } from '../../../server/jobs/bell.ts';
import { createMailer } from '../../../server/notifications/mailer.ts';
import { type Mailbox, startMailbox } from '../../../server/stand-ins/mailbox.ts';
import { catalogue } from './definition.ts';

export const secretKey = 'a secret that only these tests know, long enough';

/** Call at the top of a test file, after `testDatabase`. */
export async function jobServices({ database, url }: { database: Database; url: string }) {
  const mailbox = await startMailbox({ port: 0 });
  const mailer = createMailer(mailbox.smtpUrl, 'DataPass <notifications@datapass.example>');
  const dataDir = await mkdtemp(join(tmpdir(), 'datapass-jobs-'));
  const config = {
    ...readConfig({ PUBLIC_URL: 'https://datapass.example', SECRET_KEY: secretKey, DATA_DIR: dataDir }),
    databaseUrl: url,
  };
  afterAll(async () => {
    mailer.close();
    await mailbox.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
  const services = {
    database,
    config,
    mailer,
    catalogue,
    storage: await openStorage(config),
    bell: createBell(),
    log: pino({ level: 'silent' }),
    now: () => new Date(),
  };
  return { services, mailbox };
}

/** The subjects that somebody received, oldest first. */
export function subjects(mailbox: Mailbox, to: string): string[] {
  return mailbox
    .mails()
    .filter((mail) => mail.to.includes(to))
    .map((mail) => mail.subject)
    .reverse();
}
