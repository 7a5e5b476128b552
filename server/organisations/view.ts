/** An organisation as clients see it. */
import { legalCategoryLabel } from '../../catalogue/organisations.ts';
import type { OrganisationView } from '../http/api.ts';
import type { Language } from '../http/language.ts';
import type { organisations } from './tables.ts';

export type OrganisationRow = typeof organisations.$inferSelect;

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
