/** Texts of the frame around every page of ours. */
import type { Language } from '../http/language.ts';

interface LayoutTexts {
  /** The language's own name. */
  name: string;
  tagline: string;
  skip: string;
  myRequests: string;
  myMails: string;
  signOut: string;
  footer: string;
  statistics: string;
  accessibility: string;
  legal: string;
  privacy: string;
  myData: string;
}

export const layoutTexts: Record<Language, LayoutTexts> = {
  fr: {
    name: 'Français',
    tagline: 'Habilitations aux données protégées',
    skip: 'Aller au contenu',
    myRequests: 'Mes demandes',
    myMails: 'Mes courriels',
    signOut: 'Se déconnecter',
    footer: 'Liens utiles',
    statistics: 'Statistiques',
    accessibility: 'Accessibilité',
    legal: 'Mentions légales',
    privacy: 'Données personnelles',
    myData: 'Mes données',
  },
  en: {
    name: 'English',
    tagline: 'Authorisations to use restricted data',
    skip: 'Skip to content',
    myRequests: 'My requests',
    myMails: 'My mails',
    signOut: 'Sign out',
    footer: 'Useful links',
    statistics: 'Statistics',
    accessibility: 'Accessibility',
    legal: 'Legal notice',
    privacy: 'Personal data',
    myData: 'My data',
  },
};

/** The ways of the people who instruct and administer (`staff-nav.ts`). */
export const staffNavTexts = {
  fr: {
    label: 'Espace des agents',
    requests: 'Demandes à instruire',
    drafts: 'Brouillons préparés',
    templates: 'Modèles de réponse',
    habilitations: 'Habilitations en vigueur',
    statistics: 'Statistiques',
    administration: 'Administration',
  },
  en: {
    label: 'Staff pages',
    requests: 'Requests to examine',
    drafts: 'Prepared drafts',
    templates: 'Templates of answer',
    habilitations: 'Habilitations in force',
    statistics: 'Statistics',
    administration: 'Administration',
  },
} satisfies Record<Language, Record<string, string>>;

/** While an administrator acts for somebody (`acting-banner.ts`). */
export const actingTexts = {
  fr: {
    label: 'Vous agissez pour quelqu’un',
    acting: (name: string, time: string) => `Vous agissez pour ${name} jusqu’à ${time}.`,
    limits: 'Vous voyez ce que cette personne voit et pouvez compléter ses brouillons, rien de plus.',
    reason: (reason: string) => `Motif : ${reason}`,
    stop: 'Cesser d’agir pour cette personne',
  },
  en: {
    label: 'You are acting for somebody',
    acting: (name: string, time: string) => `You are acting for ${name} until ${time}.`,
    limits: 'You see what they see and may fill in their drafts, nothing more.',
    reason: (reason: string) => `Reason: ${reason}`,
    stop: 'Stop acting for them',
  },
} satisfies Record<Language, unknown>;
