/**
 * The mails of the clock in French: what waits, and what ends. Law: CRPA L.231-4 (silence); the DGFiP’s « Attester de la
 * sécurité » (a questionnaire is renewed three months before its end).
 */
import { day } from '../pages/dates.ts';
import { type Block, type MailContent, quote } from './content.ts';
import type { LifeFacts, ReminderTemplate } from './facts.ts';
import { examinerSignature, greeting, held, request, service, signature } from './fr.ts';

const until = ({ reminder }: LifeFacts) => (reminder?.until ? day(reminder.until, 'fr') : '');

/** « dans 30 jours », « aujourd’hui » */
function soon({ reminder }: LifeFacts): string {
  const left = reminder?.left ?? 0;
  if (left < 1) return 'aujourd’hui';
  return left === 1 ? 'demain' : `dans ${left} jours`;
}

const asked = ({ reminder }: LifeFacts): Block[] => quote(reminder?.asked ?? '');

const mail = (facts: LifeFacts, subject: string, blocks: Block[], label: string): MailContent => ({
  ...{ subject, greeting, blocks, signature: signature(facts) },
  link: { label, url: facts.links.request },
});

export const reminderFr: Record<ReminderTemplate, (facts: LifeFacts) => MailContent> = {
  reminder_draft: (facts) =>
    mail(
      facts,
      `Votre brouillon vous attend – demande ${facts.number}`,
      [
        { text: `Vous avez commencé ${request(facts)}, et rien n’y a changé depuis quinze jours.` },
        {
          text: 'Vos réponses sont conservées : reprenez où vous en étiez, invitez un collègue à remplir une étape, ou archivez la demande si vous n’en avez plus besoin. Ce rappel ne sera pas renvoyé.',
        },
      ],
      'Reprendre ma demande',
    ),

  'reminder_draft-removal': (facts) =>
    mail(
      facts,
      `Votre brouillon sera effacé le ${until(facts)} – demande ${facts.number}`,
      [
        {
          text: `Rien n’a changé depuis près de six mois dans ${request(facts)}, que vous n’avez jamais envoyée. Un brouillon n’est pas conservé plus longtemps.`,
        },
        {
          text: `Sans changement de votre part, ses réponses et ses documents seront effacés le ${until(facts)}, définitivement. Pour le garder, ouvrez-le et modifiez-y quelque chose.`,
        },
      ],
      'Ouvrir mon brouillon',
    ),

  reminder_changes: (facts) =>
    mail(
      facts,
      `Sans réponse, la demande ${facts.number} sera archivée le ${until(facts)}`,
      [
        {
          text: `${service(facts)} attend depuis six mois que vous modifiiez ${request(facts)}. Voici ce qui vous était demandé :`,
        },
        ...asked(facts),
        {
          text: `Sans changement de votre part avant le ${until(facts)}, elle sera archivée. Vous pourrez toujours la lire et la copier pour en commencer une autre.`,
        },
      ],
      'Modifier ma demande',
    ),

  reminder_deadline: (facts) => ({
    ...mail(
      facts,
      `Le silence vaudra refus le ${until(facts)} – demande ${facts.number}`,
      [
        {
          text: `${facts.organisation} attend votre réponse à la demande ${facts.number} pour « ${facts.api} » (${facts.stage}). Sans décision, elle sera réputée refusée le ${until(facts)} (article L.231-4 du code des relations entre le public et l’administration).`,
        },
        { text: 'DataPass ne décide rien à cette date : la demande restera à instruire.' },
      ],
      'Instruire la demande',
    ),
    link: { label: 'Instruire la demande', url: facts.links.instruction },
    signature: examinerSignature(facts),
  }),

  reminder_end: (facts) =>
    mail(
      facts,
      `L’habilitation ${facts.habilitation?.number ?? ''} se termine ${soon(facts)} – ${facts.api}`,
      [
        {
          text: `Le ${until(facts)}, ${held(facts)} arrive à son terme : les appels faits en son nom seront alors refusés.`,
        },
        {
          text: 'Si rien n’a changé, demandez son renouvellement : trois questions, une page. Demandé avant cette date, il garde l’habilitation en vigueur jusqu’à la décision. Si l’usage, les données ou les textes ont changé, commencez une mise à jour.',
        },
        { text: 'Si vous n’en avez plus besoin, vous n’avez rien à faire.' },
      ],
      'Renouveler l’habilitation',
    ),

  reminder_end_access: (facts) => ({
    ...mail(
      facts,
      `L’accès à « ${facts.api} » se termine ${soon(facts)} – ${facts.organisation}`,
      [
        {
          text: `Vous êtes le contact technique de ${held(facts)}. Sans renouvellement, elle arrive à son terme le ${until(facts)} : les appels faits en son nom seront alors refusés.`,
        },
        {
          text: `Le renouvellement se demande par ${facts.applicant}, qui reçoit aussi ce rappel : parlez-en ensemble.`,
        },
      ],
      'Voir mon accès',
    ),
    link: { label: 'Voir mon accès', url: facts.links.access },
  }),

  reminder_prolonged: (facts) =>
    mail(
      facts,
      `Votre réponse est attendue : l’habilitation ${facts.habilitation?.number ?? ''} se termine ${soon(facts)}`,
      [
        {
          text: `Vous avez demandé à temps le renouvellement de ${held(facts)}, qui reste en vigueur pour cela. ${service(facts)} attend que vous modifiiez votre demande :`,
        },
        ...asked(facts),
        {
          text: `Sans réponse avant le ${until(facts)}, deux mois après cette demande de modification, l’habilitation arrivera à son terme. Répondez, et elle reste en vigueur jusqu’à la décision.`,
        },
      ],
      'Modifier ma demande',
    ),

  reminder_questionnaire: (facts) =>
    mail(
      facts,
      `Renouvelez votre questionnaire de sécurité avant le ${until(facts)} – ${facts.api}`,
      [
        {
          text: `Le questionnaire de sécurité que vous avez déposé avec ${request(facts)} vaut jusqu’au ${until(facts)}. Il se renouvelle trois mois avant sa fin.`,
        },
        {
          text: 'Vos clients qui s’appuient sur lui en dépendent : leurs habilitations se terminent avec lui, et il ne pourra plus être choisi dans une nouvelle demande.',
        },
        { text: 'Commencez une mise à jour de la demande, et joignez-y le nouveau questionnaire signé.' },
      ],
      'Mettre à jour la demande',
    ),
};
