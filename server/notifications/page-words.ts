/** The words of the pages about mails: stopping one, choosing them. */
import type { Language } from '../http/language.ts';
import type { MailTopic } from './topics.ts';

interface PageWords {
  topics: Record<MailTopic, { title: string; hint: string }>;
  stop: { title: string; lead: string; button: string; done: string; again: string; choose: string };
  choose: {
    title: string;
    lead: string;
    legend: string;
    always: string;
    language: string;
    button: string;
    done: string;
  };
  refused: { title: string; detail: string };
}

export const pageWords: Record<Language, PageWords> = {
  fr: {
    topics: {
      to_instruct: {
        title: 'Les demandes à instruire',
        hint: 'À chaque demande soumise pour une API que vous instruisez, quand un deuxième accord est attendu, ou quand la date légale approche.',
      },
      progress: {
        title: 'Ce que deviennent les demandes que vous instruisez',
        hint: 'Demande retirée, mise à jour abandonnée, personnes remplacées, habilitation rendue.',
      },
      messages: {
        title: 'Les messages',
        hint: 'Ce qu’on vous écrit dans une demande. Vous le retrouvez aussi dans la demande.',
      },
      own_acts: {
        title: 'La confirmation de ce que vous faites',
        hint: 'Brouillon qui vous attend, mise à jour commencée ou abandonnée, habilitation rendue, demande confiée à quelqu’un.',
      },
      contributions: {
        title: 'Ce que d’autres font sur vos demandes',
        hint: 'Étape confirmée, brouillon commenté, réponse commune changée dans une autre demande du dossier.',
      },
    },
    stop: {
      title: 'Ne plus recevoir ces courriels ?',
      lead: 'Vous ne recevrez plus, par courriel :',
      button: 'Ne plus les recevoir',
      done: 'C’est noté : vous ne recevrez plus ces courriels.',
      again: 'Vous pourrez y revenir à tout moment.',
      choose: 'Choisir mes courriels',
    },
    choose: {
      title: 'Mes courriels',
      lead: 'Choisissez ce que DataPass vous écrit.',
      legend: 'Je reçois un courriel pour',
      always:
        'Vous recevez toujours l’accusé de réception d’une demande, les décisions avec leurs raisons, les dates à respecter et ce qui touche à un accès : vous devez en être informé.',
      language: 'Nous vous écrivons en français, la langue dans laquelle vous lisez nos pages.',
      button: 'Enregistrer mes choix',
      done: 'Vos choix sont enregistrés.',
    },
    refused: {
      title: 'Ce lien n’est pas complet',
      detail:
        'Ouvrez-le de nouveau depuis le courriel, ou connectez-vous et choisissez vos courriels sur la page « Mes courriels ».',
    },
  },
  en: {
    topics: {
      to_instruct: {
        title: 'Requests to examine',
        hint: 'At each request submitted for an API that you examine, when a second agreement is awaited, or when the legal date comes near.',
      },
      progress: {
        title: 'What becomes of the requests that you examine',
        hint: 'Request withdrawn, update given up, people replaced, habilitation given back.',
      },
      messages: {
        title: 'Messages',
        hint: 'What is written to you in a request. You find it in the request too.',
      },
      own_acts: {
        title: 'Confirmation of what you do',
        hint: 'Draft that waits for you, update begun or given up, habilitation given back, request handed over to somebody.',
      },
      contributions: {
        title: 'What others do on your requests',
        hint: 'Step confirmed, draft commented on, common answer changed in another request of the file.',
      },
    },
    stop: {
      title: 'Stop these mails?',
      lead: 'You will no longer receive, by mail:',
      button: 'Stop them',
      done: 'Done: you will no longer receive these mails.',
      again: 'You may change your mind at any time.',
      choose: 'Choose my mails',
    },
    choose: {
      title: 'My mails',
      lead: 'Choose what DataPass writes to you.',
      legend: 'I receive a mail for',
      always:
        'You always receive the receipt of a request, decisions with their reasons, dates to keep and what concerns an access: you have to be told.',
      language: 'We write to you in English, the language in which you read our pages.',
      button: 'Save my choices',
      done: 'Your choices are saved.',
    },
    refused: {
      title: 'This link is not complete',
      detail: 'Open it again from the mail, or sign in and choose your mails on the page “My mails”.',
    },
  },
};
