/**
 * What a verdict recommends, and the applicant commits to: « émettre des préconisations… Ce dernier s'engage par principe
 * dès la souscription à les examiner et à planifier leur réalisation » (seed of the DGFiP). Reminded until done.
 */
import { eq } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import { type ActServices, record, recordIf, type Transaction } from '../acts/acts.ts';
import type { Act, ActRole } from '../acts/facts.ts';
import { newId } from '../database/columns.ts';
import { parisDay } from '../requests/dates.ts';
import { Conflict } from './conflict.ts';
import { examinationOf, type Recommendation } from './examination.ts';
import { dayProblems, type Form, type FormProblem, seenIn, textIn, wordsProblems } from './input.ts';
import { nextReminder } from './reminders.ts';
import { awaited } from './tables.ts';

export interface RecommendationInput {
  seen: number;
  text: string;
  /** Who is to do it, on the applicant's side, in words. */
  owner: string;
  /** `YYYY-MM-DD` */
  planned: string;
}

export function readRecommendation(form: Form): RecommendationInput {
  const [text, owner, planned] = ['text', 'owner', 'planned'].map((name) => textIn(form, name));
  return { seen: seenIn(form), text: text ?? '', owner: owner ?? '', planned: planned ?? '' };
}

export function checkRecommendation(
  { text, owner, planned }: RecommendationInput,
  today: string,
): FormProblem[] {
  return [
    ...wordsProblems('text', text, true),
    ...wordsProblems('owner', owner, true),
    ...dayProblems('planned', planned, today),
  ];
}

/**
 * Writes one, or writes it anew.
 * @param before undefined: it is new
 * @throws {Conflict} somebody has changed it meanwhile
 */
export function recommend(
  services: ActServices,
  requestId: string,
  control: string,
  { seen, text, owner, planned }: RecommendationInput,
  actor: Actor,
  before?: Recommendation,
): Promise<Act> {
  const subject = before?.id ?? newId();
  return record(
    services,
    requestId,
    actor.userId,
    (acts) => {
      const now = find(acts, subject);
      if ((now?.said.sequence ?? 0) !== seen) throw new Conflict(now?.said);
      const words = { text, owner };
      return { name: 'recommend', subject, facts: { control, planned }, words, role: 'security' };
    },
    async (transaction) => {
      // One that is done stays so, whatever is corrected of it.
      if (!before?.done)
        await expect(transaction, { id: subject, requestId, planned }, parisDay(services.now()));
    },
  );
}

/** The applicant's side says that it will be done. Twice says it once. */
export async function commitTo(
  services: ActServices,
  requestId: string,
  id: string,
  { userId }: Actor,
  role: ActRole,
): Promise<void> {
  await recordIf(services, requestId, userId, (acts) => {
    const now = find(acts, id);
    if (!now || now.committed) return undefined;
    return { name: 'commit', subject: id, facts: {}, role };
  });
}

/** Done, as either side says; or not after all. Saying what stands already changes nothing. */
export async function complete(
  services: ActServices,
  requestId: string,
  id: string,
  done: boolean,
  { userId }: Actor,
  role: ActRole,
): Promise<Act | undefined> {
  let planned = '';
  return recordIf(
    services,
    requestId,
    userId,
    (acts) => {
      const now = find(acts, id);
      if (!now || now.done === done) return undefined;
      planned = now.said.facts.planned;
      return { name: 'complete', subject: id, facts: { done }, role };
    },
    (transaction) =>
      done
        ? transaction.delete(awaited).where(eq(awaited.id, id))
        : expect(transaction, { id, requestId, planned }, parisDay(services.now())),
  );
}

const find = (acts: Act[], id: string): Recommendation | undefined =>
  examinationOf(acts).recommendations.find((one) => one.id === id);

/** It is awaited from now on, and reminded of. */
function expect(
  transaction: Transaction,
  { id, requestId, planned }: { id: string; requestId: string; planned: string },
  today: string,
) {
  const remindDay = nextReminder(planned, today);
  return transaction
    .insert(awaited)
    .values({ id, requestId, kind: 'recommendation', plannedDay: planned, remindDay })
    .onConflictDoUpdate({ target: awaited.id, set: { plannedDay: planned, remindDay } });
}
