/**
 * Answers that, of the provider's people, one role alone reads: a field says which (`read_by`). The applicant's side
 * reads its own. Whatever shows or sends answers asks here: pages, the API, downloads, and later exports and webhooks.
 * Pure.
 */
import type { Answers } from '../../../catalogue/answers.ts';
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import { fieldsOf } from '../../../catalogue/steps.ts';
import type { Actor } from '../../accounts/actor.ts';
import { holdsRole } from '../../accounts/roles.ts';
import type { RequestRole } from '../life/lifecycle.ts';
import { type Related, rolesOn } from '../life/relation.ts';

/** Whether the answer to a question, by its id, may be read. */
export type Reads = (field: string) => boolean;

/** Whose the answers are. */
const ownSide: readonly RequestRole[] = ['applicant', 'colleague', 'invited'];

/**
 * What somebody who may open a request reads of it.
 * @param definition the one it was filled under; undefined for an API that has left the catalogue. Of a question that it
 * does not ask, nobody knows any more who was to read the answer: the provider does not.
 */
export function readsOf(
  definition: ApiDefinition | undefined,
  request: Related & { stage: string },
  actor: Actor,
): Reads {
  if (rolesOn(request, actor).some((role) => ownSide.includes(role))) return () => true;
  const fields = definition ? fieldsOf(definition, request.stage) : [];
  return (id) => {
    const field = fields.find((each) => each.id === id);
    if (!field?.read_by) return field !== undefined;
    return holdsRole(actor, field.read_by, request.providerId, request.api, request.scopeGroups);
  };
}

/** The answers that may be read. */
export function readable(answers: Answers, reads: Reads): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([id]) => reads(id)));
}
