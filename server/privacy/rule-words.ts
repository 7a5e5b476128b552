/** The retention rules in words: what is kept, why, and how long. */
import type { Language } from '../http/language.ts';
import { type Duration, type RetentionRule, retention } from './rules.ts';

export interface RuleWords {
  what: string;
  why: string;
  /** « 6 mois après la dernière modification » */
  keep: (duration: string) => string;
}

const units: Record<Language, Record<string, (count: number) => string>> = {
  fr: {
    months: (count) => `${count} mois`,
    days: (count) => `${count} jours`,
    hours: (count) => `${count} heures`,
    minutes: (count) => `${count} minutes`,
  },
  en: {
    months: (count) => `${count} months`,
    days: (count) => `${count} days`,
    hours: (count) => `${count} hours`,
    minutes: (count) => `${count} minutes`,
  },
};

/** « 36 mois » */
export function durationText(duration: Duration, language: Language): string {
  return Object.entries(duration)
    .map(([unit, count]) => units[language][unit]?.(count) ?? '')
    .join('');
}

/** « 6 mois après la dernière modification » */
export function keepText(rule: RetentionRule, language: Language): string {
  return ruleWords[language][rule].keep(durationText(retention[rule], language));
}

export const ruleWords: Record<Language, Record<RetentionRule, RuleWords>> = {
  fr: {
    draft: {
      what: 'Un brouillon jamais envoyé : vos réponses et vos documents',
      why: 'Vous laisser le temps de le finir. Vous êtes prévenu par courriel avant sa suppression.',
      keep: (time) => `${time} après la dernière modification`,
    },
    file: {
      what: 'Une demande envoyée, ses documents et son habilitation, les personnes qu’elle nomme ou qui y sont invitées, les messages, l’historique des décisions et les courriels envoyés',
      why: 'Instruire la demande, rendre compte des décisions et tracer les échanges entre administrations, comme la loi l’impose.',
      keep: (time) => `${time} après la fin de la demande ou de l’habilitation`,
    },
    profile_change: {
      what: 'Qui a modifié le profil d’une organisation',
      why: 'Savoir qui a écrit ce que le profil propose de reprendre.',
      keep: (time) => `${time} après la modification`,
    },
    access: {
      what: 'Qui a ouvert ou lu un document joint, et quand',
      why: 'Pouvoir dire à qui a joint un document qui l’a consulté.',
      keep: (time) => `${time} après la consultation`,
    },
    person: {
      what: 'Votre identité et vos organisations, transmises par ProConnect',
      why: 'Savoir qui demande, pour qui, et qui a décidé.',
      keep: (time) => `${time} après votre dernière connexion, une fois que plus rien ne vous nomme`,
    },
    session: {
      what: 'Une session ouverte sur nos pages, et le nom du navigateur',
      why: 'Ne pas redemander de vous connecter à chaque page.',
      keep: (time) => `${time} au plus`,
    },
    invitation: {
      what: 'Le lien d’une invitation à remplir, confirmer ou commenter une demande',
      why: 'Laisser à la personne invitée le temps de répondre.',
      keep: (time) => time,
    },
    unopened_invitation: {
      what: 'Une invitation que personne n’a ouverte',
      why: 'Montrer au demandeur qu’elle est restée sans suite.',
      keep: (time) => `${time} après l’expiration de son lien`,
    },
    prepared_draft: {
      what: 'Un brouillon qu’un fournisseur a préparé pour vous, et votre adresse',
      why: 'Vous laisser le reprendre, et montrer au fournisseur ce qu’il en est advenu.',
      keep: (time) =>
        `${time} après le dernier changement ou envoi ; repris, ses réponses ne sont que dans votre demande`,
    },
    code: {
      what: 'Le code reçu par courriel par une personne invitée',
      why: 'Vérifier que l’adresse est bien la sienne.',
      keep: (time) => time,
    },
    idempotency: {
      what: 'La marque d’un envoi',
      why: 'Ne pas enregistrer deux fois ce qui est envoyé deux fois.',
      keep: (time) => time,
    },
    browser: {
      what: 'Ce que vous tapez avant de vous connecter, dans votre seul navigateur',
      why: 'Ne rien perdre de ce que vous avez tapé. Vous pouvez l’effacer à tout moment.',
      keep: (time) => `${time} au plus`,
    },
  },
  en: {
    draft: {
      what: 'A draft that was never sent: your answers and your documents',
      why: 'To leave you the time to finish it. You are told by e-mail before it is removed.',
      keep: (time) => `${time} after its last change`,
    },
    file: {
      what: 'A request that was sent, its documents and its habilitation, the people it names or who are invited to it, the messages, the history of decisions and the e-mails sent',
      why: 'To examine the request, to account for decisions and to trace exchanges between administrations, as the law requires.',
      keep: (time) => `${time} after the end of the request or of the habilitation`,
    },
    profile_change: {
      what: 'Who changed the profile of an organisation',
      why: 'To know who wrote what the profile offers to use again.',
      keep: (time) => `${time} after the change`,
    },
    access: {
      what: 'Who opened or read an attached document, and when',
      why: 'To be able to tell whoever attached a document who has seen it.',
      keep: (time) => `${time} after it was seen`,
    },
    person: {
      what: 'Your identity and your organisations, given by ProConnect',
      why: 'To know who asks, for whom, and who decided.',
      keep: (time) => `${time} after you last signed in, once nothing names you any more`,
    },
    session: {
      what: 'A session on our pages, and the name of the browser',
      why: 'Not to ask you to sign in again on every page.',
      keep: (time) => `${time} at most`,
    },
    invitation: {
      what: 'The link of an invitation to fill in, confirm or comment a request',
      why: 'To leave the person invited the time to answer.',
      keep: (time) => time,
    },
    unopened_invitation: {
      what: 'An invitation that nobody opened',
      why: 'To show the applicant that nothing came of it.',
      keep: (time) => `${time} after its link has expired`,
    },
    prepared_draft: {
      what: 'A draft that a provider has prepared for you, and your address',
      why: 'To let you take it up, and to show the provider what came of it.',
      keep: (time) =>
        `${time} after it was last changed or sent; once taken up, its answers are in your request alone`,
    },
    code: {
      what: 'The code that a person invited receives by e-mail',
      why: 'To check that the address is theirs.',
      keep: (time) => time,
    },
    idempotency: {
      what: 'The mark of what was sent',
      why: 'Not to record twice what is sent twice.',
      keep: (time) => time,
    },
    browser: {
      what: 'What you type before signing in, in your browser alone',
      why: 'To lose nothing of what you have typed. You can erase it at any time.',
      keep: (time) => `${time} at most`,
    },
  },
};
