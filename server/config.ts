/**
 * The environment, parsed once. Everything else receives a `Config`: no other file reads `process.env`.
 *
 * In development, whatever is not configured is replaced by a stand-in on this machine. In production a missing
 * setting is an error that names it: a stand-in there would let anybody in.
 */
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import { proConnectIdentite } from './organisations/providers.ts';

const Port = v.pipe(v.string(), v.toNumber(), v.integer(), v.minValue(0), v.maxValue(65_535));
const Url = v.pipe(v.string(), v.url());

const Environment = v.object({
  NODE_ENV: v.optional(v.picklist(['development', 'production', 'test']), 'development'),
  PORT: v.optional(Port, '3000'),
  CATALOGUE_PORT: v.optional(Port, '3001'),
  PROCONNECT_PORT: v.optional(Port, '3002'),
  MAILBOX_PORT: v.optional(Port, '3003'),
  PUBLIC_URL: v.optional(Url),
  DATA_DIR: v.optional(v.string(), 'var'),
  CATALOGUE_DIR: v.optional(v.string(), join(import.meta.dirname, '../catalogue')),
  DATABASE_URL: v.optional(Url),
  /** `false` behind PgBouncer in transaction mode. */
  DATABASE_PREPARE: v.optional(v.picklist(['true', 'false']), 'true'),
  DATABASE_POOL: v.optional(v.pipe(v.string(), v.toNumber(), v.integer(), v.minValue(1)), '10'),
  PROCONNECT_ISSUER: v.optional(Url),
  PROCONNECT_CLIENT_ID: v.optional(v.string()),
  PROCONNECT_CLIENT_SECRET: v.optional(v.string()),
  /**
   * Levels (`acr`) of which the pages of staff ask one, separated by spaces; by default every level of ProConnect's with
   * a second factor. Empty: one factor is enough.
   */
  PROCONNECT_INSTRUCTOR_ACR: v.optional(v.string(), 'eidas0-mfa eidas1-mfa eidas2 eidas3'),
  /** Identity providers (`idp_id`) where one person chooses among several organisations, separated by spaces. */
  PROCONNECT_CHOOSING_IDPS: v.optional(v.string(), proConnectIdentite),
  SMTP_URL: v.optional(Url),
  MAIL_FROM: v.optional(v.string(), 'DataPass <notifications@datapass.example>'),
  BOUNCE_PORT: v.optional(Port),
  BOUNCE_ADDRESS: v.optional(v.pipe(v.string(), v.email())),
  ORGANISATIONS_URL: v.optional(Url),
  SECRET_KEY: v.optional(v.pipe(v.string(), v.minLength(32, 'at least 32 characters'))),
  CLAMAV_URL: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^(tcp:\/\/[^\s/@?#]+:\d{1,5}|unix:\/\/\/\S+)$/,
        'tcp://host:port or unix:///path of the socket',
      ),
    ),
  ),
  S3_BUCKET: v.optional(v.string()),
  S3_REGION: v.optional(v.string()),
  S3_ENDPOINT: v.optional(Url),
  S3_ACCESS_KEY_ID: v.optional(v.string()),
  S3_SECRET_ACCESS_KEY: v.optional(v.string()),
  LOG_LEVEL: v.optional(v.picklist(['trace', 'debug', 'info', 'warn', 'error', 'silent']), 'info'),
});

export interface Config {
  production: boolean;
  port: number;
  cataloguePort: number;
  proconnectPort: number;
  mailboxPort: number;
  /** Our own address as people see it, without a trailing slash. */
  publicUrl: string;
  /** Where this machine keeps data when nothing else is configured. */
  dataDir: string;
  /** The files that say what may be asked for: `apis/`, `blocks/`, `common/`. */
  catalogueDir: string;
  /** Its files are read again when they change: somebody is writing them. */
  watching: boolean;
  /** Undefined: embedded PostgreSQL under `dataDir`. */
  databaseUrl: string | undefined;
  databasePrepare: boolean;
  databasePool: number;
  /** Undefined: the stand-in. */
  proconnect: { issuer: string; clientId: string; clientSecret: string } | undefined;
  /** Levels of sign-in of which the pages of instructors ask one; empty: any. */
  instructorAcr: string[];
  /** Identity providers where one person has several organisations: a sign-in for one says nothing of the others. */
  choosingProviders: string[];
  /** Undefined: the stand-in's mailbox. */
  smtpUrl: string | undefined;
  mailFrom: string;
  /** Where mails that are not delivered come back to, by SMTP; undefined: nobody reads them. */
  bounces: { port: number; address: string } | undefined;
  /** Base address of « Recherche d'entreprises »; undefined: the stand-in. */
  organisationsUrl: string | undefined;
  /** Key of the event chain and of cookies; undefined in development, where one is made and kept in `dataDir`. */
  secretKey: string | undefined;
  /** Address of ClamAV's daemon, by TCP or by its socket; undefined: no document is scanned. */
  clamav: { host: string; port: number } | { path: string } | undefined;
  /** Where documents are kept; undefined: in `dataDir`. */
  s3: ObjectStore | undefined;
  logLevel: string;
}

