import type { Messages } from './index.ts';

const en: Messages = {
  access: 'Access by authorisation',
  eligibilityTitle: 'Are you entitled to this data?',
  eligibilityIntroduction: 'A few questions, one clear answer. Nothing is recorded until you ask for it.',
  closed: 'This API takes no new requests at the moment.',
  yes: 'You are eligible',
  law: 'What the law says: ',
  proof: 'What you will have to show: ',
  instead: 'What to do instead?',
  medianDays: (days) =>
    `Answer within ${days} ${days === 1 ? 'day' : 'days'} most of the time (measured median).`,
  noMedian: 'Time to an answer: not measured yet.',
  request: 'Request access to the data',
  preparationsTitle: 'What you will need',
  preparationsIntroduction:
    'Tick what is ready. Nothing is compulsory to begin: you can stop at any time and come back later.',
  timeToFill: 'Allow about twenty minutes to fill in the request.',
  print: 'Print this list',
  start: 'Start the request',
  previous: 'Back',
  newRequest: 'New request',
  myRequests: 'My requests',
  loading: 'Loading…',
  retry: 'Try again',
  down: 'DataPass does not answer at the moment. What you typed is kept in this browser.',
  unknownApi: 'DataPass does not know this API.',
  hosted: 'Continue on DataPass',
  hostedReason: 'Requests are made on the DataPass site: this page is not registered yet to host them.',
  signIn: 'Sign in with ProConnect',
  signOut: 'Sign out',
  signedInAs: (name) => `You are ${name}.`,
  signInReason: 'Have you already made a request? Sign in to find it.',
  signingIn: 'Sign-in is under way in another window.',
  cancel: 'Cancel',
  reopen: 'Open the window again',
};

export default en;
