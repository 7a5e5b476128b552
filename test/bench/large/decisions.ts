/** What a decision costs, from the command to what is written: row, event, what is to be sent, and the list. */
import { and, desc, eq, isNull } from 'drizzle-orm';
import { users } from '../../../server/accounts/tables.ts';
import { execute, type RequestServices } from '../../../server/requests/store/execute.ts';
import { requests } from '../../../server/requests/tables.ts';
import { median } from '../figures.ts';
import { staff } from './questions.ts';

const subjects = 30;
const rounds = 5;

/** Each is sent back and sent again: the house stays as it was, but for the histories. @returns milliseconds */
export async function decisionCost(services: RequestServices): Promise<number> {
  const waiting = await services.database
    .select({ request: requests, applicant: users })
    .from(requests)
    .innerJoin(users, eq(users.id, requests.applicantId))
    .where(and(eq(requests.state, 'submitted'), eq(requests.providerId, 'dgfip'), isNull(requests.reopening)))
    .orderBy(desc(requests.lastSubmittedAt))
    .limit(subjects);
  const milliseconds: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    for (const { request, applicant } of waiting) {
      const start = performance.now();
      await execute(
        services,
        request.id,
        { name: 'request_changes', reason: 'Précisez qui lira ces données.', fields: ['description'] },
        staff('dgfip', round),
      );
      // The first round warms up.
      if (round > 0) milliseconds.push(performance.now() - start);
      const person = {
        ...staff('dgfip'),
        ...applicant,
        userId: applicant.id,
        roles: [],
        via: 'widget' as const,
      };
      await execute(
        services,
        request.id,
        { name: 'submit', answers: request.answers, documents: {}, termsVersion: '1', commitments: [] },
        { ...person, organisationId: request.organisationId, organisationIds: [request.organisationId] },
      );
    }
  }
  return median(milliseconds);
}
