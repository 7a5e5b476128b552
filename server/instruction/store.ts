/** Reads what the instruction pages show. Writing goes through `server/requests/store/execute.ts`. */
import { and, eq } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import type { Database } from '../database/connection.ts';
import type { Language } from '../http/language.ts';
import { organisationLinks } from '../organisations/tables.ts';
import { stillVouched } from '../organisations/trust.ts';
import type { RequestRow } from '../requests/life/events.ts';
import { maySee } from '../requests/life/lifecycle.ts';
import { rolesOn } from '../requests/life/relation.ts';
import { neighboursOf } from '../requests/start/stages.ts';
import { loadByNumber } from '../requests/store/load.ts';
import { historyOf, linesFor, whoDid } from '../requests/view/history.ts';
import type { Services } from '../services.ts';
import type { HistoryLine, InstructionFile } from './file.ts';
import { heldBy } from './update-view.ts';

/** Largest number that the address of a request may carry: nothing beyond has ever been given. */
const longestNumber = 12;

/**
 * @param number as it stands in the address: `D1042`
 * @returns undefined when there is none, when it was never submitted, or when its API is not the actor's to read
 */
export async function findFile(
  services: Pick<Services, 'database' | 'catalogue' | 'now'>,
  number: string,
  actor: Actor,
  language: Language,
): Promise<InstructionFile | undefined> {
  const { database } = services;
  const digits = /^D(\d+)$/i.exec(number)?.[1];
  if (!digits || digits.length > longestNumber) return undefined;
  const loaded = await loadByNumber(database, Number(digits));
  if (!loaded || !mayOpen(loaded.row, actor)) return undefined;
  const { row, organisation, applicant, documents } = loaded;
  const request = { ...row, title: titleSent(row) };
  const [trust, neighbours, history, held] = await Promise.all([
    trustOf(services, request),
    neighboursOf(services, loaded, language),
    historyLines(database, request, actor, language),
    heldBy(database, request, services.now()),
  ]);
  return { request, organisation, applicant, documents, trust, neighbours, history, held };
}

/** As it was last sent: what the applicant has typed since is not the instructor's to see, in a title neither. */
function titleSent({ title, submittedAnswers }: RequestRow): string {
  const sent = submittedAnswers?.intitule;
  return typeof sent === 'string' ? sent.trim() : title;
}

/** Instructors and reporters of the API; also on a request of their own, which they read and never decide. */
function mayOpen(request: RequestRow, actor: Actor): boolean {
  // Asked as if somebody else had applied: who applied is nothing but the applicant to `rolesOn`.
  const roles = rolesOn({ ...request, applicantId: '' }, actor);
  return roles.some((role) => (role === 'instructor' || role === 'reporter') && maySee(request, role));
}

async function trustOf(
  { database, now }: Pick<Services, 'database' | 'now'>,
  request: RequestRow,
): Promise<InstructionFile['trust']> {
  const [link] = await database
    .select({ trust: organisationLinks.trust, vouched: stillVouched(now()).mapWith(Boolean) })
    .from(organisationLinks)
    .where(
      and(
        eq(organisationLinks.userId, request.applicantId),
        eq(organisationLinks.organisationId, request.organisationId),
      ),
    );
  return link?.trust === 'verified' && !link.vouched ? 'lapsed' : link?.trust;
}

async function historyLines(
  database: Database,
  request: RequestRow,
  actor: Actor,
  language: Language,
): Promise<HistoryLine[]> {
  const reader = { userId: actor.userId, staff: true, provider: request.providerId, language };
  const entries = await historyOf(database, request.id);
  return linesFor(entries, reader)
    .map((entry) => ({
      name: entry.name,
      during: entry.during,
      at: entry.at,
      by: whoDid(entry, reader),
      reason: entry.reason ?? '',
      about: entry.about ?? undefined,
    }))
    .reverse();
}
