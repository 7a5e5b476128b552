import type { Messages } from './index.ts';

const en: Messages = {
  access: 'Access by authorisation',
  eligibilityTitle: 'Are you entitled to this data?',
  eligibilityIntroduction: 'A few questions, one clear answer. Nothing is sent.',
  closed: 'This API takes no new requests at the moment.',
  law: 'What the law says: ',
  proof: 'What you will have to show: ',
  instead: 'What to do instead?',
  medianDays: (days) =>
    `Answer within ${days} ${days === 1 ? 'day' : 'days'} most of the time (measured median).`,
  noMedian: 'Time to an answer: not measured yet.',
  request: 'Request access to the data',
  retry: 'Try again',
  down: 'DataPass does not answer at the moment. Your answers are kept in this browser.',
  unknownApi: 'DataPass does not know this API.',
  hosted: 'Continue on DataPass',
  signIn: 'Sign in with ProConnect',
  signInReason: 'Have you already made a request? Sign in to find it.',
};

export default en;
