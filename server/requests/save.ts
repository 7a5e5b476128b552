/** What a `PATCH` changes of a request, checked for what may never be stored. */
import type * as v from 'valibot';
import type { Actor } from '../accounts/actor.ts';
import type { Language } from '../http/language.ts';
import type { OrganisationRow } from '../organisations/view.ts';
import type { Command } from './commands.ts';
import { organisationFor } from './create.ts';
import { merged } from './events.ts';
import { knownDefinition, type RequestServices } from './execute.ts';
import { asChanges, checkedDraft, type Patch, stepsWritten, withoutDocuments } from './input.ts';
import type { LoadedRequest } from './load.ts';

/**
 * @returns the command, and the organisation that the request will be of
 * @throws {Problem} 422
 */
export async function savingOf(
  services: RequestServices,
  { row, organisation }: LoadedRequest,
  input: v.InferOutput<typeof Patch>,
  actor: Actor,
  language: Language,
): Promise<{ command: Command & { name: 'save' }; organisation: OrganisationRow }> {
  const definition = knownDefinition(services, row, language);
  const answers = input.answers && asChanges(withoutDocuments(definition, row.stage, input.answers));
  const context = {
    answers: merged(row.answers, answers ?? {}),
    eligibility: input.eligibility ?? row.eligibility,
    use_case: input.use_case === undefined ? row.useCase : (input.use_case ?? ''),
  };
  const sent = Object.entries(answers ?? {}).flatMap(([id, answer]) => (answer === null ? [] : [id]));
  checkedDraft(definition, row.stage, sent, context, language);
  const next =
    input.siret === undefined || input.siret === organisation.siret
      ? organisation
      : await organisationFor(services.database, actor, input.siret, language);
  return {
    organisation: next,
    command: {
      name: 'save',
      ...(answers && {
        answers,
        steps: stepsWritten(definition, row.stage, Object.keys(answers)),
      }),
      ...(input.eligibility && { eligibility: input.eligibility }),
      ...(input.use_case !== undefined && { useCase: context.use_case }),
      ...(next.id !== row.organisationId && { organisationId: next.id }),
      ...(input.explanation !== undefined && { explanation: input.explanation ?? '' }),
    },
  };
}
