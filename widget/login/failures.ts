/**
 * Why a sign-in did not succeed, in words, by OAuth error code or by what is wrong with the organisation. A chunk of
 * its own, in both languages: most sign-ins succeed.
 */
const fr = {
  access_denied: 'La connexion a été abandonnée. Rien n’est perdu : recommencez quand vous voulez.',
  expired: 'La connexion a pris plus de dix minutes. Recommencez.',
  unregistered: 'Cette page n’est pas enregistrée auprès de DataPass : continuez sur le site DataPass.',
  'organisation-invalid':
    'Le SIRET de votre organisation n’est pas valable. Corrigez-le chez votre fournisseur d’identité, puis recommencez.',
  'organisation-unknown':
    'Le répertoire des entreprises ne connaît pas votre organisation. Identifiez-vous avec un autre SIRET ; rien n’est perdu.',
  'organisation-closed':
    'Votre organisation est fermée d’après le répertoire des entreprises. Identifiez-vous avec le SIRET de celle qui lui succède ; rien n’est perdu.',
  'directory-unavailable':
    'Le répertoire des entreprises ne répond pas. Rien n’est perdu : réessayez dans une minute.',
  'account-banned':
    'Un administrateur a exclu ce compte de DataPass. Si c’est une erreur, écrivez au support.',
  failed: 'La connexion n’a pas abouti. Recommencez ; si cela se reproduit, écrivez au support.',
};

const en: typeof fr = {
  access_denied: 'Sign-in was given up. Nothing is lost: try again whenever you like.',
  expired: 'Sign-in took more than ten minutes. Try again.',
  unregistered: 'This page is not registered with DataPass: continue on the DataPass site.',
  'organisation-invalid':
    'The SIRET of your organisation is not valid. Correct it with your identity provider, then try again.',
  'organisation-unknown':
    'The directory of organisations does not know yours. Sign in with another SIRET; nothing is lost.',
  'organisation-closed':
    'Your organisation is closed, says the directory of organisations. Sign in with the SIRET of its successor; nothing is lost.',
  'directory-unavailable':
    'The directory of organisations does not answer. Nothing is lost: try again in a minute.',
  'account-banned':
    'An administrator has banned this account from DataPass. If this is a mistake, write to the support.',
  failed: 'Sign-in did not succeed. Try again; if it happens again, write to the support.',
};

export const failures: Record<'fr' | 'en', Record<string, string>> = { fr, en };
