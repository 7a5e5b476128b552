/** Opinions that an instructor asks of a colleague, in words: never the applicant's to read. */
import { and, eq, notInArray } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import { type ActServices, record } from '../acts/acts.ts';
import { type Act, type ActRole, type Stance, stances } from '../acts/facts.ts';
import { newId } from '../database/columns.ts';
import type { Database } from '../database/connection.ts';
import { requests } from '../requests/tables.ts';
import { Conflict } from './conflict.ts';
import { examinationOf, over } from './examination.ts';
import { type Form, type FormProblem, seenIn, textIn, wordsProblems } from './input.ts';
import { awaited } from './tables.ts';

export interface AnswerInput {
  seen: number;
  stance: string;
  text: string;
}

export function readAnswer(form: Form): AnswerInput {
  return { seen: seenIn(form), stance: textIn(form, 'stance'), text: textIn(form, 'text') };
}

export function checkAnswer({ stance, text }: AnswerInput): FormProblem[] {
  const problems: FormProblem[] = isStance(stance) ? [] : [{ field: 'stance', code: 'required' }];
  return [...problems, ...wordsProblems('text', text, true)];
}

const isStance = (text: string): text is Stance => (stances as readonly string[]).includes(text);

export function askOpinion(
  services: ActServices,
  requestId: string,
  { of, question }: { of: string; question: string },
  { userId }: Actor,
): Promise<Act> {
  const id = newId();
  return record(
    services,
    requestId,
    userId,
    () => ({ name: 'ask_opinion', subject: id, facts: { of }, words: { question }, role: 'instructor' }),
    (transaction) => transaction.insert(awaited).values({ id, requestId, kind: 'opinion', userId: of }),
  );
}

/**
 * Gives one, or says it anew.
 * @throws {Conflict} it was withdrawn, or said elsewhere meanwhile
 */
export function giveOpinion(
  services: ActServices,
  requestId: string,
  id: string,
  { seen, stance, text }: AnswerInput,
  { userId }: Actor,
  role: ActRole,
): Promise<Act> {
  return record(
    services,
    requestId,
    userId,
    (acts) => {
      const opinion = examinationOf(acts).opinions.find((one) => one.id === id);
      if (!opinion || !isStance(stance) || (opinion.given?.sequence ?? 0) !== seen) {
        throw new Conflict(opinion?.given);
      }
      return { name: 'give_opinion', subject: id, facts: { stance }, words: { text }, role };
    },
    (transaction) => transaction.delete(awaited).where(eq(awaited.id, id)),
  );
}

/** Ids of the requests where somebody's opinion is awaited. Those that are over wait for nothing. */
export async function opinionsAskedOf(database: Database, userId: string): Promise<string[]> {
  const rows = await database
    .selectDistinct({ id: awaited.requestId })
    .from(awaited)
    .innerJoin(requests, eq(requests.id, awaited.requestId))
    .where(and(eq(awaited.userId, userId), notInArray(requests.state, over)));
  return rows.map(({ id }) => id);
}

/** Nobody waits for it any more. @throws {Conflict} it was answered meanwhile: it stays */
export function withdrawOpinion(
  services: ActServices,
  requestId: string,
  id: string,
  { userId }: Actor,
): Promise<Act> {
  return record(
    services,
    requestId,
    userId,
    (acts) => {
      const opinion = examinationOf(acts).opinions.find((one) => one.id === id);
      if (!opinion || opinion.given) throw new Conflict(opinion?.given);
      return { name: 'withdraw_opinion', subject: id, facts: {}, role: 'instructor' };
    },
    (transaction) => transaction.delete(awaited).where(eq(awaited.id, id)),
  );
}
