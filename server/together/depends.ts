/** Answers that count on another API of the same file: it must be asked for there, sent before or in the same moment. */
import type { AnswerContext } from '../../catalogue/conditions.ts';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { countedOn } from '../../catalogue/together.ts';
import type { Language } from '../http/language.ts';
import type { FieldProblem } from '../http/problem.ts';

/** @param file the APIs that the file asks for, this one included */
export function absentFromFile(
  definition: ApiDefinition,
  stage: string,
  context: AnswerContext,
  file: readonly string[],
  { titleOf }: { titleOf: (api: string) => string },
  language: Language,
): FieldProblem[] {
  return countedOn(definition, stage, context)
    .filter(({ api }) => !file.includes(api))
    .map(({ field, api }) => ({
      field: `answers.${field}`,
      code: 'not_in_file',
      message: words[language](titleOf(api)),
    }));
}

const words: Record<Language, (api: string) => string> = {
  fr: (api) =>
    `Ce dossier ne demande pas « ${api} » : ajoutez cette API et envoyez-la avec cette demande, ou répondez autrement.`,
  en: (api) =>
    `This file does not ask for “${api}”: add this API and send it with this request, or answer otherwise.`,
};
