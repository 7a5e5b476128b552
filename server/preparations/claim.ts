/**
 * Somebody takes up a draft that was prepared for them: it becomes a request of their own, once, and the row that it
 * came from says which. Who prepared it can read it no more than any other draft.
 */
import { eq } from 'drizzle-orm';
import type { EligibilityAnswers } from '../../catalogue/answers.ts';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { walk } from '../../catalogue/eligibility.ts';
import type { Actor } from '../accounts/actor.ts';
import { newId } from '../database/columns.ts';
import type { Database } from '../database/connection.ts';
import { retried } from '../database/retry.ts';
import { stepsWritten } from '../requests/input.ts';
import { decide } from '../requests/life/commands.ts';
import { carriedOver, opens } from '../requests/start/follow.ts';
import type { RequestServices } from '../requests/store/execute.ts';
import { write } from '../requests/store/statement.ts';
import { writingOf } from '../requests/store/writing.ts';
import { isOut, type PreparedDraft, stateOf, titleField, titleOf } from './rules.ts';
import { preparedDrafts } from './tables.ts';

/** Why it is not taken up: see `stateOf`; `changed`: it is for somebody else, or another organisation, by now. */
export type NotClaimed = 'ended' | 'changed';

/**
 * @param seen the draft as the person had it before them: who may take it up was looked at on this one
 * @returns the request; of a second click, the one that the first has made
 */
export async function claimDraft(
  services: RequestServices,
  seen: PreparedDraft,
  definition: ApiDefinition,
  eligibility: EligibilityAnswers,
  actor: Actor,
): Promise<{ requestId: string } | NotClaimed> {
  const at = services.now();
  const claim = async (transaction: Database) => {
    const [draft] = await transaction
      .select()
      .from(preparedDrafts)
      .where(eq(preparedDrafts.id, seen.id))
      .for('update');
    if (draft?.claimedBy === actor.userId && draft.requestId) return { requestId: draft.requestId };
    if (!draft || !isOut(stateOf(draft, at))) return 'ended' as const;
    if (draft.email !== seen.email || draft.organisationId !== seen.organisationId) return 'changed' as const;
    const command = commandOf(draft, definition, eligibility);
    const decision = decide(undefined, command, { id: actor.userId, role: 'applicant' }, at);
    if ('refusal' in decision) throw new TypeError(`a draft that nobody may take up: ${decision.refusal}`);
    const creation = await writingOf(services, undefined, decision.events, actor, {});
    if (!(await write(transaction, creation))) throw new TypeError('a new request that is not written');
    await transaction
      .update(preparedDrafts)
      .set({
        // The request has the others from now on.
        answers: { [titleField]: titleOf(draft) },
        ...{ claimedBy: actor.userId, claimedAt: at, requestId: command.id },
        ...{ version: draft.version + 1, updatedAt: at },
      })
      .where(eq(preparedDrafts.id, draft.id));
    return { requestId: command.id };
  };
  const outcome = await retried(() =>
    services.database.transaction((transaction) => claim(transaction as unknown as Database)),
  );
  if (typeof outcome !== 'string') services.bell.ring();
  return outcome;
}

function commandOf(draft: PreparedDraft, definition: ApiDefinition, eligibility: EligibilityAnswers) {
  const { id: preparation, preparedBy, api, stage, text, organisationId } = draft;
  // Under the form of today: the draft may be older.
  const { answers, ...carried } = carriedOver(definition, stage, {
    ...{ answers: draft.answers, eligibility, use_case: draft.useCase },
  });
  return {
    name: 'claim' as const,
    ...{ id: newId(), fileId: newId(), parentId: null, providerId: definition.provider.id, api, stage },
    ...{ definitionVersion: definition.version, organisationId },
    ...{ useCase: carried.useCase, eligibility: carried.eligibility, answers, explanation: '' },
    steps: stepsWritten(definition, stage, Object.keys(answers)),
    ...{ preparation, preparedBy, text },
  };
}

/** What the applicant's own answers say of asking for this stage. */
export interface EligibilityShown {
  /** Answered on the path, in order; and the next open one. */
  asked: string[];
  question: string | undefined;
  verdict: ApiDefinition['eligibility']['verdicts'][string] | undefined;
  /** The verdict lets ask for it. */
  opens: boolean;
}

export function eligibilityOf(
  { eligibility }: ApiDefinition,
  stage: PreparedDraft['stage'],
  answers: EligibilityAnswers,
): EligibilityShown {
  const { asked, question, verdict: id } = walk(eligibility, answers);
  const verdict = eligibility.verdicts[id ?? ''];
  return { asked, question, verdict, opens: verdict !== undefined && opens(verdict, stage) };
}
