/**
 * What kind of organisation stands behind a SIRET, and whether it is what the applicant said at the first question
 * of the decision tree. A disagreement is explained and shown to the instructor: it refuses nobody by itself.
 */
import { administrations, type LegalCategoryLabel, legalCategories } from './legal-categories.ts';
import type { Language } from './localise.ts';

export type Profile = 'administration' | 'bank' | 'editor' | 'association' | 'company' | 'unknown';

/** What the organisation directory says; empty texts when it does not know. */
export interface OrganisationFacts {
  /** INSEE's legal category: `7210`. */
  legalCategory: string | null;
  /** Main activity, NAF rev. 2: `84.11Z`. */
  activity: string | null;
  open: boolean;
}

/** Main activities of banks (central bank, other monetary intermediation): a hint, not a proof. */
const bankActivities = ['64.11Z', '64.19Z'];
/** Programming and software publishing: a hint too. */
const editorActivity = /^(62\.01Z|58\.2)/;

/**
 * The legal category decides for the public sector, the activity hints for banks and software editors. A closed
 * organisation, or one without a category, is unknown.
 */
export function profileOf({ legalCategory, activity, open }: OrganisationFacts): Profile {
  if (!open || !legalCategory) return 'unknown';
  if (administrations.has(legalCategory)) return 'administration';
  if (bankActivities.includes(activity ?? '')) return 'bank';
  if (editorActivity.test(activity ?? '')) return 'editor';
  return /^92/.test(legalCategory) ? 'association' : 'company';
}

/** What each answer to « Qui êtes-vous ? » is compatible with. An answer of an API’s own says nothing of this. */
const compatible: Record<string, Profile[]> = {
  particulier: [],
  administration: ['administration'],
  entreprise: ['company', 'association', 'editor', 'bank'],
  // Many editors are registered under other activities: their declaration is believed, as far as it can be true.
  editeur: ['editor', 'company', 'association'],
  banque: ['bank'],
};

/**
 * @param declared option chosen at the first question of the decision tree
 * @returns `found`: what the directory says. Nothing found contradicts nothing: an unknown profile agrees with every
 * answer but « particulier », which no organisation agrees with.
 */
export function agreement(
  declared: string,
  organisation: OrganisationFacts,
): { agrees: boolean; found: Profile } {
  const found = profileOf(organisation);
  const accepted = Object.hasOwn(compatible, declared) ? (compatible[declared] ?? []) : undefined;
  if (!accepted) return { agrees: true, found };
  // A municipal credit bank is both an administration and a bank.
  const alsoBank = declared === 'banque' && bankActivities.includes(organisation.activity ?? '');
  return {
    agrees: alsoBank || accepted.includes(found) || (found === 'unknown' && accepted.length > 0),
    found,
  };
}

/** INSEE's name of a legal category, or of the family it belongs to. */
export function legalCategoryLabel(code: string | null, language: Language): string {
  const label: LegalCategoryLabel | undefined = [4, 2, 1]
    .map((length) => legalCategories[(code ?? '').slice(0, length)])
    .find(Boolean);
  return label
    ? label[language]
    : language === 'fr'
      ? 'Catégorie juridique inconnue'
      : 'Unknown legal category';
}
