/** What a habilitation keeps of the request at validation. Pure. */
import type { Person } from '../../catalogue/answers.ts';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import type { Grant, RequestFacts } from './events.ts';
import type { HabilitationSnapshot } from './statement-parts.ts';

/** The person who receives the signed habilitation; every definition names the field as DataPass does. */
const technicalContactField = 'contact_technique';

/** Of what was last submitted: what the applicant may have typed since was never instructed. */
export function snapshotOf(
  request: RequestFacts,
  at: Date,
  { habilitationId, validUntil }: Grant,
  definition: ApiDefinition,
): HabilitationSnapshot {
  const answers = request.submittedAnswers ?? {};
  const scopes = fieldsOf(definition, request.stage)
    .filter((field) => field.kind === 'scopes')
    .flatMap((field) => (answers[field.id] as string[] | undefined) ?? []);
  const contact = answers[technicalContactField] as Partial<Person> | undefined;
  return {
    id: habilitationId,
    definitionVersion: request.definitionVersion,
    termsVersion: request.termsVersion ?? '',
    answers,
    scopes,
    technicalContactEmail: (contact?.email ?? '').trim().toLowerCase(),
    validFrom: at,
    expiresAt: validUntil,
  };
}
