/**
 * Who may do what in the examination of a request. Whoever may open its page reads; its applicant reads nothing of it,
 * whatever their roles. Pure.
 */
import type { Control } from '../../catalogue/definition.ts';
import type { Actor } from '../accounts/actor.ts';
import { holdsRole } from '../accounts/roles.ts';
import type { RequestRow } from '../requests/events.ts';
import { rolesOn } from '../requests/relation.ts';
import type { ActRole } from './acts.ts';
import type { Opinion } from './examination.ts';

type Concerned = Pick<RequestRow, 'id' | 'applicantId' | 'organisationId' | 'providerId' | 'api'>;

export function maySeeExamination(request: Concerned, actor: Actor): boolean {
  return (
    request.applicantId !== actor.userId && holdsRole(actor, 'reporter', request.providerId, request.api)
  );
}

/** Assigns, asks for opinions, writes notes, says who makes a control. */
export function mayLead(request: Concerned, actor: Actor): boolean {
  return rolesOn(request, actor).includes('instructor');
}

/** Gives the verdict of a control, and its recommendations: its role alone. */
export function mayControl({ role }: Pick<Control, 'role'>, request: Concerned, actor: Actor): boolean {
  return request.applicantId !== actor.userId && holdsRole(actor, role, request.providerId, request.api);
}

/** Answers an opinion: who was asked, as long as they may read the request. */
export function mayAnswer({ asked }: Opinion, request: Concerned, actor: Actor): boolean {
  return asked.facts.of === actor.userId && maySeeExamination(request, actor);
}

/** As what an act is recorded: the role that it was done by. */
export function actingAs(request: Concerned, actor: Actor, control?: Pick<Control, 'role'>): ActRole {
  if (control) return control.role;
  return mayLead(request, actor) ? 'instructor' : 'reporter';
}
