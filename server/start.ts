/**
 * Starts everything that a configuration asks for, in order: our port, the database, the stand-ins of what is not
 * configured, the services, the app. `main.ts` and the tests both start here.
 */
import type { RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import pino from 'pino';
import { createAccounts } from './accounts/accounts.ts';
import { createApp } from './app.ts';
import { keepDefinitions } from './catalogue/versions.ts';
import { liveCatalogue, watchCatalogue } from './catalogue/watch.ts';
import type { Config } from './config.ts';
import { connect } from './database/connection.ts';
import { startEmbedded } from './database/embedded.ts';
import { migrate } from './database/migrate.ts';
import { openStorage } from './documents/storage.ts';
import { listen } from './http/listen.ts';
import { createBell } from './jobs/bell.ts';
import { startJobs } from './jobs/queue.ts';
import { listenForBounces } from './notifications/bounces/listener.ts';
import { createMailer } from './notifications/mailer.ts';
import { createDirectory } from './organisations/directory.ts';
import type { Services } from './services.ts';
import { startCatalogueSite } from './stand-ins/catalogue-site.ts';
import { type DirectoryStandIn, startDirectoryStandIn } from './stand-ins/directory.ts';
import { withStandInEditor } from './stand-ins/editors.ts';
import { type Mailbox, startMailbox } from './stand-ins/mailbox.ts';
import { type ProConnectStandIn, startProConnectStandIn } from './stand-ins/proconnect.ts';
import { seedPeople } from './stand-ins/seed.ts';
import { ensureBuilt } from './widget/build.ts';

export interface RunningServer {
  /** Addresses to show; a stand-in's is absent when the real one is configured. */
  urls: { app: string; catalogue?: string; proconnect?: string; mailbox?: string };
  services: Services;
  /** What stands in for what is not configured; tests turn its knobs. */
  standIns: { directory?: DirectoryStandIn; proconnect?: ProConnectStandIn; mailbox?: Mailbox };
  /** In the reverse order of the start; safe to call twice. */
  stop(): Promise<void>;
}

export interface StartOptions {
  /** The present; tests set it. */
  now?: () => Date;
}

/** @throws {ConfigurationError} in words for whoever starts it */
export async function startServer(configuration: Config, options: StartOptions = {}): Promise<RunningServer> {
  const closers: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const close of closers.splice(0)) await close().catch((error) => console.error(error));
  };
  try {
    return { ...(await start(configuration, options, (close) => closers.unshift(close))), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  configuration: Config,
  { now = () => new Date() }: StartOptions,
  onStop: (close: () => Promise<void>) => void,
): Promise<Omit<RunningServer, 'stop'>> {
  const log = pino({ level: configuration.logLevel });
  // A wrong file stops the start before anything else.
  const [live] = await Promise.all([liveCatalogue(configuration.catalogueDir), ensureBuilt()]);
  const catalogue = configuration.proconnect ? live.catalogue : withStandInEditor(live.catalogue);
  // Our port first: port 0 stands for any, and the stand-ins must know where we are. Who calls early waits.
  let ready: (listener: RequestListener) => void = () => {};
  const app = new Promise<RequestListener>((resolve) => {
    ready = resolve;
  });
  const server = await listen(
    (incoming, outgoing) => app.then((listener) => listener(incoming, outgoing)),
    configuration.port,
    'PORT',
  );
  onStop(server.close);
  const config: Config = { ...configuration, port: server.port };
  if (configuration.port === 0) config.publicUrl = `http://localhost:${server.port}`;
  const urls: RunningServer['urls'] = { app: config.publicUrl };
  const standIns: RunningServer['standIns'] = {};

  if (!config.databaseUrl) {
    const embedded = await startEmbedded(`${config.dataDir}/postgresql`);
    onStop(embedded.stop);
    config.databaseUrl = embedded.url;
  }
  await migrate(config.databaseUrl);
  const { database, close } = connect(config.databaseUrl, {
    prepare: config.databasePrepare,
    pool: config.databasePool,
  });
  onStop(close);
  const keep = () => keepDefinitions({ database, catalogue, now });
  await keep();
  if (config.watching) onStop(watchCatalogue(config.catalogueDir, live, keep, console.log));

  if (!config.organisationsUrl) {
    const standIn = await startDirectoryStandIn();
    onStop(standIn.close);
    config.organisationsUrl = standIn.url;
    standIns.directory = standIn;
  }
  if (!config.proconnect) {
    const standIn = await startProConnectStandIn({
      port: config.proconnectPort,
      clients: [standInClient(config.publicUrl)],
    });
    onStop(standIn.close);
    config.proconnectPort = standIn.port;
    config.proconnect = { issuer: standIn.issuer, ...standInCredentials };
    urls.proconnect = standIn.url;
    standIns.proconnect = standIn;
    await seedPeople(database);
  }
  if (!config.smtpUrl) {
    const standIn = await startMailbox({ port: config.mailboxPort });
    onStop(standIn.stop);
    config.smtpUrl = standIn.smtpUrl;
    urls.mailbox = standIn.url;
    standIns.mailbox = standIn;
  }
  const mailer = createMailer(config.smtpUrl, config.mailFrom, config.bounces?.address);
  onStop(async () => mailer.close());

  const directory = createDirectory({ url: config.organisationsUrl, database, log, now });
  const accounts = await createAccounts({ config, database, now });
  const bell = createBell();
  const services: Services = {
    catalogue,
    config,
    log,
    database,
    now,
    directory,
    accounts,
    mailer,
    bell,
    storage: await openStorage(config),
  };
  await accounts.sites.register({
    clientId: 'datapass',
    name: 'DataPass',
    origins: [new URL(config.publicUrl).origin],
    paths: ['/demande/*', '/mes-demandes'],
  });
  if (!config.production) {
    const standIn = await startCatalogueSite({ port: config.cataloguePort, backendUrl: config.publicUrl });
    onStop(standIn.close);
    config.cataloguePort = standIn.port;
    urls.catalogue = standIn.url;
    await accounts.sites.register({
      clientId: 'catalogue-exemple',
      name: 'Catalogue de démonstration',
      origins: [standIn.url],
    });
  }

  if (config.bounces) {
    const listener = await listenForBounces(services, config.bounces);
    onStop(listener.close);
  }
  const jobs = await startJobs(services);
  onStop(jobs.stop);

  ready(getRequestListener(createApp(services).fetch));
  // Once more, so that it closes before what it needs; the first one serves a start that fails half-way.
  onStop(server.close);
  return { urls, services, standIns };
}

const standInCredentials = {
  clientId: 'datapass',
  clientSecret: 'secret-of-the-stand-in-known-by-everybody',
};

function standInClient(publicUrl: string) {
  return {
    ...standInCredentials,
    redirectUris: [`${publicUrl}/connexion/retour`],
    postLogoutRedirectUris: [`${publicUrl}/deconnexion/retour`],
  };
}
