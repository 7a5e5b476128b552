/** A request that is still being filled in goes over to the present version of its definition. */
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import { fitting } from '../../../catalogue/fitting.ts';
import type { Language } from '../../http/language.ts';
import type { Services } from '../../services.ts';
import type { Changes, RequestRow } from '../life/events.ts';
import { invalid, withdrawn } from '../problems.ts';

/**
 * @param version the one that the client has been told of
 * @returns the present definition, and what the move changes of the request: what no longer fits is left out
 * @throws {Problem} 409 the API has left the catalogue; 422 another version, or the stage is gone
 */
export function moving(
  { catalogue }: Pick<Services, 'catalogue'>,
  row: RequestRow,
  version: number,
  language: Language,
): { definition: ApiDefinition; changes: Changes } {
  const definition = catalogue.localised(row.api, language);
  if (!definition) throw withdrawn(language);
  const known = definition.stages.some(({ id }) => id === row.stage);
  if (definition.version !== version || !known) {
    const message = unknownVersion[language];
    throw invalid([{ field: 'definition_version', code: 'unknown_option', message }], language);
  }
  const before = { answers: row.answers, eligibility: row.eligibility, use_case: row.useCase };
  const after = fitting(definition, row.stage, before);
  const answers = Object.keys(row.answers).flatMap((field) => {
    const same = JSON.stringify(after.answers[field]) === JSON.stringify(row.answers[field]);
    return same ? [] : [[field, after.answers[field] ?? null] as const];
  });
  return {
    definition,
    changes: {
      definitionVersion: version,
      answers: Object.fromEntries(answers),
      eligibility: after.eligibility,
      useCase: after.use_case,
    },
  };
}

const unknownVersion: Record<Language, string> = {
  fr: 'Cette version du formulaire n’est plus la dernière : rechargez la demande.',
  en: 'This version of the form is not the latest any more: reload the request.',
};
