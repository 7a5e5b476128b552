/** The people of the stand-ins, all fictitious. */
import { organisations, type StandInOrganisation } from './organisations.ts';

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
