/**
 * Who gives which role to whom: managers on what they manage, administrators on everything, nobody to themselves. Pure.
 * A role is text, `provider:api:role` or `api:group:role` (`accounts/roles.ts`).
 */
import type { Actor } from '../accounts/actor.ts';
import { grants, holdsRole, parseRole, type RoleName, roleNames } from '../accounts/roles.ts';
import type { ScopeGroup } from '../catalogue/scope-groups.ts';

type Holder = Pick<Actor, 'userId' | 'roles' | 'via'>;

/** Where roles are given: one API of a provider, or `*` for all of them; or a group of an API's data. */
export interface Area {
  provider: string;
  api: string;
  group?: string;
}

/** The groups that the catalogue knows, by name. */
export type Groups = ReadonlyMap<string, ScopeGroup>;

export const isAdministrator = (actor: Holder): boolean => holdsRole(actor, 'administrator', '*', '*');

/** Whether this person sees the pages where roles are given. */
export const givesRoles = (actor: Holder): boolean =>
  isAdministrator(actor) || grants(actor, 'manager').length > 0;

/** What an API is managed by belongs to the whole of it. */
const ofGroups: readonly RoleName[] = ['reporter', 'instructor'];

/** The roles that this person may give. Managers make managers: a team does not wait for the platform. */
export function rolesToGive(actor: Holder, { group }: Pick<Area, 'group'> = {}): RoleName[] {
  if (group !== undefined) return [...ofGroups];
  return roleNames.filter((role) => role !== 'administrator' || isAdministrator(actor));
}

/** Whether an area is this person's to give roles on. */
export function covers(actor: Holder, { provider, api }: Area): boolean {
  return isAdministrator(actor) || holdsRole(actor, 'manager', provider, api);
}

/** A role with where it counts; undefined for a text that is none. */
export function placedRole(text: string, groups: Groups): (Area & { role: RoleName }) | undefined {
  const parsed = parseRole(text);
  const group = parsed && groups.get(`${parsed.provider}:${parsed.api}`);
  return group ? { provider: group.provider, api: group.api, group: parsed.api, role: parsed.role } : parsed;
}

/** The text that a role on this area begins with. */
export const areaText = ({ provider, api, group }: Area): string =>
  group === undefined ? `${provider}:${api}` : `${api}:${group}`;

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
  groups: Groups,
): { roles: string[] } | { refusal: RoleRefusal } {
  if (holder.id === actor.userId) return { refusal: 'own' };
  const placed = placedRole(change.role, groups);
  if (!placed || !rolesToGive(actor, placed).includes(placed.role)) return { refusal: 'role' };
  if (!covers(actor, placed)) return { refusal: 'area' };
  if (holder.roles.includes(change.role) === change.give) return { refusal: 'unchanged' };
  const others = holder.roles.filter((role) => role !== change.role);
  return { roles: change.give ? [...others, change.role] : others };
}
