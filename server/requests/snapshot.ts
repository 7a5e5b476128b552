/** What a habilitation keeps of the request at validation. Pure. */
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import type { Grant, RequestFacts, Terms } from './events.ts';
import { technicalContactOf } from './holding.ts';
import type { HabilitationSnapshot } from './statement-parts.ts';

/** Of what was last submitted: what the applicant may have typed since was never instructed. */
export function snapshotOf(
  request: RequestFacts,
  at: Date,
  { habilitationId, validUntil, scopes: granted, quota, conditions }: Grant & Terms,
  definition: ApiDefinition,
): HabilitationSnapshot {
  const answers = request.submittedAnswers ?? {};
  const scopes = fieldsOf(definition, request.stage)
    .filter((field) => field.kind === 'scopes')
    .flatMap((field) => (answers[field.id] as string[] | undefined) ?? [])
    .filter((scope) => granted?.includes(scope) ?? true);
  return {
    id: habilitationId,
    definitionVersion: request.definitionVersion,
    termsVersion: request.termsVersion ?? '',
    answers,
    scopes,
    technicalContactEmail: technicalContactOf(answers),
    quota: quota ?? '',
    conditions: conditions ?? '',
    validFrom: at,
    expiresAt: validUntil,
  };
}
