/**
 * Roles: `provider:api:role`, where `*` stands for every API of the provider (or every provider); or `api:group:role`, on
 * the requests that ask for data of that group alone (`catalogue/scope-groups.ts`).
 * manager ⊃ instructor ⊃ reporter; developer ⊃ reporter; security stands apart (DESIGN §4). An administrator reads and puts
 * things right, and decides nothing.
 */
import type { Actor } from './actor.ts';

export const roleNames = [
  'reporter',
  'instructor',
  'manager',
  'developer',
  'security',
  'administrator',
] as const;
export type RoleName = (typeof roleNames)[number];

/** What each role may do, its own name included. */
const includes: Record<RoleName, readonly RoleName[]> = {
  reporter: ['reporter'],
  instructor: ['instructor', 'reporter'],
  manager: ['manager', 'instructor', 'reporter'],
  developer: ['developer', 'reporter'],
  security: ['security'],
  administrator: ['administrator', 'reporter'],
};

type Holder = Pick<Actor, 'roles' | 'via'>;

/** May decide on this API's requests, or on one that asks for these groups. */
export function mayInstruct(actor: Holder, providerId: string, api: string, groups?: Groups): boolean {
  return holdsRole(actor, 'instructor', providerId, api, groups);
}

/** May read this API's requests, or one that asks for these groups. */
export function mayRead(actor: Holder, providerId: string, api: string, groups?: Groups): boolean {
  return holdsRole(actor, 'reporter', providerId, api, groups);
}

/** Of data that a request asks for, as roles on them begin: `api-particulier:cnaf`. */
type Groups = readonly string[];

/**
 * Holds `role`, or one that includes it, for this API.
 * @param groups or for one of these; none: for the whole of the API
 */
export function holdsRole(
  actor: Holder,
  role: RoleName,
  providerId: string,
  api: string,
  groups: Groups = [],
): boolean {
  return grants(actor, role).some(
    (grant) =>
      (matches(grant.provider, providerId) && matches(grant.api, api)) ||
      groups.includes(`${grant.provider}:${grant.api}`),
  );
}

/** The texts that give one of these roles itself on a request: who holds one is found by an index. */
export function roleTexts(
  roles: readonly RoleName[],
  { providerId, api, scopeGroups }: { providerId: string; api: string; scopeGroups: Groups },
): string[] {
  const places = [providerId, '*'].flatMap((provider) => [`${provider}:${api}`, `${provider}:*`]);
  return [...places, ...scopeGroups].flatMap((place) => roles.map((role) => `${place}:${role}`));
}

/** Holds `role`, or one that includes it, for at least one API: may see the pages where it is used. */
export function holdsRoleSomewhere(actor: Holder, role: RoleName): boolean {
  return grants(actor, role).length > 0;
}

/** Where the actor holds a role: the pairs (provider, API or `*`; or API, group) that lists are filtered by. */
export function grants(actor: Holder, role: RoleName): { provider: string; api: string }[] {
  // A token on somebody else's page never instructs, whoever signed in (DESIGN §4.5).
  if (actor.via === 'widget') return [];
  return actor.roles.flatMap((text) => {
    const held = parseRole(text);
    return held && includes[held.role].includes(role) ? [{ provider: held.provider, api: held.api }] : [];
  });
}

/** `dgfip:impot-particulier:instructor` in its parts; undefined for a text that is none. */
export function parseRole(text: string): { provider: string; api: string; role: RoleName } | undefined {
  const [provider = '', api = '', role = '', ...rest] = text.split(':');
  const known = rest.length === 0 && provider !== '' && api !== '' && isRole(role);
  return known ? { provider, api, role } : undefined;
}

/** Whether a text is this very role, wherever it counts. */
export const isRoleHeld = (text: string, role: RoleName): boolean => text.endsWith(`:${role}`);

function matches(granted: string, asked: string): boolean {
  return granted === '*' || granted === asked;
}

function isRole(text: string): text is RoleName {
  return (roleNames as readonly string[]).includes(text);
}
