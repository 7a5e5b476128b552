/**
 * The organisations of the stand-ins. All are fictitious: no département 99 exists, and SIRENs that begin with 2199…,
 * 1399…, 9900… name nobody; their check digits are right, because ours are checked.
 */

export interface StandInOrganisation {
  siret: string;
  name: string;
  /** INSEE's legal category. */
  legalCategory: string;
  /** NAF rev. 2. */
  activity: string;
  address: string;
  postcode: string;
  department: string;
  region: string;
  /** `closed`: the establishment has ended; `unknown`: the directory has never heard of it. */
  state: 'open' | 'closed' | 'unknown';
  /** Its name may not be published (statut de diffusion P). */
  undisclosed?: boolean;
}

const exempleville = {
  address: '1 place de la Mairie 99100 Exempleville',
  postcode: '99100',
  department: '99',
  region: '99',
  state: 'open',
} as const;

export const organisations = {
  commune: {
    ...exempleville,
    siret: '21990001600011',
    name: 'Commune d’Exempleville',
    legalCategory: '7210',
    activity: '84.11Z',
  },
  ccas: {
    ...exempleville,
    siret: '26990001500018',
    name: 'CCAS d’Exempleville',
    legalCategory: '7361',
    activity: '88.99B',
  },
  dgfip: {
    ...exempleville,
    siret: '13990001300018',
    name: 'Direction générale des finances publiques (exemple)',
    legalCategory: '7120',
    activity: '84.11Z',
  },
  dinum: {
    ...exempleville,
    siret: '13990002100011',
    name: 'Direction interministérielle du numérique (exemple)',
    legalCategory: '7120',
    activity: '84.11Z',
  },
  cnam: {
    ...exempleville,
    siret: '13990003900013',
    name: 'Caisse nationale de l’assurance maladie (exemple)',
    legalCategory: '8110',
    activity: '84.30A',
  },
  editeur: {
    ...exempleville,
    siret: '99000010100016',
    name: 'Éditions Logicielles Fictives',
    legalCategory: '5710',
    activity: '58.29C',
  },
  banque: {
    ...exempleville,
    siret: '99000020000016',
    name: 'Banque Imaginaire',
    legalCategory: '5599',
    activity: '64.19Z',
  },
  entreprise: {
    ...exempleville,
    siret: '99000030900015',
    name: 'Boulangerie Inventée',
    legalCategory: '5499',
    activity: '10.71C',
  },
  voyages: {
    ...exempleville,
    siret: '99000040800015',
    name: 'Agence de voyages Nulle-Part',
    legalCategory: '5710',
    activity: '79.11Z',
  },
  discrete: {
    ...exempleville,
    siret: '99000050700014',
    name: 'Association Discrète',
    legalCategory: '9220',
    activity: '94.99Z',
    undisclosed: true,
  },
  fermee: {
    ...exempleville,
    siret: '21990009900017',
    name: 'Commune d’Ancienville',
    legalCategory: '7210',
    activity: '84.11Z',
    state: 'closed',
  },
  inconnue: {
    ...exempleville,
    siret: '99000090300015',
    name: 'Organisation Introuvable',
    legalCategory: '',
    activity: '',
    state: 'unknown',
  },
} satisfies Record<string, StandInOrganisation>;
