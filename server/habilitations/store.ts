/** Reads a habilitation for whoever may receive it, and records that they did. */
import { eq, getTableColumns } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import type { Database } from '../database/connection.ts';
import { organisations } from '../organisations/tables.ts';
import { requests } from '../requests/tables.ts';
import { credentialDeliveries, habilitations } from './tables.ts';

/** Nothing of the answers but the public title; no person. */
export interface HeldHabilitation {
  habilitation: Omit<typeof habilitations.$inferSelect, 'answers'>;
  organisation: { siret: string; name: string };
  request: { number: number; title: string };
}

/** What anybody may know of a habilitation, by its number (1042 for `H1042`). */
export async function findPublic(database: Database, number: number): Promise<HeldHabilitation | undefined> {
  return (await find(database, number))?.held;
}

/**
 * The applicant, while they act for the organisation, or the technical contact: the person whose identity provider
 * vouches for the e-mail named in the request. Nobody else.
 * @param number of `H1042`
 * @returns undefined when there is no such habilitation, or it is none of this person's: the two must look the same
 */
export async function findHeld(
  database: Database,
  number: number,
  actor: Pick<Actor, 'userId' | 'email' | 'organisationIds'>,
): Promise<HeldHabilitation | undefined> {
  const found = await find(database, number);
  if (!found) return undefined;
  const { technicalContactEmail: contact, organisationId } = found.held.habilitation;
  const isContact = contact !== '' && contact === actor.email.trim().toLowerCase();
  const isApplicant = found.applicantId === actor.userId && actor.organisationIds.includes(organisationId);
  return isApplicant || isContact ? found.held : undefined;
}

const { answers: _answers, ...withoutAnswers } = getTableColumns(habilitations);

async function find(database: Database, number: number) {
  const [row] = await database
    .select({
      habilitation: withoutAnswers,
      applicantId: requests.applicantId,
      organisation: { siret: organisations.siret, name: organisations.name },
      request: { number: requests.number, title: requests.title },
    })
    .from(habilitations)
    .innerJoin(requests, eq(requests.id, habilitations.requestId))
    .innerJoin(organisations, eq(organisations.id, habilitations.organisationId))
    .where(eq(habilitations.number, number));
  if (!row) return undefined;
  const { applicantId, ...held } = row;
  return { held, applicantId };
}

/** @param id the token's `jti` */
export async function recordDelivery(
  database: Database,
  delivery: { id: string; habilitationId: string; userId: string; deliveredAt: Date },
): Promise<void> {
  await database.insert(credentialDeliveries).values(delivery);
}
