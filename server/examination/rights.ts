/**
 * Who may do what in the examination of a request. Whoever may open its page reads; its applicant reads nothing of it,
 * whatever their roles. Pure.
 */
import type { Control } from '../../catalogue/definition.ts';
import type { Actor } from '../accounts/actor.ts';
import { holdsRole } from '../accounts/roles.ts';
import type { ActRole } from '../acts/facts.ts';
import { type Related, rolesOn } from '../requests/life/relation.ts';
import type { Opinion } from './examination.ts';

export function maySeeExamination(request: Related, actor: Actor): boolean {
  const { applicantId, providerId, api, scopeGroups } = request;
  return applicantId !== actor.userId && holdsRole(actor, 'reporter', providerId, api, scopeGroups);
}

/** Assigns, asks for opinions, writes notes, says who makes a control. */
export function mayLead(request: Related, actor: Actor): boolean {
  return rolesOn(request, actor).includes('instructor');
}

/** Gives the verdict of a control, and its recommendations: its role alone. */
export function mayControl({ role }: Pick<Control, 'role'>, request: Related, actor: Actor): boolean {
  const { applicantId, providerId, api, scopeGroups } = request;
  return applicantId !== actor.userId && holdsRole(actor, role, providerId, api, scopeGroups);
}

/** Answers an opinion: who was asked, as long as they may read the request. */
export function mayAnswer({ asked }: Opinion, request: Related, actor: Actor): boolean {
  return asked.facts.of === actor.userId && maySeeExamination(request, actor);
}

/** As what an act is recorded: the role that it was done by. */
export function actingAs(request: Related, actor: Actor, control?: Pick<Control, 'role'>): ActRole {
  if (control) return control.role;
  return mayLead(request, actor) ? 'instructor' : 'reporter';
}
