/** What a habilitation keeps of the request at validation. Pure. */
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import { lentUntil } from '../../../catalogue/endings.ts';
import { askedScopes } from '../../habilitations/granted.ts';
import { endOfDay } from '../dates.ts';
import type { HabilitationSnapshot } from '../store/statement-parts.ts';
import { contactFields, emailNamed } from './contacts.ts';
import type { Grant, RequestFacts, Terms } from './events.ts';

/** Of what was last submitted: what the applicant may have typed since was never instructed. */
export function snapshotOf(
  request: RequestFacts,
  at: Date,
  { habilitationId, validUntil, scopes: granted, quota, conditions }: Grant & Terms,
  definition: ApiDefinition,
): HabilitationSnapshot {
  const answers = request.submittedAnswers ?? {};
  const scopes = askedScopes(definition, request.stage, answers).filter(
    (scope) => granted?.includes(scope) ?? true,
  );
  const lent = lentUntil(definition, answers);
  return {
    id: habilitationId,
    definitionVersion: request.definitionVersion,
    termsVersion: request.termsVersion ?? '',
    answers,
    scopes,
    technicalContactEmail: emailNamed(answers, contactFields.technicalContact),
    quota: quota ?? '',
    conditions: conditions ?? '',
    validFrom: at,
    expiresAt: validUntil,
    questionnaireEndsAt: lent === undefined ? null : endOfDay(lent),
  };
}
