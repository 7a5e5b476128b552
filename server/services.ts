/**
 * What the parts of the business share, built once at start and handed to each part's routes.
 * No part keeps truth in memory: any number of identical processes may serve one database.
 */
import type { Logger } from 'pino';
import type { Accounts } from './accounts/accounts.ts';
import type { Catalogue } from './catalogue/load.ts';
import type { Config } from './config.ts';
import type { Database } from './database/connection.ts';
import type { Storage } from './documents/storage.ts';
import type { Bell } from './jobs/bell.ts';
import type { Mailer } from './notifications/mailer.ts';
import type { Directory } from './organisations/directory.ts';

export interface Services {
  catalogue: Catalogue;
  config: Config;
  database: Database;
  log: Logger;
  /** Sign-in, the OAuth server, registered sites. */
  accounts: Accounts;
  directory: Directory;
  mailer: Mailer;
  /** Rung after a command has written to the outbox, so that the relay of this process looks at once. */
  bell: Bell;
  /** The bytes of documents. */
  storage: Storage;
  /** The present: tests set it. */
  now: () => Date;
}
