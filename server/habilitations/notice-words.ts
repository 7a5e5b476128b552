/** Texts of the notice to people, and of the page where an organisation finds it. */
import type { Language } from '../http/language.ts';

interface NoticeWords {
  title: string;
  lead: (facts: { purpose: string; organisation: string; number: string; api: string }) => string;
  data: string;
  from: (who: string) => string;
  datum: (group: string, label: string) => string;
  purpose: string;
  law: string;
  recipients: string;
  retention: string;
  months: (months: number) => string;
  rights: string;
  yourRights: string;
  officer: (organisation: string, email: string) => string;
  organisation: (name: string) => string;
  complaint: string;
  page: {
    title: string;
    lead: string;
    html: string;
    htmlHint: string;
    text: string;
    textHint: string;
    preview: string;
  };
  unvalidated: { title: string; detail: string };
  format: string;
}

/** A label that repeats its group says it once. */
const datum = (group: string, label: string): string =>
  group === '' || label.toLowerCase().includes(group.toLowerCase()) ? label : `${group} – ${label}`;

export const noticeWords: Record<Language, NoticeWords> = {
  fr: {
    title: 'Les données que nous recevons pour traiter votre démarche',
    lead: ({ purpose, organisation, number, api }) =>
      `Pour « ${purpose} », ${organisation} reçoit directement les données ci-dessous, sans vous les redemander. Cet échange est autorisé par l’habilitation ${number} (${api}) et ne sert à rien d’autre.`,
    data: 'Quelles données, et de qui',
    from: (who) => `Source : ${who}`,
    datum,
    purpose: 'Pour quoi faire',
    law: 'Sur quel fondement juridique',
    recipients: 'Qui y a accès',
    retention: 'Combien de temps elles sont conservées',
    months: (months) => (months === 0 ? 'Elles ne sont pas conservées.' : `${months} mois.`),
    rights: 'Vos droits',
    yourRights:
      'Vous pouvez demander à voir ces données, les faire corriger ou effacer, en limiter l’usage ou vous y opposer, dans les conditions des articles 15 à 21 du règlement général sur la protection des données (RGPD).',
    officer: (organisation, email) =>
      `Écrivez au délégué à la protection des données (${organisation}) : ${email}.`,
    organisation: (name) => `Écrivez à ${name}.`,
    complaint: 'Sans réponse, ou si elle ne vous convient pas, adressez une réclamation à la CNIL',
    page: {
      title: 'Informer les usagers',
      lead: 'Vous vous êtes engagé à dire aux usagers quelles données vous recevez, de qui et pour quoi faire. Voici un texte prêt à publier, tiré de votre demande. Relisez-le, adaptez-le, puis placez-le là où commence la démarche.',
      html: 'Pour une page web (HTML)',
      htmlHint: 'Cliquez dans le cadre, sélectionnez tout (Ctrl + A, ou ⌘ + A) et copiez.',
      text: 'Pour un courriel, une affiche ou un formulaire (texte)',
      textHint: 'Le même contenu, sans mise en forme.',
      preview: 'Aperçu',
    },
    unvalidated: {
      title: 'Pas encore de texte à publier',
      detail: 'Le texte pour les usagers est prêt quand la demande est validée.',
    },
    format: 'Choisissez « html » ou « text ».',
  },
  en: {
    title: 'The data that we receive to handle your procedure',
    lead: ({ purpose, organisation, number, api }) =>
      `For “${purpose}”, ${organisation} directly receives the data below, without asking you for them. This exchange is allowed by habilitation ${number} (${api}) and serves nothing else.`,
    data: 'Which data, and from whom',
    from: (who) => `Source: ${who}`,
    datum,
    purpose: 'What for',
    law: 'On which legal basis',
    recipients: 'Who has access to them',
    retention: 'How long they are kept',
    months: (months) =>
      months === 0 ? 'They are not kept.' : `${months} ${months === 1 ? 'month' : 'months'}.`,
    rights: 'Your rights',
    yourRights:
      'You may ask to see these data, have them corrected or erased, limit their use or object to it, under articles 15 to 21 of the General Data Protection Regulation (GDPR).',
    officer: (organisation, email) => `Write to the data protection officer (${organisation}): ${email}.`,
    organisation: (name) => `Write to ${name}.`,
    complaint: 'Without an answer, or if it does not suit you, complain to the CNIL',
    page: {
      title: 'Tell people',
      lead: 'You have committed to telling people which data you receive, from whom and what for. Here is a text ready to publish, made from your request. Read it, adapt it, then put it where the procedure begins.',
      html: 'For a web page (HTML)',
      htmlHint: 'Click in the box, select everything (Ctrl + A, or ⌘ + A) and copy.',
      text: 'For a mail, a poster or a form (text)',
      textHint: 'The same content, without formatting.',
      preview: 'Preview',
    },
    unvalidated: {
      title: 'No text to publish yet',
      detail: 'The text for people is ready once the request is validated.',
    },
    format: 'Choose “html” or “text”.',
  },
};
