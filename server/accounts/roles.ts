/**
 * Roles: `provider:api:role`, where `*` stands for every API of the provider (or every provider).
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

/** May decide on this API's requests. */
export function mayInstruct(actor: Holder, providerId: string, api: string): boolean {
  return holdsRole(actor, 'instructor', providerId, api);
}

/** May read this API's requests. */
export function mayRead(actor: Holder, providerId: string, api: string): boolean {
  return holdsRole(actor, 'reporter', providerId, api);
}

/** Holds `role`, or one that includes it, for this API. */
export function holdsRole(actor: Holder, role: RoleName, providerId: string, api: string): boolean {
  return grants(actor, role).some((grant) => matches(grant.provider, providerId) && matches(grant.api, api));
}

/** Holds `role`, or one that includes it, for at least one API: may see the pages where it is used. */
export function holdsRoleSomewhere(actor: Holder, role: RoleName): boolean {
  return grants(actor, role).length > 0;
}

/** Where the actor holds a role: the pairs (provider, API or `*`) that lists are filtered by. */
export function grants(actor: Holder, role: RoleName): { provider: string; api: string }[] {
  // A token on somebody else's page never instructs, whoever signed in (DESIGN §4.5).
  if (actor.via === 'widget') return [];
  return actor.roles.flatMap((text) => {
    const [provider = '', api = '', held = '', ...rest] = text.split(':');
    const known = rest.length === 0 && provider !== '' && api !== '' && isRole(held);
    return known && includes[held].includes(role) ? [{ provider, api }] : [];
  });
}

/** Whether a text is this very role, wherever it counts. */
export const isRoleHeld = (text: string, role: RoleName): boolean => text.endsWith(`:${role}`);

function matches(granted: string, asked: string): boolean {
  return granted === '*' || granted === asked;
}

function isRole(text: string): text is RoleName {
  return (roleNames as readonly string[]).includes(text);
}
