/** Whose profile somebody may read and write: that of an organisation which an identity provider vouches for. */
import type { Actor } from '../accounts/actor.ts';
import type { Database } from '../database/connection.ts';
import type { Language } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import { findOrganisation } from '../organisations/store.ts';
import type { OrganisationRow } from '../organisations/view.ts';

/** Our own page of a profile. */
export const profilePath = (siret: string): string => `/organisations/${siret}/profil`;

/** @throws {Problem} 404, alike for what does not exist and what is not theirs */
export async function ownOrganisation(
  database: Database,
  siret: string,
  { organisationIds }: Pick<Actor, 'organisationIds'>,
  language: Language,
): Promise<OrganisationRow> {
  const organisation = /^\d{14}$/.test(siret) ? await findOrganisation(database, siret) : undefined;
  if (!organisation || !organisationIds.includes(organisation.id)) {
    throw new Problem(404, 'not-found', ...absent[language]);
  }
  return organisation;
}

const absent: Record<Language, [string, string]> = {
  fr: [
    'Profil introuvable',
    'Vérifiez le SIRET, ou connectez-vous pour cette organisation : seules les personnes dont le lien est vérifié voient son profil.',
  ],
  en: [
    'Profile not found',
    'Check the SIRET, or sign in for this organisation: only people whose link is verified see its profile.',
  ],
};
