/**
 * Habilitations granted along with one, for another API of which the same form has asked all (FranceConnect within API
 * Particulier). They are of the same request: replaced, suspended, restored, prolonged, revoked and given back by what
 * happens to it, in the same statement.
 */
import type { Answers } from '../../../catalogue/answers.ts';
import { holds } from '../../../catalogue/conditions.ts';
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import { fieldsOf } from '../../../catalogue/steps.ts';
import { newId } from '../../database/columns.ts';
import type { Services } from '../../services.ts';
import type { HabilitationSnapshot } from '../store/statement-parts.ts';
import type { RequestFacts } from './events.ts';

/** @param definition that the request was filled under */
export function childrenOf(
  { catalogue }: Pick<Services, 'catalogue'>,
  parent: HabilitationSnapshot,
  request: Pick<RequestFacts, 'submittedAnswers' | 'eligibility' | 'useCase'>,
  definition: ApiDefinition,
): HabilitationSnapshot[] {
  const said = request.submittedAnswers ?? {};
  const context = { answers: said, eligibility: request.eligibility, use_case: request.useCase };
  return definition.children.flatMap((child): HabilitationSnapshot[] => {
    const api = catalogue.localised(child.api, 'fr');
    const scopes = child.scopes.filter((scope) => parent.scopes.includes(scope));
    // Without data there is nothing to grant: the provider may have left them out.
    if (!api || scopes.length === 0 || !holds(child.when, context)) return [];
    const answers: Answers = {};
    for (const [theirs, ours] of Object.entries(child.answers)) {
      const answer = said[ours];
      if (answer !== undefined) answers[theirs] = answer;
    }
    const field = fieldsOf(api, child.stage).find(({ kind }) => kind === 'scopes');
    if (field) answers[field.id] = scopes;
    return [
      {
        ...parent,
        id: newId(),
        child: { parentId: parent.id, providerId: api.provider.id, api: api.id, stage: child.stage },
        definitionVersion: api.version,
        answers,
        scopes,
        quota: '',
        conditions: '',
        questionnaireEndsAt: null,
      },
    ];
  });
}
