/** Answers that count on another API of the same file: it must be asked for there, sent before or in the same moment. */
import type { AnswerContext } from '../../catalogue/conditions.ts';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { countedOn, dependsOn } from '../../catalogue/together.ts';
import type { Language } from '../http/language.ts';
import type { FieldProblem } from '../http/problem.ts';
import type { RequestState } from '../requests/life/lifecycle.ts';
import { alive } from '../requests/start/follow.ts';
import type { RequestServices } from '../requests/store/execute.ts';
import { type Member, membersOf } from './store.ts';
import { submittedForm } from './telling.ts';

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

/** A request that another of the file counts on, as it stands. */
export interface Counted {
  /** « FranceConnect » */
  title: string;
  state: RequestState;
}

/**
 * What a request counts on in its file, by what was last submitted; the one that stands for an API is the last alive.
 * Read only where a definition lets answers count on anything.
 */
export async function countedBy(
  { database, catalogue }: Pick<RequestServices, 'database' | 'catalogue'>,
  { requestId, fileId }: { requestId: string; fileId: string },
  definition: ApiDefinition,
): Promise<Counted[]> {
  const may = definition.steps.some(({ fields }) =>
    fields.some((field) => field.kind === 'one_of' && field.options.some((option) => option.in_file)),
  );
  if (!may) return [];
  const members = await membersOf(database, fileId);
  const request = members.find(({ id }) => id === requestId);
  if (!request) return [];
  const standing = (api: string): Member | undefined => {
    const same = members.filter((member) => member.api === api);
    return same.findLast(({ state }) => alive(state)) ?? same.at(-1);
  };
  return dependsOn(definition, request.stage, submittedForm(request)).flatMap((api) => {
    const { state } = standing(api) ?? {};
    return state ? [{ title: catalogue.get(api)?.title ?? api, state }] : [];
  });
}
