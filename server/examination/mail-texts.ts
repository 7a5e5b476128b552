/**
 * What the mails of an examination say. To colleagues: that something is asked, never the words, which stay behind the
 * sign-in. To the applicant: what is recommended.
 */
import type { Language } from '../http/language.ts';
import type { Block, MailContent } from '../notifications/content.ts';
import { dateInWords } from '../pages/dates.ts';
import { type ExaminationTopic, examinationTopics as topics } from './topics.ts';

export interface ExaminationMail {
  /** `D1042`. */
  number: string;
  api: string;
  stage: string;
  organisation: string;
  provider: string;
  support: string;
  /** Who did it. */
  by: string;
  /** The label of the control that it is about; empty: none. */
  control: string;
  /** Still to be done. */
  recommendations: { text: string; owner: string; planned: string }[];
  /** Our page of the request, for colleagues. */
  instruction: string;
  /** Our page of the recommendations, for the applicant. */
  follow: string;
}

type Texts = Record<ExaminationTopic, (mail: ExaminationMail) => MailContent>;

const french = {
  request: ({ number, organisation, api, stage }: ExaminationMail) =>
    `la demande ${number} (${organisation}) pour « ${api} » (${stage})`,
  staff: (mail: ExaminationMail, subject: string, text: string): MailContent => ({
    subject,
    greeting: 'Bonjour,',
    blocks: [{ text }],
    link: { label: 'Ouvrir la demande', url: mail.instruction },
    signature: `Message automatique de DataPass, au sujet de la demande ${mail.number}. Il est interne à votre service.`,
  }),
  applicant: (mail: ExaminationMail, subject: string, text: string): MailContent => ({
    subject,
    greeting: 'Bonjour,',
    blocks: [{ text }, ...listed(mail, 'fr')],
    link: { label: 'Voir les recommandations et y répondre', url: mail.follow },
    signature: `Message automatique de DataPass, envoyé au sujet de la demande ${mail.number}. Une question ? Écrivez à ${mail.support}.`,
  }),
};

const english = {
  request: ({ number, organisation, api, stage }: ExaminationMail) =>
    `request ${number} of ${organisation} for ${api} (${stage})`,
  staff: (mail: ExaminationMail, subject: string, text: string): MailContent => ({
    subject,
    greeting: 'Hello,',
    blocks: [{ text }],
    link: { label: 'Open the request', url: mail.instruction },
    signature: `Automatic message of DataPass about request ${mail.number}. It is internal to your service.`,
  }),
  applicant: (mail: ExaminationMail, subject: string, text: string): MailContent => ({
    subject,
    greeting: 'Hello,',
    blocks: [{ text }, ...listed(mail, 'en')],
    link: { label: 'See the recommendations and answer', url: mail.follow },
    signature: `Automatic message of DataPass about request ${mail.number}. A question? Write to ${mail.support}.`,
  }),
};

const listed = ({ recommendations }: ExaminationMail, language: Language): Block[] =>
  recommendations.flatMap(({ text, owner, planned }): Block[] => [
    { quote: text },
    { text: `${owner} – ${dateInWords(planned, language)}` },
  ]);

export const mailTexts: Record<Language, Texts> = {
  fr: {
    [topics.entrusted]: (mail) =>
      french.staff(
        mail,
        `Contrôle à rendre – demande ${mail.number}`,
        `${mail.by} vous confie le contrôle « ${mail.control} » de ${french.request(mail)}.`,
      ),
    [topics.asked]: (mail) =>
      french.staff(
        mail,
        `Votre avis sur la demande ${mail.number}`,
        `${mail.by} vous demande un avis sur ${french.request(mail)}. La question et votre réponse restent internes.`,
      ),
    [topics.given]: (mail) =>
      french.staff(
        mail,
        `Avis rendu – demande ${mail.number}`,
        `${mail.by} a rendu l’avis que vous demandiez sur ${french.request(mail)}.`,
      ),
    [topics.assigned]: (mail) =>
      french.staff(
        mail,
        `Demande ${mail.number} : c’est à vous`,
        `${mail.by} vous affecte ${french.request(mail)}.`,
      ),
    [topics.recommended]: (mail) =>
      french.applicant(
        mail,
        `Recommandations de sécurité – demande ${mail.number}`,
        `${mail.provider} vous fait des recommandations pour ${french.request(mail)}. Vous vous êtes engagés à les examiner et à planifier leur réalisation.`,
      ),
    [topics.reminder]: (mail) =>
      french.applicant(
        mail,
        `Rappel : recommandations à réaliser – demande ${mail.number}`,
        `Ces recommandations de ${mail.provider}, pour ${french.request(mail)}, ne sont pas encore indiquées comme faites.`,
      ),
  },
  en: {
    [topics.entrusted]: (mail) =>
      english.staff(
        mail,
        `A control to make – request ${mail.number}`,
        `${mail.by} entrusts you with the control “${mail.control}” of ${english.request(mail)}.`,
      ),
    [topics.asked]: (mail) =>
      english.staff(
        mail,
        `Your opinion on request ${mail.number}`,
        `${mail.by} asks for your opinion on ${english.request(mail)}. The question and your answer stay internal.`,
      ),
    [topics.given]: (mail) =>
      english.staff(
        mail,
        `Opinion given – request ${mail.number}`,
        `${mail.by} has given the opinion that you asked for on ${english.request(mail)}.`,
      ),
    [topics.assigned]: (mail) =>
      english.staff(
        mail,
        `Request ${mail.number} is yours to see to`,
        `${mail.by} assigns to you ${english.request(mail)}.`,
      ),
    [topics.recommended]: (mail) =>
      english.applicant(
        mail,
        `Security recommendations – request ${mail.number}`,
        `${mail.provider} makes recommendations for ${english.request(mail)}. You have committed to examining them and to planning what they ask.`,
      ),
    [topics.reminder]: (mail) =>
      english.applicant(
        mail,
        `Reminder: recommendations to carry out – request ${mail.number}`,
        `These recommendations of ${mail.provider}, for ${english.request(mail)}, are not said to be done yet.`,
      ),
  },
};
