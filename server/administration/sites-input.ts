/** What an administrator typed of a site that embeds our elements, and whether it can be registered. Pure. */
import type { Site } from '../accounts/sites.ts';
import { typed } from '../pages/form.ts';

export interface SiteInput {
  client: string;
  name: string;
  /** One per line. */
  origins: string;
  paths: string;
}

export type SiteProblem =
  | { field: 'client'; code: 'badClient' | 'takenClient' }
  | { field: 'name'; code: 'needName' }
  | { field: 'origins'; code: 'badOrigins' | 'takenOrigin' }
  | { field: 'paths'; code: 'badPaths' };

/** Of each list: nobody has more. */
const most = 20;

export const readSite = (form: Record<string, unknown>): SiteInput => ({
  client: typed(form.client),
  name: typed(form.name),
  origins: typed(form.origins),
  paths: typed(form.paths),
});

export const siteInput = (site: Site): SiteInput => ({
  client: site.clientId,
  name: site.name,
  origins: site.origins.join('\n'),
  paths: site.paths.join('\n'),
});

/** @param others the sites registered, but for the one that is changed */
export function checkSite(
  input: SiteInput,
  others: readonly Site[],
): { site: Site } | { problems: SiteProblem[] } {
  const problems: SiteProblem[] = [];
  const origins = lines(input.origins);
  const paths = lines(input.paths);
  if (!/^[a-z0-9][a-z0-9-]{1,39}$/.test(input.client)) problems.push({ field: 'client', code: 'badClient' });
  else if (others.some(({ clientId }) => clientId === input.client)) {
    problems.push({ field: 'client', code: 'takenClient' });
  }
  if (input.name === '' || input.name.length > 100 || /[\0\p{Cs}]/u.test(input.name)) {
    problems.push({ field: 'name', code: 'needName' });
  }
  if (origins.length === 0 || origins.length > most || !origins.every(isOrigin)) {
    problems.push({ field: 'origins', code: 'badOrigins' });
  } else if (others.some((other) => other.origins.some((origin) => origins.includes(origin)))) {
    problems.push({ field: 'origins', code: 'takenOrigin' });
  }
  if (paths.length === 0 || paths.length > most || !paths.every(isPattern)) {
    problems.push({ field: 'paths', code: 'badPaths' });
  }
  if (problems.length > 0) return { problems };
  return { site: { clientId: input.client, name: input.name, origins, paths } };
}

const lines = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim().replace(/(?<=^https?:\/\/[^/]+)\/$/, ''))
      .filter(Boolean),
  ),
];

/** As browsers send it; in clear on the machine itself alone. */
function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { origin, protocol, hostname } = new URL(text);
  const local = hostname === 'localhost' || hostname.endsWith('.localhost');
  return origin === text && (protocol === 'https:' || (protocol === 'http:' && local));
}

/** A path name of `URLPattern` (`/*`, `/api/:name`). */
function isPattern(text: string): boolean {
  if (!text.startsWith('/')) return false;
  try {
    new URLPattern({ pathname: text });
    return true;
  } catch {
    return false;
  }
}
