/** Why a sign-in did not succeed, in words that say what to do; by the stable code of the failure. */
import type { Language } from '../http/language.ts';

export interface FailureWords {
  title: string;
  detail: string;
  /** Label of the way on. */
  again: string;
  /** Label of the way back to the page that asked. */
  back: string;
}

type Words = Record<string, FailureWords>;

const fr = { again: 'Recommencer la connexion', back: 'Revenir à la page de l’API' };
const en = { again: 'Start signing in again', back: 'Back to the page of the API' };

export const failureWords: Record<Language, Words> = {
  fr: {
    access_denied: {
      ...fr,
      title: 'La connexion a été abandonnée',
      detail: 'ProConnect n’a pas confirmé votre identité, ou vous avez renoncé. Rien n’a été enregistré.',
    },
    'account-banned': {
      ...fr,
      title: 'Ce compte n’a plus accès à DataPass',
      detail:
        'Un administrateur l’a exclu. Si c’est une erreur, écrivez au support ; vos demandes restent celles de votre organisation.',
      again: 'Se connecter avec un autre compte',
    },
    'sign-in-lost': {
      ...fr,
      title: 'Nous ne retrouvons pas cette connexion',
      detail:
        'Elle est déjà terminée, date de plus de vingt minutes, ou a commencé dans un autre navigateur. Recommencez : ce que vous avez saisi est conservé.',
    },
    'sign-in-refused': {
      ...fr,
      title: 'La réponse de ProConnect n’a pas pu être vérifiée',
      detail:
        'Par sécurité, nous n’avons pas ouvert de session. Recommencez ; si cela se reproduit, écrivez au support.',
    },
    'level-too-low': {
      ...fr,
      title: 'Une authentification plus forte est nécessaire',
      detail:
        'Cette page demande un second facteur. Activez-le chez votre fournisseur d’identité, puis recommencez.',
    },
    'identity-incomplete': {
      ...fr,
      title: 'Votre compte est incomplet',
      detail:
        'ProConnect doit transmettre votre nom, votre prénom et votre adresse électronique. Complétez votre compte, puis recommencez.',
    },
    'proconnect-unavailable': {
      ...fr,
      title: 'ProConnect ne répond pas',
      detail: 'Réessayez dans une minute : ce que vous avez saisi est conservé.',
    },
    otherwise: {
      ...fr,
      title: 'La connexion n’a pas abouti',
      detail: 'Recommencez ; si cela se reproduit, écrivez au support.',
    },
  },
  en: {
    access_denied: {
      ...en,
      title: 'Sign-in was given up',
      detail: 'ProConnect did not confirm who you are, or you changed your mind. Nothing was recorded.',
    },
    'account-banned': {
      ...en,
      title: 'This account no longer has access to DataPass',
      detail:
        'An administrator has banned it. If this is a mistake, write to the support; your requests remain those of your organisation.',
      again: 'Sign in with another account',
    },
    'sign-in-lost': {
      ...en,
      title: 'We cannot find this sign-in',
      detail:
        'It is over already, is more than twenty minutes old, or began in another browser. Start again: what you typed is kept.',
    },
    'sign-in-refused': {
      ...en,
      title: 'ProConnect’s answer could not be verified',
      detail: 'To be safe, we opened no session. Start again; if it happens again, write to the support.',
    },
    'level-too-low': {
      ...en,
      title: 'A stronger authentication is needed',
      detail: 'This page asks for a second factor. Turn it on at your identity provider, then start again.',
    },
    'identity-incomplete': {
      ...en,
      title: 'Your account is incomplete',
      detail:
        'ProConnect must give us your name and e-mail address. Complete your account, then start again.',
    },
    'proconnect-unavailable': {
      ...en,
      title: 'ProConnect does not answer',
      detail: 'Try again in a minute: what you typed is kept.',
    },
    otherwise: {
      ...en,
      title: 'Sign-in did not succeed',
      detail: 'Start again; if it happens again, write to the support.',
    },
  },
};
