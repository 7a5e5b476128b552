/** The organisation that a request is made for. Pure. */
import type { OrganisationView } from '../shared/api-types.ts';
import type { FormContext } from './fields/field.ts';

/** What the server holds comes before what the last sign-in says: it is what would be submitted. */
export function chosenOrganisation({ autosave: { view }, session: { person }, values }: FormContext) {
  const siret = values['@siret'] || person?.current_siret;
  return person?.organisations.find((row) => row.siret === siret) ?? view?.organisation;
}

export const describe = ({ siret, address, legal_category_label }: OrganisationView): string =>
  [legal_category_label, address, `SIRET ${siret}`].filter(Boolean).join(' · ');
