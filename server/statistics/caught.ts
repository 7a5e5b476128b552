/**
 * What our checks have shown to an applicant, or stopped, before the request was sent: each would have been a round trip.
 * Counted once per request and subject, beside what the applicant waits for: it never makes anybody wait, or fail.
 */
import type { Database } from '../database/connection.ts';
import type { FieldProblem, Problem } from '../http/problem.ts';
import type { RequestRow } from '../requests/life/events.ts';
import type { Services } from '../services.ts';
import type { Increment } from './happening.ts';
import { monthOf } from './months.ts';
import { addTo, figuresOf, type Sums, writeFigures } from './sums.ts';
import { caughtProblems } from './tables.ts';

type Subject = Pick<RequestRow, 'id' | 'api' | 'providerId' | 'stage' | 'useCase' | 'firstSubmittedAt'>;

/** Longest list that one look at a draft leaves: no form has as many fields. */
const longestList = 200;

/** @param about ids of checks and fields; those of a request that has been sent already are no news to its instructor */
export async function noteCaught(
  database: Database,
  request: Subject,
  about: readonly string[],
  at: Date,
): Promise<void> {
  if (request.firstSubmittedAt || about.length === 0) return;
  const { id: requestId, useCase } = request;
  const subjects = ['', ...[...new Set(about)].sort()].slice(0, longestList);
  await database.transaction(async (transaction) => {
    const fresh = await transaction
      .insert(caughtProblems)
      .values(subjects.map((one) => ({ requestId, about: one, useCase, at })))
      .onConflictDoNothing()
      .returning();
    const sums: Sums = new Map();
    for (const row of fresh) addTo(sums, request, caughtIncrement(row));
    await writeFigures(transaction, figuresOf(sums));
  });
}

/** The same, in the background. */
export function noteCaughtBeside(
  { database, now, log }: Pick<Services, 'database' | 'now'> & { log?: Services['log'] },
  request: Subject,
  about: readonly string[],
): void {
  void noteCaught(database, request, about, now()).catch((error: Error) =>
    log?.warn({ name: error.name }, 'what the checks have caught is not counted'),
  );
}

/** What a refused submission was refused for: ids of fields and checks; one for all commitments. */
export function caughtIn({ code, extra }: Problem): string[] {
  if (code !== 'not-ready') return [];
  return ((extra.fields ?? []) as FieldProblem[]).map(({ field }) => {
    const [group = '', id] = field.split('.');
    return (group === 'answers' || group === 'checks') && id ? id : group;
  });
}

/** `caught_requests`: requests in which something was; `caught`: by what. */
export function caughtIncrement({
  about,
  useCase,
  at,
}: Pick<typeof caughtProblems.$inferSelect, 'about' | 'useCase' | 'at'>): Increment {
  const metric = about === '' ? 'caught_requests' : 'caught';
  return { period: monthOf(at), useCase, metric, detail: about, bucket: 0, by: 1 };
}
