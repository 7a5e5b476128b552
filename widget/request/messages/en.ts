import type { LaterMessages } from './index.ts';

const en: LaterMessages = {
  preparationsTitle: 'What you will need',
  preparationsIntroduction:
    'Tick what is ready. Nothing is compulsory to begin: you can stop at any time and come back later.',
  timeToFill: 'Allow about twenty minutes to fill in the request.',
  print: 'Print this list',
  start: 'Start the request',
  previous: 'Back',
  myRequests: 'My requests',
  hostedReason: 'Requests are made on the DataPass site: this page is not registered yet to host them.',
  signOut: 'Sign out',
  signedInAs: (name) => `You are ${name}.`,
  signingIn: 'Sign-in is under way in another window.',
  cancel: 'Cancel',
  reopen: 'Open the window again',
  failures: {
    access_denied: 'Sign-in was given up. Nothing is lost: try again whenever you like.',
    expired: 'Sign-in took more than ten minutes. Try again.',
    unreachable: 'DataPass does not answer at the moment. Nothing is lost: try again in a moment.',
    unregistered: 'This page is not registered with DataPass: continue on the DataPass site.',
    'organisation-invalid':
      'The SIRET of your organisation is not valid. Correct it with your identity provider, then try again.',
    'organisation-unknown':
      'The directory of organisations does not know yours. Sign in with another SIRET; nothing is lost.',
    'organisation-closed':
      'Your organisation is closed, says the directory of organisations. Sign in with the SIRET of its successor; nothing is lost.',
    'directory-unavailable':
      'The directory of organisations does not answer. Nothing is lost: try again in a minute.',
    failed: 'Sign-in did not succeed. Try again; if it happens again, write to the support.',
  },
};

export default en;