/** An object store that speaks S3. */
export interface ObjectStore {
  bucket: string;
  region: string;
  /** Undefined: Amazon's own. */
  endpoint: string | undefined;
  accessKeyId: string;
  secretAccessKey: string;
}

/** What is wrong with the environment, one line per variable, in words for the person who starts the server. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError';
}

const neededInProduction = [
  'PUBLIC_URL',
  'DATABASE_URL',
  'PROCONNECT_ISSUER',
  'PROCONNECT_CLIENT_ID',
  'PROCONNECT_CLIENT_SECRET',
  'SMTP_URL',
  'ORGANISATIONS_URL',
  'SECRET_KEY',
] as const;

/** @throws {ConfigurationError} naming every variable that is missing or wrong. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  // An empty variable in a `.env` file means « not set ».
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = v.safeParse(Environment, set);
  if (!parsed.success) {
    throw new ConfigurationError(
      parsed.issues.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`).join('\n'),
    );
  }
  const env = parsed.output;
  const production = env.NODE_ENV === 'production';
  const missing = neededInProduction.filter((name) => env[name] === undefined);
  if (production && missing.length > 0) {
    throw new ConfigurationError(
      missing
        .map((name) => `${name}: missing. With NODE_ENV=production nothing is replaced by a stand-in.`)
        .join('\n'),
    );
  }
  const parts = [env.PROCONNECT_ISSUER, env.PROCONNECT_CLIENT_ID, env.PROCONNECT_CLIENT_SECRET];
  if (parts.some(Boolean) && !parts.every(Boolean)) {
    throw new ConfigurationError(
      'PROCONNECT_ISSUER, PROCONNECT_CLIENT_ID, PROCONNECT_CLIENT_SECRET: set all three, or none.',
    );
  }
  const store = [env.S3_BUCKET, env.S3_REGION, env.S3_ACCESS_KEY_ID, env.S3_SECRET_ACCESS_KEY];
  if ((store.some(Boolean) || env.S3_ENDPOINT) && !store.every(Boolean)) {
    throw new ConfigurationError(
      'S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY: set all four, or none (and no S3_ENDPOINT).',
    );
  }
  if ((env.BOUNCE_PORT === undefined) !== (env.BOUNCE_ADDRESS === undefined)) {
    throw new ConfigurationError('BOUNCE_PORT, BOUNCE_ADDRESS: set both, or none.');
  }
  return {
    production,
    port: env.PORT,
    cataloguePort: env.CATALOGUE_PORT,
    proconnectPort: env.PROCONNECT_PORT,
    mailboxPort: env.MAILBOX_PORT,
    publicUrl: (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/$/, ''),
    dataDir: resolve(env.DATA_DIR),
    catalogueDir: resolve(env.CATALOGUE_DIR),
    watching: env.NODE_ENV === 'development',
    databaseUrl: env.DATABASE_URL,
    databasePrepare: env.DATABASE_PREPARE === 'true',
    databasePool: env.DATABASE_POOL,
    proconnect: env.PROCONNECT_ISSUER
      ? {
          issuer: env.PROCONNECT_ISSUER,
          clientId: env.PROCONNECT_CLIENT_ID ?? '',
          clientSecret: env.PROCONNECT_CLIENT_SECRET ?? '',
        }
      : undefined,
    instructorAcr: env.PROCONNECT_INSTRUCTOR_ACR.split(' ').filter(Boolean),
    choosingProviders: env.PROCONNECT_CHOOSING_IDPS.split(' ').filter(Boolean),
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM,
    bounces:
      env.BOUNCE_PORT !== undefined && env.BOUNCE_ADDRESS !== undefined
        ? { port: env.BOUNCE_PORT, address: env.BOUNCE_ADDRESS }
        : undefined,
    organisationsUrl: env.ORGANISATIONS_URL,
    secretKey: env.SECRET_KEY,
    clamav: scannerAddress(env.CLAMAV_URL),
    s3: env.S3_BUCKET
      ? {
          bucket: env.S3_BUCKET,
          region: env.S3_REGION ?? '',
          endpoint: env.S3_ENDPOINT,
          accessKeyId: env.S3_ACCESS_KEY_ID ?? '',
          secretAccessKey: env.S3_SECRET_ACCESS_KEY ?? '',
        }
      : undefined,
    logLevel: env.LOG_LEVEL,
  };
}

function scannerAddress(address: string | undefined): Config['clamav'] {
  const [, path] = /^unix:\/\/(.*)$/.exec(address ?? '') ?? [];
  if (path) return { path };
  // The host may be an IPv6 address in brackets.
  const [, host, port] = /^tcp:\/\/(.*):(\d+)$/.exec(address ?? '') ?? [];
  return host ? { host: host.replace(/^\[|\]$/g, ''), port: Number(port) } : undefined;
}
