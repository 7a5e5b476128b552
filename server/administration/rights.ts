/**
 * Who gives which role to whom: managers on what they manage, administrators on everything, nobody to themselves. Pure.
 * A role is text, `provider:api:role` (`accounts/roles.ts`).
 */
import type { Actor } from '../accounts/actor.ts';
import { grants, holdsRole, type RoleName, roleNames } from '../accounts/roles.ts';

type Holder = Pick<Actor, 'userId' | 'roles' | 'via'>;

/** Where roles are given: one API of a provider, or `*` for all of them. */
export interface Area {
  provider: string;
  api: string;
}

export const isAdministrator = (actor: Holder): boolean => holdsRole(actor, 'administrator', '*', '*');

/** Whether this person sees the pages where roles are given. */
export const givesRoles = (actor: Holder): boolean =>
  isAdministrator(actor) || grants(actor, 'manager').length > 0;

/** The roles that this person may give. Managers make managers: a team does not wait for the platform. */
export function rolesToGive(actor: Holder): RoleName[] {
  return roleNames.filter((role) => role !== 'administrator' || isAdministrator(actor));
}

/** Whether an area is this person's to give roles on. */
export function covers(actor: Holder, { provider, api }: Area): boolean {
  if (isAdministrator(actor)) return true;
  return grants(actor, 'manager').some(
    (own) => (own.provider === '*' || own.provider === provider) && (own.api === '*' || own.api === api),
  );
}

/** `dgfip:impot-particulier:instructor` in its parts; undefined for a text that is none. */
export function parseRole(text: string): (Area & { role: RoleName }) | undefined {
  const [provider = '', api = '', role = '', ...rest] = text.split(':');
  const known = roleNames.find((name) => name === role);
  return rest.length === 0 && provider && api && known ? { provider, api, role: known } : undefined;
}

/** Why not: one's own roles; an area of others; a role of others; held already, or not held. */
export type RoleRefusal = 'own' | 'area' | 'role' | 'unchanged';

/**
 * The roles of somebody after one was given or taken.
 * @param holder who they are, with what they hold; roles outside the area of who decides stay as they are
 */
export function changedRoles(
  actor: Holder,
  holder: { id: string; roles: readonly string[] },
  change: { give: boolean; role: string },
): { roles: string[] } | { refusal: RoleRefusal } {
  if (holder.id === actor.userId) return { refusal: 'own' };
  const parsed = parseRole(change.role);
  if (!parsed || !rolesToGive(actor).includes(parsed.role)) return { refusal: 'role' };
  if (!covers(actor, parsed)) return { refusal: 'area' };
  if (holder.roles.includes(change.role) === change.give) return { refusal: 'unchanged' };
  const others = holder.roles.filter((role) => role !== change.role);
  return { roles: change.give ? [...others, change.role] : others };
}
