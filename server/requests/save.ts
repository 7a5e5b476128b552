/** What a `PATCH` changes of a request, checked for what may never be stored. */
import type * as v from 'valibot';
import type { Actor } from '../accounts/actor.ts';
import type { Language } from '../http/language.ts';
import type { OrganisationRow } from '../organisations/view.ts';
import { asRead, type Led, leadNamed, ledBy } from '../together/draft.ts';
import { answerOfLead } from '../together/problems.ts';
import { asChanges, checkedDraft, type Patch, stepsWritten, withoutDocuments } from './input.ts';
import type { Command } from './life/commands.ts';
import { merged } from './life/evolve.ts';
import { organisationFor } from './start/create.ts';
import { moving } from './start/move.ts';
import { knownDefinition, type RequestServices } from './store/execute.ts';
import type { LoadedRequest } from './store/load.ts';

/**
 * @returns the command, the organisation that the request will be of, and the lead that it is filled in with
 * @throws {Problem} 422; 409 an answer, or the organisation, that the draft has from its lead
 */
export async function savingOf(
  services: RequestServices,
  loaded: LoadedRequest,
  input: v.InferOutput<typeof Patch>,
  actor: Actor,
  language: Language,
): Promise<{
  command: Command & { name: 'save' };
  organisation: OrganisationRow;
  lead: LoadedRequest | undefined;
}> {
  const { row, organisation } = loaded;
  const version = input.definition_version;
  const moved =
    version === undefined || version === row.definitionVersion
      ? undefined
      : moving(services, row, version, language);
  const definition = moved?.definition ?? (await knownDefinition(services, row, language));
  const sent = input.answers && asChanges(withoutDocuments(definition, row.stage, input.answers));
  const led = input.with === null ? undefined : await ledBy(services, loaded, language);
  if (led) refuseCommon(led, Object.keys(sent ?? {}), input.siret, organisation.siret, language);
  const answers = (sent || moved) && { ...moved?.changes.answers, ...sent };
  const eligibility = input.eligibility ?? moved?.changes.eligibility;
  const useCase = input.use_case === undefined ? moved?.changes.useCase : (input.use_case ?? '');
  const context = {
    answers: merged(asRead(loaded, led).row.answers, answers ?? {}),
    eligibility: eligibility ?? row.eligibility,
    use_case: useCase ?? row.useCase,
  };
  const written = Object.entries(answers ?? {}).flatMap(([id, answer]) => (answer === null ? [] : [id]));
  const chosen = { eligibility: eligibility ?? {}, use_case: useCase ?? '' };
  checkedDraft(definition, row.stage, written, context, language, chosen);
  const next =
    input.siret === undefined || input.siret === organisation.siret
      ? organisation
      : await organisationFor(services.database, actor, input.siret, language);
  return {
    organisation: next,
    lead: led?.lead,
    command: {
      name: 'save',
      ...(moved && { definitionVersion: moved.definition.version }),
      ...(answers && {
        answers,
        steps: stepsWritten(definition, row.stage, Object.keys(sent ?? {})),
      }),
      ...(eligibility && { eligibility }),
      ...(useCase !== undefined && { useCase }),
      ...(next.id !== row.organisationId && { organisationId: next.id }),
      ...(input.with === null && row.withId !== null && { withId: null }),
      ...(input.explanation !== undefined && { explanation: input.explanation ?? '' }),
    },
  };
}

/** What stands in the lead is changed there: here it would be lost. */
function refuseCommon(
  led: Led,
  sent: string[],
  siret: string | undefined,
  present: string,
  language: Language,
): void {
  const wrong = sent.filter((id) => led.fields.includes(id)).map((id) => `answers.${id}`);
  if (siret !== undefined && siret !== present) wrong.push('siret');
  if (wrong.length > 0) throw answerOfLead(wrong, leadNamed(led), language);
}
