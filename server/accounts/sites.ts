/** Catalogue sites that embed our elements: public OAuth clients, known by their origins and the paths people return to. */
import type { Database } from '../database/connection.ts';
import { sites } from './tables.ts';

export type Site = Pick<typeof sites.$inferSelect, 'clientId' | 'name' | 'origins' | 'paths'>;

export interface Sites {
  byOrigin(origin: string): Promise<Site | undefined>;
  byClient(clientId: string): Promise<Site | undefined>;
  /** Adds a site, or changes it. */
  register(site: Omit<Site, 'paths'> & { paths?: string[] }): Promise<void>;
}

/** Milliseconds that the list is believed: every preflight asks it, and it changes a few times a year. */
const life = 10_000;

export function createSites(database: Database): Sites {
  let known: { at: number; list: Promise<Site[]> } | undefined;
  const list = () => {
    if (!known || Date.now() - known.at > life) {
      const started = { at: Date.now(), list: database.select().from(sites).execute() };
      // A list that could not be read is not kept.
      started.list.catch(() => {
        if (known === started) known = undefined;
      });
      known = started;
    }
    return known.list;
  };
  return {
    byOrigin: async (origin) => (await list()).find((site) => site.origins.includes(origin)),
    byClient: async (clientId) => (await list()).find((site) => site.clientId === clientId),
    async register({ clientId, name, origins, paths = ['/*'] }) {
      await database
        .insert(sites)
        .values({ clientId, name, origins, paths })
        .onConflictDoUpdate({ target: sites.clientId, set: { name, origins, paths } });
      known = undefined;
    },
  };
}

/** Whether a sign-in may return to this address of the site; query and fragment do not matter (DESIGN §4). */
export function returnAllowed(site: Pick<Site, 'origins' | 'paths'>, address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return false;
  if (!site.origins.includes(url.origin)) return false;
  return site.paths.some((pathname) => new URLPattern({ pathname }).test({ pathname: url.pathname }));
}
