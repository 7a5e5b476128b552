/**
 * Whether an address names a person. A generic one, or one of a free-mail provider, has the request refused by the
 * providers that ask for a « professional and personal » address (seed 003).
 */

/** Words that name a service or a role rather than a person, when they are the whole part before « @ ». */
export const genericWords = [
  'accueil',
  'admin',
  'aidants',
  'asf',
  'bibliotheque',
  'ccas',
  'centre',
  'commune',
  'contact',
  'coordinateur',
  'coordination',
  'datapass',
  'dgs',
  'directeur',
  'direction',
  'directrice',
  'emploi',
  'equipe',
  'espace',
  'evs',
  'famille',
  'info',
  'maire',
  'mairie',
  'mds',
  'mediatheque',
  'mjc',
  'msap',
  'numerique',
  'office',
  'pole',
  'police',
  'secretariat',
  'services',
  'sg',
  'social',
  'urbanisme',
  'vielocale',
  'ville',
  'welcome',
];

/** Mail open to anybody, in France first. */
export const freeMailDomains = [
  '9online.fr',
  'aliceadsl.fr',
  'aol.com',
  'bbox.fr',
  'club-internet.fr',
  'cegetel.net',
  'free.fr',
  'gmail.com',
  'gmx.com',
  'gmx.fr',
  'googlemail.com',
  'hotmail.be',
  'hotmail.com',
  'hotmail.fr',
  'icloud.com',
  'infonie.fr',
  'laposte.net',
  'libertysurf.fr',
  'live.com',
  'live.fr',
  'mac.com',
  'mail.com',
  'mailo.com',
  'me.com',
  'msn.com',
  'neuf.fr',
  'noos.fr',
  'numericable.fr',
  'orange.fr',
  'outlook.com',
  'outlook.fr',
  'pm.me',
  'proton.me',
  'protonmail.com',
  'sfr.fr',
  'tele2.fr',
  'tutanota.com',
  'voila.fr',
  'wanadoo.fr',
  'yahoo.com',
  'yahoo.fr',
  'yandex.com',
  'ymail.com',
  'yopmail.com',
  'zoho.com',
];

export type EmailKind = 'personal' | 'generic' | 'free_mail';

/** Case, accents and a « +tag » change nothing to whom an address belongs. */
export function emailKind(email: string): EmailKind {
  const plain = email.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  const at = plain.lastIndexOf('@');
  const local = plain.slice(0, Math.max(at, 0)).replace(/\+.*/, '');
  if (genericWords.includes(local)) return 'generic';
  return freeMailDomains.includes(plain.slice(at + 1)) ? 'free_mail' : 'personal';
}
