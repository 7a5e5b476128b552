/** What an instructor is told of a request that has its habilitation already. */
import type { Language } from '../http/language.ts';

type Reopening = 'update' | 'renewal';

interface Words {
  tag: Record<Reopening, (number: string) => string>;
  title: (number: string) => string;
  preparing: string;
  stays: Record<Reopening, string>;
  ended: (day: string) => string;
  renewed: string;
  nothing: string;
}

export const updateWords: Record<Language, Words> = {
  fr: {
    tag: {
      update: (number) => `Mise à jour de ${number}`,
      renewal: (number) => `Renouvellement de ${number}`,
    },
    title: (number) => `Ce qui a changé depuis l’habilitation ${number}`,
    preparing: 'Le demandeur prépare une mise à jour : rien n’est soumis, et l’habilitation est en vigueur.',
    stays: {
      update:
        'L’habilitation reste en vigueur, telle qu’elle est, jusqu’à votre décision. Validée, la mise à jour la remplace ; refusée, elle la laisse comme elle est.',
      renewal:
        'Soumis à temps, le renouvellement garde l’habilitation en vigueur jusqu’à votre décision. Validé, il la remplace ; refusé, elle s’arrête à sa date de fin.',
    },
    ended: (day) => `L’habilitation n’est plus en vigueur (fin : ${day}).`,
    renewed:
      'Le demandeur confirme que l’objet et les données sont les mêmes ; les personnes remplacées sont ci-dessous.',
    nothing: 'Aucune réponse n’a changé.',
  },
  en: {
    tag: {
      update: (number) => `Update of ${number}`,
      renewal: (number) => `Renewal of ${number}`,
    },
    title: (number) => `What has changed since habilitation ${number}`,
    preparing:
      'The applicant is preparing an update: nothing has been submitted, and the habilitation is in force.',
    stays: {
      update:
        'The habilitation stays in force, as it is, until you decide. Validated, the update takes its place; refused, it leaves the habilitation as it is.',
      renewal:
        'Sent in time, the renewal keeps the habilitation in force until you decide. Validated, it takes its place; refused, the habilitation stops at its end.',
    },
    ended: (day) => `The habilitation is no longer in force (end: ${day}).`,
    renewed: 'The applicant confirms that purpose and data are the same; people replaced are below.',
    nothing: 'No answer has changed.',
  },
};
