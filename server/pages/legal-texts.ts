/**
 * Accessibility, legal notice, personal data: short, and true of this software. What the durations say is what
 * `tables.ts` files say (retention) and what the sweeping jobs do.
 */
import type { Language } from '../http/language.ts';

export interface LegalPage {
  title: string;
  introduction: string;
  parts: { title: string; text: string[] }[];
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
        title: 'Ce qui est gardé, et pourquoi',
        text: [
          'Votre identité et votre organisation, transmises par ProConnect à la connexion : pour savoir qui demande, au nom de qui.',
          'Vos réponses, vos documents et les personnes que vous nommez : pour instruire la demande.',
          'L’historique des décisions : pour en rendre compte.',
          'L’adresse des personnes invitées à remplir, confirmer ou commenter une demande, et le nom qu’elles donnent : pour leur écrire et montrer qui a fait quoi.',
          'Le profil de votre organisation (responsable de traitement, délégué, homologation, éditeur) : pour ne pas le ressaisir.',
        ],
      },
      {
        title: 'Combien de temps',
        text: [
          'Un brouillon : 6 mois après la dernière modification.',
          'Une demande et ses échanges : 36 mois après leur fin, durée de traçabilité des échanges entre administrations.',
          'Une invitation : 14 jours ; si personne ne l’ouvre, elle est effacée 90 jours après. Le code reçu par courriel : 10 minutes.',
          'Une session : 12 heures au plus.',
          'Ce que vous tapez avant de vous connecter reste dans votre navigateur, 7 jours au plus, et peut être effacé à tout moment.',
        ],
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
          'Vous pouvez demander l’accès à vos données, leur rectification ou leur effacement à l’organisme qui exploite ce service, et adresser une réclamation à la CNIL.',
        ],
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
        title: 'What is kept, and why',
        text: [
          'Your identity and organisation, given by ProConnect when you sign in: to know who asks, for whom.',
          'Your answers, your documents and the people you name: to examine the request.',
          'The history of decisions: to account for them.',
          'The address of people invited to fill in, confirm or comment a request, and the name they give: to write to them and to show who did what.',
          'The profile of your organisation (controller, officer, certification, publisher): so as not to type it again.',
        ],
      },
      {
        title: 'For how long',
        text: [
          'A draft: 6 months after its last change.',
          'A request and its exchanges: 36 months after their end, the period for which exchanges between administrations must be traceable.',
          'An invitation: 14 days; where nobody opens it, it is erased 90 days later. The code received by e-mail: 10 minutes.',
          'A session: 12 hours at most.',
          'What you type before signing in stays in your browser, 7 days at most, and can be erased at any time.',
        ],
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
          'You may ask the body that operates this service for access to your data, their correction or erasure, and complain to the CNIL.',
        ],
      },
    ],
  },
});
