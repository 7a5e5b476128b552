/** The same in English. */
import { problemMessage, sentences } from '../../catalogue/messages/en.ts';
import entry from '../shared/messages/en.ts';
import type { Words } from './index.ts';

const en: Words = {
  ...entry,
  problem: problemMessage,
  sentences,

  preparationsTitle: 'What you will need',
  preparationsIntroduction: 'Tick what is ready: nothing is compulsory to begin.',
  timeToFill: 'Allow about twenty minutes to fill in the request.',
  print: 'Print',
  start: 'Start the request',
  previous: 'Back',
  myRequests: 'My requests',
  signOut: 'Sign out',
  signedInAs: (name) => `You are ${name}.`,
  signingIn: 'Sign-in is under way in another window.',
  cancel: 'Cancel',
  reopen: 'Open the window again',

  step: (number, count) => `Step ${number} of ${count}`,
  nextStep: 'Next step: ',
  allSteps: 'Go back to a step',
  summary: 'Summary',
  optional: '(optional)',
  allRequired: 'All is needed, except what is marked “optional”.',
  example: 'Example: ',
  next: 'Next',
  save: 'Save',
  error: 'Error: ',
  errors: (count) => `${count} ${count === 1 ? 'answer' : 'answers'} to correct`,
  left: (count) =>
    `${Math.abs(count)} ${Math.abs(count) === 1 ? 'character' : 'characters'} ${count < 0 ? 'too many' : 'left'}`,
  useCase: 'Start from a model',
  useCaseHint: 'It fills in what similar requests have in common: read it and change it.',
  me: 'That’s me',
  given_name: 'Given name',
  family_name: 'Family name',
  email: 'E-mail address',
  phone: 'Telephone',
  job_title: 'Position',
  gone: 'Data that are no longer here',
  saved: (time) => `✓ Saved at ${time}`,
  saving: {
    dirty: 'Changes waiting',
    saving: 'Saving…',
    kept: 'Kept in this browser for 7 days',
    unkept: 'This browser keeps nothing: sign in so that nothing is lost',
    offline: 'Offline: kept here, sent when the network is back',
    lost: 'Session ended: kept in this browser',
    refused: 'Not saved',
  },
  elsewhere: 'This draft is open in another tab.',
  here: 'Continue here',
  erase: 'Erase from this browser',
  eraseSure: 'Erase this draft from this browser? What has not been saved will be lost.',
  edit: 'Change',
  editStep: (title) => `Change the step “${title}”`,
  carried: (number) => `Taken over from ${number}`,
  noAnswer: 'No answer',
  yes: 'Yes',
  missing: (count) =>
    count === 1
      ? 'One answer is missing before you can submit'
      : `${count} answers are missing before you can submit`,
  organisation: 'The organisation that asks',
  organisationSignedOut: 'That of your ProConnect account.',
  otherOrganisation: 'Ask for another organisation',
  commitments: 'Your commitments',
  terms: 'Read the terms',
  tick: (label) => `Tick: “${label}”`,
  submit: 'Submit the request',
  submitSignIn: 'You will sign in, then come back here: nothing leaves before you have confirmed.',
  submitReady: 'You are now signed in. Check the organisation, then submit.',
  unsent: 'The request has not been sent',
  loading: 'Loading…',
  newTab: '(new tab)',

  lineTitle: 'Where your request stands',
  history: 'History',
  stale: 'Offline: the state shown is the last one known.',
  ended: 'Your session has ended.',
};

export default en;
