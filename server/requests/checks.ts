/** What the directory and the address say of who asks, in words for them. Pure. */
import type { EligibilityAnswers } from '../../catalogue/answers.ts';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { type EmailKind, emailKind } from '../../catalogue/emails.ts';
import { agreement, type Profile } from '../../catalogue/organisations.ts';
import type { EmailCheck, OrganisationCheck } from '../http/api.ts';
import type { Language } from '../http/language.ts';
import type { OrganisationRow } from '../organisations/view.ts';

/** Characters needed to explain a disagreement. */
export const shortestExplanation = 20;
export const longestExplanation = 2_000;

/** @returns null while the first question is open */
export function organisationCheck(
  definition: ApiDefinition,
  eligibility: EligibilityAnswers,
  organisation: OrganisationRow,
  language: Language,
): OrganisationCheck | null {
  const declared = eligibility[definition.eligibility.first];
  if (!declared) return null;
  const check = { declared, ...agreement(declared, organisation) };
  return check.agrees ? check : { ...check, message: disagreement[language](found[language][check.found]) };
}

/** Generic and free-mail addresses may not apply where the provider wants to know the person. */
export function emailCheck(definition: ApiDefinition, email: string, language: Language): EmailCheck {
  const kind = emailKind(email);
  if (kind === 'personal' || !definition.personal_email) return { accepted: true, kind };
  return { accepted: false, kind, message: wayOut[language][kind] };
}

const disagreement: Record<Language, (found: string) => string> = {
  fr: (what) =>
    `Le répertoire des entreprises présente votre organisation comme ${what}, ce qui ne correspond pas à votre réponse. Corrigez la réponse, choisissez une autre de vos organisations, ou expliquez la situation en ${shortestExplanation} caractères au moins : l’instructeur lira votre explication.`,
  en: (what) =>
    `The directory of organisations presents yours as ${what}, which does not match your answer. Correct the answer, choose another of your organisations, or explain the situation in ${shortestExplanation} characters at least: the instructor will read it.`,
};

const found: Record<Language, Record<Profile, string>> = {
  fr: {
    administration: 'une administration',
    bank: 'une banque',
    editor: 'un éditeur de logiciels',
    association: 'une association',
    company: 'une entreprise',
    unknown: 'une organisation de catégorie inconnue',
  },
  en: {
    administration: 'an administration',
    bank: 'a bank',
    editor: 'a software editor',
    association: 'an association',
    company: 'a company',
    unknown: 'an organisation of unknown category',
  },
};

const wayOut: Record<Language, Record<Exclude<EmailKind, 'personal'>, string>> = {
  fr: {
    generic:
      'Votre adresse électronique est générique (contact, mairie…) : le fournisseur de données demande celle d’une personne. Déconnectez-vous, puis reconnectez-vous avec votre adresse nominative ; votre brouillon reste dans ce navigateur.',
    free_mail:
      'Votre adresse électronique est celle d’une messagerie grand public : le fournisseur de données demande une adresse professionnelle. Déconnectez-vous, puis reconnectez-vous avec l’adresse de votre organisation ; votre brouillon reste dans ce navigateur.',
  },
  en: {
    generic:
      'Your e-mail address is generic (contact, town hall…): the data provider asks for a person’s. Sign out, then sign in with your own address; your draft stays in this browser.',
    free_mail:
      'Your e-mail address is one of a public mail service: the data provider asks for a professional one. Sign out, then sign in with your organisation’s address; your draft stays in this browser.',
  },
};
