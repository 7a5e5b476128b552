/**
 * Renewing as it is: still the same purpose, the same people, the same data? Who answers yes three times asks again for
 * what the habilitation says, in one act, under the form and the terms of today; people who left are replaced on the
 * way. Anything else is an update, which begins with the answers of the habilitation (`reopen`).
 */
import type { Answers, DocumentReference } from '../../catalogue/answers.ts';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import type { Actor } from '../accounts/actor.ts';
import type { DocumentView } from '../http/api.ts';
import type { Language } from '../http/language.ts';
import { type Promises, submissionsOf } from '../together/submit.ts';
import type { Intent } from './life/commands.ts';
import { heldOf, isDocuments } from './life/restored.ts';
import { replacedPeople } from './people.ts';
import { invalid, withdrawn } from './problems.ts';
import type { RequestServices } from './store/execute.ts';
import type { LoadedRequest } from './store/load.ts';

export interface RenewalInput extends Promises {
  /** The three answers. */
  same: { purpose: boolean; people: boolean; data: boolean };
  /** Those who come in the place of others, by field. */
  people: Record<string, unknown>;
}

/**
 * @throws {Problem} 422 something is no longer the same, or what stands against a submission of today; 409 the API has
 * left the catalogue
 */
export async function renewalOf(
  services: RequestServices,
  loaded: LoadedRequest,
  { same, people, ...promises }: RenewalInput,
  actor: Actor,
  language: Language,
): Promise<Intent & { name: 'renew' }> {
  const { row } = loaded;
  const definition = services.catalogue.localised(row.api, language);
  if (!definition?.stages.some(({ id }) => id === row.stage)) throw withdrawn(language);
  const t = words[language];
  const changed = (['purpose', 'data'] as const).filter((what) => !same[what]);
  const fields = changed.map((what) => ({ field: `same.${what}`, code: 'changed', message: t.update }));
  if (!same.people && Object.keys(people).length === 0) {
    fields.push({ field: 'same.people', code: 'required', message: t.people });
  }
  if (fields.length > 0) throw invalid(fields, language);

  const answers = await granted(services, loaded, definition);
  const { eligibility, useCase } = row;
  const context = { answers, eligibility, use_case: useCase };
  const replaced = replacedPeople(definition, row.stage, people, context, language);
  const renewed = asDraft(loaded, { ...answers, ...replaced }, definition.version);
  const { command } = await submissionsOf(services, renewed, promises, actor, language);
  return { ...command, name: 'renew', definitionVersion: definition.version };
}

/** What the habilitation says: fewer data than asked for, where the provider granted fewer. */
async function granted(
  services: Pick<RequestServices, 'database'>,
  { row }: LoadedRequest,
  definition: ApiDefinition,
): Promise<Answers> {
  const held = await heldOf(services, row);
  // People may have been replaced since.
  const answers: Answers = { ...held?.answers, ...row.submittedAnswers };
  for (const { id, kind } of fieldsOf(definition, row.stage)) {
    const asked = answers[id];
    if (kind !== 'scopes' || !Array.isArray(asked) || !held) continue;
    answers[id] = (asked as string[]).filter((scope) => held.scopes.includes(scope));
  }
  return answers;
}

/** The request as a submission looks at one: what is written apart from what is attached. */
function asDraft(loaded: LoadedRequest, answers: Answers, definitionVersion: number): LoadedRequest {
  const written = Object.entries(answers).filter(([, answer]) => !isDocuments(answer));
  const documents = Object.entries(answers).flatMap(([field, answer]) =>
    isDocuments(answer)
      ? (answer as DocumentReference[]).map(
          (document): DocumentView =>
            // One that was taken off since the validation is part of the habilitation all the same.
            loaded.documents.find(({ id }) => id === document.id) ?? { ...document, field, scan: 'clean' },
        )
      : [],
  );
  const row = { ...loaded.row, answers: Object.fromEntries(written), definitionVersion };
  return { ...loaded, row, documents };
}

const words: Record<Language, { update: string; people: string }> = {
  fr: {
    update:
      'Ce qui a changé se dit dans une mise à jour : commencez-la, vos réponses y sont reprises et l’habilitation reste en vigueur.',
    people: 'Remplacez les personnes qui sont parties, ou dites qu’elles sont toujours les mêmes.',
  },
  en: {
    update:
      'What has changed is said in an update: begin it, your answers are taken over and the habilitation stays in force.',
    people: 'Replace the people who have left, or say that they are still the same.',
  },
};
