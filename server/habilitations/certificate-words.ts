/** The PDF of a habilitation is in French, as the legal texts are; the page that its code leads to is in both languages. */
import type { Language } from '../http/language.ts';

export const certificateWords = {
  title: (number: string) => `Habilitation ${number}`,
  reference: (number: string, request: string) => `DataPass · habilitation ${number} · demande ${request}`,
  lead: (provider: string) =>
    `${provider} autorise l’utilisation des données ci-dessous, pour la seule finalité indiquée.`,
  organisation: 'Organisation habilitée',
  api: 'API',
  purpose: 'Finalité',
  noPurpose: 'Sans intitulé',
  scopes: 'Données',
  noScopes: 'Celles que donne l’API, sans choix',
  quota: 'Débit accordé',
  perMinute: (quota: string) => `${quota} appels par minute`,
  conditions: 'Conditions',
  dates: 'Validité',
  from: (from: string, until: string) => `Du ${from} au ${until}`,
  terms: 'Conditions générales acceptées',
  version: (version: string) => `Version ${version}`,
  check:
    'Ce document dit ce qui a été accordé le jour où il a été produit. Pour savoir si l’habilitation est encore en vigueur, scannez le code ou ouvrez :',
  codeAlt: (address: string) => `Code à scanner : ${address}`,
  made: (day: string) => `Produit le ${day}`,
};

interface CheckWords {
  title: (number: string) => string;
  inForce: string;
  notInForce: string;
  /** Of each state that is none of use. */
  states: Record<'suspended' | 'obsolete' | 'revoked' | 'expired', string>;
  number: string;
  organisation: string;
  api: string;
  since: string;
  until: string;
  prolonged: string;
  checked: (at: string) => string;
  absent: string;
  absentText: string;
}

export const checkWords: Record<Language, CheckWords> = {
  fr: {
    title: (number) => `L’habilitation ${number} est-elle en vigueur ?`,
    inForce: 'Oui : cette habilitation est en vigueur.',
    notInForce: 'Non : cette habilitation n’est pas en vigueur.',
    states: {
      suspended: 'Le fournisseur l’a suspendue.',
      obsolete: 'Une autre l’a remplacée, ou son titulaire l’a rendue.',
      revoked: 'Le fournisseur l’a révoquée.',
      expired: 'Elle est arrivée à son terme.',
    },
    number: 'Habilitation',
    organisation: 'Organisation',
    api: 'API',
    since: 'Depuis le',
    until: 'Jusqu’au',
    prolonged: 'prolongée tant que son renouvellement est examiné',
    checked: (at) => `Vérifié le ${at}.`,
    absent: 'Cette habilitation n’existe pas',
    absentText:
      'Vérifiez le numéro : il commence par H. Si un document le porte, il n’a pas été produit par DataPass.',
  },
  en: {
    title: (number) => `Is habilitation ${number} in force?`,
    inForce: 'Yes: this habilitation is in force.',
    notInForce: 'No: this habilitation is not in force.',
    states: {
      suspended: 'The provider has suspended it.',
      obsolete: 'Another one has replaced it, or its holder has given it back.',
      revoked: 'The provider has revoked it.',
      expired: 'It has reached its end.',
    },
    number: 'Habilitation',
    organisation: 'Organisation',
    api: 'API',
    since: 'Since',
    until: 'Until',
    prolonged: 'kept while its renewal is examined',
    checked: (at) => `Checked on ${at}.`,
    absent: 'There is no such habilitation',
    absentText:
      'Check the number: it begins with H. If a document bears it, DataPass did not make that document.',
  },
};
