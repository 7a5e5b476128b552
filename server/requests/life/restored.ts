/** What the habilitation of a request says: an update starts from it, and goes back to it when it comes to nothing. */
import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Answer } from '../../../catalogue/answers.ts';
import { ofItsOwn, stateColumns } from '../../habilitations/in-force.ts';
import { habilitations } from '../../habilitations/tables.ts';
import type { Services } from '../../services.ts';
import type { RequestRow, Restored } from './events.ts';

/** The habilitation that a request holds, in force or suspended, and what it was granted for. */
export async function heldOf({ database }: Pick<Services, 'database'>, row: Pick<RequestRow, 'id'>) {
  const { number, answers, scopes } = habilitations;
  const [held] = await database
    .select({ number, answers, scopes, ...stateColumns })
    .from(habilitations)
    .where(
      and(
        eq(habilitations.requestId, row.id),
        ofItsOwn,
        inArray(habilitations.state, ['active', 'suspended']),
      ),
    )
    .orderBy(desc(habilitations.number))
    .limit(1);
  return held;
}

/** @throws {TypeError} for a request that holds none, which the life cycle does not let come here */
export async function restoredOf(
  services: Pick<Services, 'database'>,
  row: Pick<RequestRow, 'id'>,
): Promise<Restored> {
  const held = await heldOf(services, row);
  if (!held) throw new TypeError('a request without a habilitation to go back to');
  const typed = Object.entries(held.answers).filter(([, answer]) => !isDocuments(answer));
  return { answers: Object.fromEntries(typed), submittedAnswers: held.answers };
}

/** Documents stand among what was submitted, and beside what is being written. */
export const isDocuments = (answer: Answer): boolean =>
  Array.isArray(answer) && answer.some((item) => typeof item === 'object');
