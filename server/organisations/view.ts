/** An organisation as clients see it. */
import { legalCategoryLabel } from '../../catalogue/organisations.ts';
import type { Language } from '../http/language.ts';
import type { organisations } from './tables.ts';

export type OrganisationRow = typeof organisations.$inferSelect;

export interface OrganisationView {
  siret: string;
  /** What to show: « Organisation non diffusible » when it may not be named in public. */
  name: string;
  /** One line; empty when unknown or undisclosed. */
  address: string;
  /** INSEE's code; empty when unknown. */
  legal_category: string;
  legal_category_label: string;
  open: boolean;
}

export function organisationView(row: OrganisationRow, language: Language): OrganisationView {
  return {
    siret: row.siret,
    name: row.name || undisclosedName[language],
    address: row.address,
    legal_category: row.legalCategory,
    legal_category_label: legalCategoryLabel(row.legalCategory || null, language),
    open: row.open,
  };
}

const undisclosedName: Record<Language, string> = {
  fr: 'Organisation non diffusible',
  en: 'Undisclosed organisation',
};
