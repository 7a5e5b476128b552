/**
 * The people and organisations of the stand-ins. All are fictitious: no département 99 exists, and SIRENs that begin
 * with 2199…, 1399…, 9900… name nobody; their check digits are right, because ours are checked.
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

export interface StandInPerson {
  /** `data-person` on the page of people, and how tests name them. */
  id: string;
  givenName: string;
  familyName: string;
  email: string;
  phone: string;
  /** One, or several to choose from at sign-in. */
  organisations: [StandInOrganisation, ...StandInOrganisation[]];
  /** What one would pick this person for. */
  note: string;
  /** Levels of authentication the identity provider can give; the first is given unless a higher one is asked for. */
  acr: [string, ...string[]];
  /** Written with the person in our database: ProConnect knows no roles of ours. */
  roles: string[];
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

const simple: [string] = ['eidas1'];
const strong: [string, ...string[]] = ['eidas1-mfa', 'eidas2'];

export const people: StandInPerson[] = [
  {
    id: 'camille',
    givenName: 'Camille',
    familyName: 'Exemple',
    email: 'camille.exemple@commune.example',
    phone: '01 99 00 00 01',
    organisations: [organisations.commune],
    note: 'Agente de la commune',
    acr: simple,
    roles: [],
  },
  {
    id: 'dominique',
    givenName: 'Dominique',
    familyName: 'Modèle',
    email: 'dominique.modele@commune.example',
    phone: '01 99 00 00 02',
    organisations: [organisations.commune],
    note: 'Collègue de Camille, même commune',
    acr: simple,
    roles: [],
  },
  {
    id: 'claude',
    givenName: 'Claude',
    familyName: 'Double',
    email: 'claude.double@commune.example',
    phone: '01 99 00 00 03',
    organisations: [organisations.commune, organisations.ccas],
    note: 'Agent de la commune et de son CCAS : choisit en se connectant',
    acr: simple,
    roles: [],
  },
  {
    id: 'editeur',
    givenName: 'Éden',
    familyName: 'Fictif',
    email: 'eden.fictif@editeur.example',
    phone: '01 99 00 00 04',
    organisations: [organisations.editeur],
    note: 'Éditrice de logiciels',
    acr: simple,
    roles: [],
  },
  {
    id: 'technique',
    givenName: 'Tristan',
    familyName: 'Technique',
    email: 'tristan.technique@editeur.example',
    phone: '01 99 00 00 05',
    organisations: [organisations.editeur],
    note: 'Contact technique chez l’éditeur',
    acr: simple,
    roles: [],
  },
  {
    id: 'banque',
    givenName: 'Blaise',
    familyName: 'Imaginaire',
    email: 'blaise.imaginaire@banque.example',
    phone: '01 99 00 00 06',
    organisations: [organisations.banque],
    note: 'Employé d’une banque',
    acr: simple,
    roles: [],
  },
  {
    id: 'entreprise',
    givenName: 'Emma',
    familyName: 'Inventée',
    email: 'emma.inventee@entreprise.example',
    phone: '01 99 00 00 07',
    organisations: [organisations.entreprise],
    note: 'Gérante d’une entreprise',
    acr: simple,
    roles: [],
  },
  {
    id: 'voyages',
    givenName: 'Valentin',
    familyName: 'Nullepart',
    email: 'valentin.nullepart@voyages.example',
    phone: '01 99 00 00 08',
    organisations: [organisations.voyages],
    note: 'Agent de voyages',
    acr: simple,
    roles: [],
  },
  {
    id: 'freemail',
    givenName: 'Fanny',
    familyName: 'Gratuite',
    email: 'personne.fictive.datapass@gmail.com',
    phone: '01 99 00 00 09',
    organisations: [organisations.commune],
    note: 'Agente avec une adresse de messagerie gratuite',
    acr: simple,
    roles: [],
  },
  {
    id: 'generique',
    givenName: 'Gaël',
    familyName: 'Générique',
    email: 'contact@commune.example',
    phone: '01 99 00 00 10',
    organisations: [organisations.commune],
    note: 'Agent avec une adresse générique (contact@…)',
    acr: simple,
    roles: [],
  },
  {
    id: 'instructrice',
    givenName: 'Inès',
    familyName: 'Instruction',
    email: 'ines.instruction@dgfip.example',
    phone: '01 99 00 00 11',
    organisations: [organisations.dgfip],
    note: 'Instructrice à la DGFiP',
    acr: strong,
    roles: ['dgfip:*:instructor'],
  },
  {
    id: 'instructeur2',
    givenName: 'Ivan',
    familyName: 'Secondavis',
    email: 'ivan.secondavis@dgfip.example',
    phone: '01 99 00 00 12',
    organisations: [organisations.dgfip],
    note: 'Second instructeur à la DGFiP',
    acr: strong,
    roles: ['dgfip:*:instructor'],
  },
  {
    id: 'rapporteur',
    givenName: 'Rose',
    familyName: 'Rapporteuse',
    email: 'rose.rapporteuse@dgfip.example',
    phone: '01 99 00 00 13',
    organisations: [organisations.dgfip],
    note: 'Rapporteuse à la DGFiP : lit sans décider',
    acr: strong,
    roles: ['dgfip:*:reporter'],
  },
  {
    id: 'securite',
    givenName: 'Sacha',
    familyName: 'Sécurité',
    email: 'sacha.securite@dgfip.example',
    phone: '01 99 00 00 16',
    organisations: [organisations.dgfip],
    note: 'Responsable de la sécurité à la DGFiP : lit aussi les questionnaires de sécurité',
    acr: strong,
    roles: ['dgfip:*:reporter', 'dgfip:*:security'],
  },
  {
    id: 'responsable',
    givenName: 'Rémi',
    familyName: 'Responsable',
    email: 'remi.responsable@dgfip.example',
    phone: '01 99 00 00 20',
    organisations: [organisations.dgfip],
    note: 'Responsable d’équipe à la DGFiP : décide, donne les rôles, écrit les modèles de réponse',
    acr: strong,
    roles: ['dgfip:*:manager'],
  },
  {
    id: 'administratrice',
    givenName: 'Aude',
    familyName: 'Administration',
    email: 'aude.administration@dinum.example',
    phone: '01 99 00 00 21',
    organisations: [organisations.dinum],
    note: 'Administratrice de DataPass : rôles, comptes, sites ; lit tout et ne décide rien',
    acr: strong,
    roles: ['*:*:administrator'],
  },
  {
    id: 'dinum',
    givenName: 'Diane',
    familyName: 'Numérique',
    email: 'diane.numerique@dinum.example',
    phone: '01 99 00 00 17',
    organisations: [organisations.dinum],
    note: 'Instructrice à la DINUM (API Particulier, API Entreprise, FranceConnect, ProConnect)',
    acr: strong,
    roles: ['dinum:*:instructor'],
  },
  {
    id: 'datapass',
    givenName: 'Denis',
    familyName: 'Plateforme',
    email: 'denis.plateforme@dinum.example',
    phone: '01 99 00 00 18',
    organisations: [organisations.dinum],
    note: 'Équipe DataPass : répond aux demandes de données manquantes',
    acr: strong,
    roles: ['datapass:*:instructor'],
  },
  {
    id: 'cnam',
    givenName: 'Carole',
    familyName: 'Maladie',
    email: 'carole.maladie@cnam.example',
    phone: '01 99 00 00 19',
    organisations: [organisations.cnam],
    note: 'Instructrice à la CNAM (droits à l’assurance maladie)',
    acr: strong,
    roles: ['cnam:*:instructor'],
  },
  {
    id: 'fermee',
    givenName: 'Félix',
    familyName: 'Ancien',
    email: 'felix.ancien@ancienville.example',
    phone: '01 99 00 00 14',
    organisations: [organisations.fermee],
    note: 'Agent d’une organisation fermée',
    acr: simple,
    roles: [],
  },
  {
    id: 'inconnue',
    givenName: 'Ulysse',
    familyName: 'Personne',
    email: 'ulysse.personne@inconnue.example',
    phone: '01 99 00 00 15',
    organisations: [organisations.inconnue],
    note: 'SIRET que le répertoire ne connaît pas',
    acr: simple,
    roles: [],
  },
];

/** What ProConnect would call this person: stable, and it says nothing. */
export function subjectOf(person: Pick<StandInPerson, 'id'>): string {
  return `stand-in-${person.id}`;
}

/** @throws when there is no such person: a mistake in a test */
export function personById(id: string): StandInPerson {
  const person = people.find((candidate) => candidate.id === id);
  if (!person) throw new Error(`No such person in the stand-in: ${id}`);
  return person;
}
