/** Whether somebody may act for the organisation behind a SIRET, and what to do when not. */
import type { Database } from '../database/connection.ts';
import type { Language } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import { type Directory, DirectoryUnavailable } from './directory.ts';
import { readSiret } from './siret.ts';
import { findOrganisation, rememberOrganisation } from './store.ts';
import type { OrganisationRow } from './view.ts';

/** Stable codes: in problem details, and in the fragment that comes back to a catalogue's page. */
export const organisationErrors = [
  'organisation-invalid',
  'organisation-unknown',
  'organisation-closed',
  'directory-unavailable',
] as const;
export type OrganisationError = (typeof organisationErrors)[number];

export class OrganisationRefused extends Error {
  override name = 'OrganisationRefused';
  readonly code: OrganisationError;
  constructor(code: OrganisationError) {
    super(code);
    this.code = code;
  }
}

/**
 * The organisation to act for, from the directory.
 * @throws {OrganisationRefused} wrong, unknown or closed SIRET, or a directory that is away for one never seen before
 */
export async function admitOrganisation(
  services: { database: Database; directory: Directory; now: () => Date },
  text: unknown,
): Promise<OrganisationRow> {
  const siret = readSiret(text);
  if (!siret) throw new OrganisationRefused('organisation-invalid');
  const entry = await services.directory.find(siret).catch((error) => {
    throw error instanceof DirectoryUnavailable ? new OrganisationRefused('directory-unavailable') : error;
  });
  if (!entry) throw new OrganisationRefused('organisation-unknown');
  const row =
    (await findOrganisation(services.database, siret)) ??
    (await rememberOrganisation(services.database, entry, services.now()));
  if (!row.open) throw new OrganisationRefused('organisation-closed');
  return row;
}

/** The refusal in words, for people and for `application/problem+json`. */
export function organisationProblem(code: OrganisationError, language: Language): Problem {
  const { status, fr, en } = words[code];
  const [title, detail] = language === 'fr' ? fr : en;
  return new Problem(status, code, title, detail);
}

const words: Record<OrganisationError, { status: 422 | 503; fr: [string, string]; en: [string, string] }> = {
  'organisation-invalid': {
    status: 422,
    fr: [
      'Le SIRET de votre organisation n’est pas valable',
      'Un SIRET a 14 chiffres, dont le dernier contrôle les autres. Corrigez-le chez votre fournisseur d’identité (ProConnect), puis reconnectez-vous.',
    ],
    en: [
      'The SIRET of your organisation is not valid',
      'A SIRET has 14 digits; the last one checks the others. Correct it with your identity provider (ProConnect), then sign in again.',
    ],
  },
  'organisation-unknown': {
    status: 422,
    fr: [
      'Le répertoire des entreprises ne connaît pas ce SIRET',
      'Vérifiez-le sur annuaire-entreprises.data.gouv.fr : un établissement créé récemment y paraît en quelques jours. Connectez-vous ensuite avec le bon SIRET.',
    ],
    en: [
      'The directory of organisations does not know this SIRET',
      'Look it up on annuaire-entreprises.data.gouv.fr: a new establishment appears there within days. Then sign in with the right SIRET.',
    ],
  },
  'organisation-closed': {
    status: 422,
    fr: [
      'Votre organisation est fermée',
      'Le répertoire des entreprises indique que cet établissement a cessé son activité. Connectez-vous avec le SIRET de l’établissement qui lui succède.',
    ],
    en: [
      'Your organisation is closed',
      'The directory of organisations says that this establishment has ceased. Sign in with the SIRET of the one that succeeds it.',
    ],
  },
  'directory-unavailable': {
    status: 503,
    fr: [
      'Le répertoire des entreprises ne répond pas',
      'Nous n’avons pas pu vérifier votre organisation. Ce que vous avez saisi est conservé : réessayez dans une minute.',
    ],
    en: [
      'The directory of organisations does not answer',
      'We could not check your organisation. What you typed is kept: try again in a minute.',
    ],
  },
};
