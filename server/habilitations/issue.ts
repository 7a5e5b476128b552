/** What a validation grants: an immutable snapshot of the request, pure. */
import type { Person } from '../../catalogue/answers.ts';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import type { requests } from '../requests/tables.ts';
import { monthsLater } from './duration.ts';
import type { habilitations } from './tables.ts';

type Request = Pick<
  typeof requests.$inferSelect,
  | 'id'
  | 'fileId'
  | 'providerId'
  | 'api'
  | 'stage'
  | 'organisationId'
  | 'termsVersion'
  | 'answers'
  | 'submittedAnswers'
  | 'definitionVersion'
>;

/** Every column but the id and those that the database fills. */
export type HabilitationValues = Omit<
  Required<typeof habilitations.$inferInsert>,
  'id' | 'number' | 'createdAt'
>;

/** The field that names the technical contact, in every definition. */
const technicalContact = 'contact_technique';

/**
 * The habilitation that this request becomes. Its answers are those that were submitted: what the instructor read.
 * @param definition of the request's API, in any language
 * @throws {RangeError} when the API no longer has the request's stage
 */
export function habilitationValues(
  request: Request,
  definition: ApiDefinition,
  now: Date,
): HabilitationValues {
  const answers = request.submittedAnswers ?? request.answers;
  const contact = answers[technicalContact] as Partial<Person> | undefined;
  const scopesField = fieldsOf(definition, request.stage).find((field) => field.kind === 'scopes');
  const scopes = scopesField && answers[scopesField.id];
  return {
    requestId: request.id,
    fileId: request.fileId,
    parentId: null,
    providerId: request.providerId,
    api: request.api,
    stage: request.stage,
    organisationId: request.organisationId,
    state: 'active',
    definitionVersion: request.definitionVersion,
    termsVersion: request.termsVersion ?? '',
    answers,
    scopes: Array.isArray(scopes) ? (scopes as string[]) : [],
    technicalContactEmail: (contact?.email ?? '').trim().toLowerCase(),
    validFrom: now,
    expiresAt: habilitationEnd(definition, request.stage, now),
  };
}

/** When a habilitation that starts now ends. @throws {RangeError} for a stage that the API does not have */
export function habilitationEnd(definition: ApiDefinition, stageId: string, now: Date): Date {
  const stage = definition.stages.find(({ id }) => id === stageId);
  if (!stage) throw new RangeError(`${definition.id} has no stage « ${stageId} »`);
  return monthsLater(now, stage.validity_months);
}
