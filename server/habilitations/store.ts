/** Reads a habilitation for whoever may receive it, and records that they did. */
import { eq } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import type { Database } from '../database/connection.ts';
import { organisations } from '../organisations/tables.ts';
import { requests } from '../requests/tables.ts';
import { credentialDeliveries, habilitations } from './tables.ts';

export interface HeldHabilitation {
  habilitation: Omit<typeof habilitations.$inferSelect, 'answers'>;
  organisation: { siret: string; name: string };
}

/**
 * The applicant, while they act for the organisation, or the technical contact: the person whose identity provider
 * vouches for the e-mail named in the request. Nobody else, and nothing of the answers.
 * @param number of `H1042`
 * @returns undefined when there is no such habilitation, or it is none of this person's: the two must look the same
 */
export async function findHeld(
  database: Database,
  number: number,
  actor: Pick<Actor, 'userId' | 'email' | 'organisationIds'>,
): Promise<HeldHabilitation | undefined> {
  const [row] = await database
    .select({
      habilitation: habilitations,
      applicantId: requests.applicantId,
      siret: organisations.siret,
      name: organisations.name,
    })
    .from(habilitations)
    .innerJoin(requests, eq(requests.id, habilitations.requestId))
    .innerJoin(organisations, eq(organisations.id, habilitations.organisationId))
    .where(eq(habilitations.number, number));
  if (!row) return undefined;
  const { answers: _answers, ...habilitation } = row.habilitation;
  const contact = habilitation.technicalContactEmail;
  const isContact = contact !== '' && contact === actor.email.trim().toLowerCase();
  const isApplicant =
    row.applicantId === actor.userId && actor.organisationIds.includes(habilitation.organisationId);
  if (!isApplicant && !isContact) return undefined;
  return { habilitation, organisation: { siret: row.siret, name: row.name } };
}

/** @param id the token's `jti` */
export async function recordDelivery(
  database: Database,
  delivery: { id: string; habilitationId: string; userId: string; deliveredAt: Date },
): Promise<void> {
  await database.insert(credentialDeliveries).values(delivery);
}
