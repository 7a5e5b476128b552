/** A new request that is filled in with a draft of the same applicant: one file for several APIs. */
import type { Answers } from '../../catalogue/answers.ts';
import type { AnswerContext } from '../../catalogue/conditions.ts';
import { answersTogether, commonFields, type FilledForm } from '../../catalogue/together.ts';
import type { Actor } from '../accounts/actor.ts';
import { definitionAt } from '../catalogue/versions.ts';
import type { Language } from '../http/language.ts';
import { rolesOn } from '../requests/life/relation.ts';
import { alive } from '../requests/start/follow.ts';
import type { RequestServices } from '../requests/store/execute.ts';
import { type LoadedRequest, loadRequest } from '../requests/store/load.ts';
import { contextOf } from './draft.ts';
import { cannotJoin } from './problems.ts';
import { membersOf } from './store.ts';

/**
 * @param id of a draft of the file: the one that leads, or one filled in with it
 * @param api that is asked for
 * @param siret what the client says of the organisation; undefined: nothing
 * @returns the lead
 * @throws {Problem} 422 `cannot-join`, and why
 */
export async function leadFor(
  { database }: Pick<RequestServices, 'database'>,
  id: string,
  api: string,
  siret: string | undefined,
  actor: Actor,
  language: Language,
): Promise<LoadedRequest> {
  const named = await loadRequest(database, id);
  const lead = named?.row.withId ? await loadRequest(database, named.row.withId) : named;
  if (!lead || !rolesOn(lead.row, actor).includes('applicant')) throw cannotJoin('unknown', language);
  const number = `D${lead.row.number}`;
  // An update may go back to its habilitation at any moment: nobody else's answers hang on it.
  if (lead.row.state !== 'draft' || lead.row.reopening) throw cannotJoin('not_draft', language, number);
  if (siret !== undefined && siret !== lead.organisation.siret) {
    throw cannotJoin('organisation', language, number);
  }
  const members = await membersOf(database, lead.row.fileId);
  const same = members.find((member) => member.api === api && alive(member.state));
  if (same) throw cannotJoin('same_api', language, `D${same.number}`);
  return lead;
}

/** What a form keeps of its own beside its lead, and how both read together. */
export async function apart(
  services: Pick<RequestServices, 'database' | 'catalogue'>,
  lead: LoadedRequest,
  form: FilledForm,
  language: Language,
): Promise<{ own: Answers; context: AnswerContext }> {
  const definition = await definitionAt(services, lead.row, language);
  const leading = definition && { definition, stage: lead.row.stage, context: contextOf(lead) };
  const common = leading ? commonFields(leading, form) : [];
  const { answers } = form.context;
  return {
    own: answersTogether(answers, {}, common),
    context: { ...form.context, answers: answersTogether(answers, lead.row.answers, common) },
  };
}
