/** What somebody is to a request: the roles that the table of the life cycle speaks of. Pure. */
import type { Actor } from '../../accounts/actor.ts';
import { holdsRole, mayInstruct, mayRead } from '../../accounts/roles.ts';
import type { RequestRow } from './events.ts';
import type { RequestRole } from './lifecycle.ts';

export type Related = Pick<
  RequestRow,
  'id' | 'applicantId' | 'organisationId' | 'providerId' | 'api' | 'scopeGroups'
>;

/**
 * Closest first. A request is its organisation's: who applied and is no longer vouched for there reads it no more, and
 * a colleague takes it over. Nor do they ever instruct it, whatever their roles. A token on somebody's page
 * instructs nothing at all (`accounts/roles.ts`); whoever comes by an invitation is invited, and nothing else.
 */
export function rolesOn(request: Related, actor: Actor): RequestRole[] {
  if (actor.via === 'system') return ['system'];
  if (actor.via === 'invitation') return actor.invitedTo === request.id ? ['invited'] : [];
  const belongs = actor.organisationIds.includes(request.organisationId);
  if (request.applicantId === actor.userId) return belongs ? ['applicant'] : [];
  const roles: RequestRole[] = [];
  const { providerId, api, scopeGroups } = request;
  if (mayInstruct(actor, providerId, api, scopeGroups)) roles.push('instructor');
  else if (mayRead(actor, providerId, api, scopeGroups)) roles.push('reporter');
  if (holdsRole(actor, 'administrator', providerId, api)) roles.push('administrator');
  if (belongs) roles.push('colleague');
  return roles;
}
