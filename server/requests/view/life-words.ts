/** What a request is called, and what is said of it, once there is a habilitation: updated, renewed, suspended, ended. */
import type { Language } from '../../http/language.ts';
import type { RequestState } from '../life/lifecycle.ts';

type Reopening = 'update' | 'renewal';

interface Words {
  /** Of a request that is open for something else than a first decision. */
  label: Record<Reopening, Partial<Record<RequestState, string>>>;
  suspended: string;
  expired: string;
  /** A draft that was sent, and taken back. */
  withdrawn: string;
  withdrawnNext: string;
  draftTitle: Record<Reopening, string>;
  draft: Record<Reopening, string>;
  resume: string;
  submitted: Record<Reopening, string>;
  /** What becomes of the habilitation meanwhile. */
  inForce: (number: string) => string;
  prolonged: (number: string, day: string) => string;
  ended: (number: string, day: string) => string;
  refusedTitle: Record<Reopening, string>;
  givenUpTitle: Record<Reopening, string>;
  stays: (number: string, day: string) => string;
  contest: string;
  suspendedTitle: (number: string) => string;
  suspendedText: string;
  revocationTitle: string;
  revocation: (day: string) => string;
  expiredTitle: (number: string) => string;
  expiredText: (day: string) => string;
  revokedText: string;
  givenBackTitle: (number: string) => string;
  givenBack: string;
}

export const lifeWords: Record<Language, Words> = {
  fr: {
    label: {
      update: {
        draft: 'Mise à jour en préparation',
        submitted: 'Mise à jour en cours d’instruction',
        changes_requested: 'Mise à jour à modifier',
      },
      renewal: {
        draft: 'Renouvellement en préparation',
        submitted: 'Renouvellement en cours d’instruction',
        changes_requested: 'Renouvellement à modifier',
      },
    },
    suspended: 'Habilitation suspendue',
    expired: 'Habilitation échue',
    withdrawn: 'Cette demande a été retirée : elle n’est plus examinée.',
    withdrawnNext: 'Modifiez-la puis soumettez-la de nouveau, ou archivez-la.',
    draftTitle: {
      update: 'Une mise à jour est en préparation',
      renewal: 'Le renouvellement a été retiré de l’instruction',
    },
    draft: {
      update: 'Changez ce qui doit l’être, puis soumettez ; ou abandonnez la mise à jour.',
      renewal: 'Soumettez-le de nouveau avant la fin de l’habilitation, ou abandonnez-le.',
    },
    resume: 'Reprendre la mise à jour',
    submitted: {
      update:
        'La mise à jour est entre les mains de l’instructeur. Un courriel suit chaque étape ; cette page se met à jour seule.',
      renewal:
        'La demande de renouvellement est entre les mains de l’instructeur. Un courriel suit chaque étape ; cette page se met à jour seule.',
    },
    inForce: (number) =>
      `L’habilitation ${number} reste en vigueur, telle qu’elle est, jusqu’à la décision sur ces changements.`,
    prolonged: (number, day) =>
      `Soumis à temps : l’habilitation ${number} reste en vigueur jusqu’à la décision, même après le ${day}.`,
    ended: (number, day) => `L’habilitation ${number} n’est plus en vigueur depuis le ${day}.`,
    refusedTitle: {
      update: 'La mise à jour est refusée, l’habilitation reste en vigueur',
      renewal: 'Le renouvellement est refusé, l’habilitation reste en vigueur jusqu’à sa fin',
    },
    givenUpTitle: {
      update: 'La mise à jour est abandonnée, l’habilitation reste en vigueur',
      renewal: 'Le renouvellement est abandonné, l’habilitation reste en vigueur jusqu’à sa fin',
    },
    stays: (number, day) =>
      `L’habilitation ${number} vaut comme avant, avec ses réponses, jusqu’au ${day}. Une autre mise à jour peut être demandée.`,
    contest: 'Le refus peut être contesté pendant deux mois.',
    suspendedTitle: (number) => `L’habilitation ${number} est suspendue`,
    suspendedText:
      'Les données ne sont plus accessibles tant qu’elle l’est. Répondez au fournisseur : il peut la rétablir.',
    revocationTitle: 'Le fournisseur envisage de révoquer l’habilitation',
    revocation: (day) =>
      `Vous pouvez lui répondre jusqu’au ${day} (CRPA, art. L. 121-1). D’ici là, l’habilitation reste ce qu’elle est.`,
    expiredTitle: (number) => `L’habilitation ${number} est arrivée à son terme`,
    expiredText: (day) =>
      `Elle n’est plus en vigueur depuis le ${day}. Renouvelez-la : si rien n’a changé, trois réponses suffisent.`,
    revokedText:
      'Les données ne sont plus accessibles. La révocation peut être contestée pendant deux mois ; une nouvelle demande peut repartir des réponses de celle-ci.',
    givenBackTitle: (number) => `L’habilitation ${number} est rendue`,
    givenBack: 'Elle n’est plus en vigueur, à la demande de son titulaire.',
  },
  en: {
    label: {
      update: {
        draft: 'Update being prepared',
        submitted: 'Update under instruction',
        changes_requested: 'Update to change',
      },
      renewal: {
        draft: 'Renewal being prepared',
        submitted: 'Renewal under instruction',
        changes_requested: 'Renewal to change',
      },
    },
    suspended: 'Habilitation suspended',
    expired: 'Habilitation ended',
    withdrawn: 'This request was withdrawn: it is no longer examined.',
    withdrawnNext: 'Change it and submit it again, or archive it.',
    draftTitle: {
      update: 'An update is being prepared',
      renewal: 'The renewal was withdrawn from instruction',
    },
    draft: {
      update: 'Change what has to be, then submit; or give the update up.',
      renewal: 'Submit it again before the end of the habilitation, or give it up.',
    },
    resume: 'Resume the update',
    submitted: {
      update: 'The update is with the instructor. An e-mail follows each step; this page updates itself.',
      renewal:
        'The request to renew is with the instructor. An e-mail follows each step; this page updates itself.',
    },
    inForce: (number) => `Habilitation ${number} stays in force, as it is, until these changes are decided.`,
    prolonged: (number, day) =>
      `Sent in time: habilitation ${number} stays in force until the decision, even after ${day}.`,
    ended: (number, day) => `Habilitation ${number} has not been in force since ${day}.`,
    refusedTitle: {
      update: 'The update is refused, the habilitation stays in force',
      renewal: 'The renewal is refused, the habilitation stays in force until its end',
    },
    givenUpTitle: {
      update: 'The update is given up, the habilitation stays in force',
      renewal: 'The renewal is given up, the habilitation stays in force until its end',
    },
    stays: (number, day) =>
      `Habilitation ${number} is valid as before, with its answers, until ${day}. Another update may be asked for.`,
    contest: 'The refusal may be contested for two months.',
    suspendedTitle: (number) => `Habilitation ${number} is suspended`,
    suspendedText: 'The data cannot be reached while it is. Answer the provider, who may restore it.',
    revocationTitle: 'The provider considers revoking the habilitation',
    revocation: (day) =>
      `You may answer until ${day} (CRPA, art. L. 121-1). Until then, the habilitation stays what it is.`,
    expiredTitle: (number) => `Habilitation ${number} has come to its end`,
    expiredText: (day) =>
      `It has not been in force since ${day}. Renew it: if nothing has changed, three answers are enough.`,
    revokedText:
      'The data cannot be reached any more. The revocation may be contested for two months; a new request may begin with the answers of this one.',
    givenBackTitle: (number) => `Habilitation ${number} is given back`,
    givenBack: 'It is no longer in force, as its holder asked.',
  },
};
