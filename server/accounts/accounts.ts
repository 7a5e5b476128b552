/** What the door needs, made once at start: `services.accounts`. */
import type Provider from 'oidc-provider';
import type { Config } from '../config.ts';
import type { Database } from '../database/connection.ts';
import { keyFor } from '../secret.ts';
import { createNonces, type Nonces } from './nonces.ts';
import { createOAuthServer } from './oauth/provider.ts';
import { createProConnect, type ProConnect } from './proconnect.ts';
import { createSites, type Sites } from './sites.ts';

export interface Accounts {
  proconnect: ProConnect;
  /** For widgets; mounted under `/oauth`. */
  oauth: Provider;
  nonces: Nonces;
  sites: Sites;
}

export interface AccountsOptions {
  config: Config;
  database: Database;
  now: () => Date;
}

export async function createAccounts({ config, database, now }: AccountsOptions): Promise<Accounts> {
  const sites = createSites(database);
  return {
    proconnect: createProConnect(config),
    oauth: await createOAuthServer({ config, database, now, sites }),
    nonces: createNonces(keyFor(config, 'dpop-nonces')),
    sites,
  };
}
