/**
 * Accessibility, legal notice, personal data: short, and true of this software. What is kept, why and how long is read
 * from the rules that the sweeping jobs go by (`privacy/rules.ts`).
 */
import type { Language } from '../http/language.ts';

export interface LegalPage {
  title: string;
  introduction: string;
  parts: LegalPart[];
}

interface LegalPart {
  title: string;
  text: string[];
  /** Followed by the list of what is kept, why and how long. */
  rules?: boolean;
  /** And by a way on, to a page of ours. */
  link?: { path: string; label: string };
}

export type LegalPageName = 'accessibilite' | 'mentions-legales' | 'confidentialite';

/** @param host the address under which this service is reached */
export function legalPages(language: Language, host: string): Record<LegalPageName, LegalPage> {
  return language === 'fr' ? french(host) : english(host);
}

const french = (host: string): Record<LegalPageName, LegalPage> => ({
  accessibilite: {
    title: 'Accessibilité : non conforme, faute d’audit',
    introduction:
      'DataPass est conçu pour être utilisable par tous : au clavier, avec un lecteur d’écran, agrandi, en contraste forcé.',
    parts: [
      {
        title: 'État',
        text: [
          'Aucun audit complet selon le RGAA 4.1.2 n’a encore été mené : la conformité n’est donc pas déclarée.',
          'À chaque version, chaque écran est vérifié automatiquement avec axe-core, et le parcours complet est rejoué au clavier seul.',
        ],
      },
      {
        title: 'Si vous êtes bloqué',
        text: [
          'Écrivez au support de l’API que vous demandez : son adresse figure sur la page de la demande. La demande peut être déposée par un autre moyen.',
          'Sans réponse satisfaisante, vous pouvez saisir le Défenseur des droits.',
        ],
      },
    ],
  },
  'mentions-legales': {
    title: 'Mentions légales',
    introduction:
      'DataPass sert à demander, instruire et délivrer des habilitations à utiliser des données protégées.',
    parts: [
      {
        title: 'Service',
        text: [
          `Ce service est exploité par l’organisme responsable de l’adresse ${host}.`,
          'Chaque demande est instruite par le fournisseur de l’API, nommé sur la page de la demande.',
        ],
      },
      {
        title: 'Logiciel',
        text: ['Le logiciel est libre, sous licence MIT.'],
      },
      {
        title: 'Droit applicable',
        text: [
          'Les échanges de données entre administrations relèvent des articles L. 114-8 et suivants du code des relations entre le public et l’administration.',
        ],
      },
    ],
  },
  confidentialite: {
    title: 'Données personnelles',
    introduction: 'Seules les données nécessaires à l’instruction d’une demande sont gardées.',
    parts: [
      {
        title: 'Ce qui est conservé, pourquoi, combien de temps',
        text: [
          'À la fin de ces durées, tout est effacé sans que vous ayez rien à demander. De l’historique, il reste des dates, des décisions et des empreintes qui ne nomment personne.',
          'Le profil de votre organisation (responsable de traitement, délégué, homologation, éditeur), qui évite de le ressaisir, appartient à l’organisation : ses membres l’écrivent et l’effacent.',
        ],
        rules: true,
      },
      {
        title: 'Qui les voit',
        text: [
          'Vous, les personnes de votre organisation et les agents du fournisseur de l’API qui instruisent la demande. Les personnes nommées dans la demande sont prévenues quand elle est validée.',
          'Une personne nommée, qui se connecte avec la même adresse, voit l’état de la demande une fois soumise et ce qui y est dit d’elle. Une personne invitée voit l’étape pour laquelle elle l’est ; un conseiller, le brouillon.',
          'Le profil d’une organisation : ses seuls membres.',
        ],
      },
      {
        title: 'Cookies',
        text: [
          'Les cookies ne servent qu’à la connexion et à l’ouverture d’une invitation. Aucune mesure d’audience, aucun traceur, aucun service tiers.',
        ],
      },
      {
        title: 'Vos droits',
        text: [
          'Sur votre page « Mes données », vous voyez ce qui est conservé à votre sujet, vous en emportez une copie et vous en demandez l’effacement ; ce que la loi oblige à garder y est dit, avec la date de son effacement.',
          'Pour une rectification, ou si vous ne pouvez pas vous connecter, écrivez à l’organisme qui exploite ce service. Vous pouvez adresser une réclamation à la CNIL.',
        ],
        link: { path: '/mes-donnees', label: 'Voir mes données' },
      },
    ],
  },
});

const english = (host: string): Record<LegalPageName, LegalPage> => ({
  accessibilite: {
    title: 'Accessibility: not compliant, for want of an audit',
    introduction:
      'DataPass is made to be usable by everybody: with the keyboard, a screen reader, enlarged, in forced colours.',
    parts: [
      {
        title: 'State',
        text: [
          'No complete audit under RGAA 4.1.2 has been made yet, so compliance is not claimed.',
          'With each version, every screen is checked automatically with axe-core, and the whole journey is replayed with the keyboard alone.',
        ],
      },
      {
        title: 'If something stops you',
        text: [
          'Write to the support of the API you ask for: its address is on the page of the request. The request can be made in another way.',
          'Without a satisfactory answer, you may turn to the Défenseur des droits.',
        ],
      },
    ],
  },
  'mentions-legales': {
    title: 'Legal notice',
    introduction: 'DataPass serves to ask for, examine and issue authorisations to use restricted data.',
    parts: [
      {
        title: 'Service',
        text: [
          `This service is operated by the body in charge of the address ${host}.`,
          'Each request is examined by the provider of the API, named on the page of the request.',
        ],
      },
      { title: 'Software', text: ['The software is free, under the MIT licence.'] },
      {
        title: 'Law',
        text: [
          'Exchanges of data between administrations are governed by articles L. 114-8 and following of the French code of relations between the public and the administration.',
        ],
      },
    ],
  },
  confidentialite: {
    title: 'Personal data',
    introduction: 'Only the data needed to examine a request are kept.',
    parts: [
      {
        title: 'What is kept, why, for how long',
        text: [
          'When its time is over, everything is erased without your asking. What stays of the history is dates, decisions and digests that name nobody.',
          'The profile of your organisation (controller, officer, certification, publisher), which saves typing it again, is the organisation’s: its people write it and erase it.',
        ],
        rules: true,
      },
      {
        title: 'Who sees them',
        text: [
          'You, the people of your organisation, and the agents of the API’s provider who examine the request. The people named in the request are told when it is approved.',
          'A person named, who signs in with the same address, sees the state of the request once submitted and what it says of them. A person invited sees the step they are invited to; an adviser, the draft.',
          'The profile of an organisation: its own people alone.',
        ],
      },
      {
        title: 'Cookies',
        text: [
          'Cookies are used only for signing in and for opening an invitation. No audience measurement, no tracker, no third-party service.',
        ],
      },
      {
        title: 'Your rights',
        text: [
          'On your page “My data” you see what is kept about you, take a copy away and ask for its erasure; what the law requires to be kept is named there, with the date of its erasure.',
          'For a correction, or if you cannot sign in, write to the body that operates this service. You may complain to the CNIL.',
        ],
        link: { path: '/mes-donnees', label: 'See my data' },
      },
    ],
  },
});
