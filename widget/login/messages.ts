/** Why a sign-in did not succeed, in words that say what to do; by OAuth error code, `failed` for any other. */
import type { Language } from '../shared/language.ts';

const messages: Record<Language, Record<string, string>> = {
  fr: {
    access_denied: 'La connexion a été abandonnée. Rien n’est perdu : recommencez quand vous voulez.',
    expired: 'La connexion a pris plus de dix minutes. Recommencez.',
    unreachable: 'DataPass ne répond pas pour le moment. Rien n’est perdu : réessayez dans un instant.',
    unregistered: 'Cette page n’est pas enregistrée auprès de DataPass : continuez sur le site DataPass.',
    failed: 'La connexion n’a pas abouti. Recommencez ; si cela se reproduit, écrivez au support.',
  },
  en: {
    access_denied: 'Sign-in was given up. Nothing is lost: try again whenever you like.',
    expired: 'Sign-in took more than ten minutes. Try again.',
    unreachable: 'DataPass does not answer at the moment. Nothing is lost: try again in a moment.',
    unregistered: 'This page is not registered with DataPass: continue on the DataPass site.',
    failed: 'Sign-in did not succeed. Try again; if it happens again, write to the support.',
  },
};

export const failureMessage = (code: string, language: Language): string =>
  messages[language][code] ?? (messages[language].failed as string);
