/** The form's own words, in English. */
import type { FormMessages } from './index.ts';

const en: FormMessages = {
  step: (number, count) => `Step ${number} of ${count}`,
  nextStep: 'Next step: ',
  allSteps: 'Go back to a step',
  summary: 'Summary',
  optional: '(optional)',
  allRequired: 'Every answer is needed, except those marked “optional”.',
  example: 'Example: ',
  previous: 'Back',
  next: 'Next',
  save: 'Save',
  error: 'Error: ',
  errors: (count) => (count < 2 ? '1 answer to correct' : `${count} answers to correct`),
  left: (count) =>
    count < 0
      ? `${-count} ${count > -2 ? 'character' : 'characters'} too many`
      : `${count} ${count === 1 ? 'character' : 'characters'} left`,
  asked: 'change requested',
  askedTitle: 'The instructor asks you for a change',
  model: (label) => `model “${label}”`,
  usual: (label) => `usual for “${label}”`,
  useCase: 'Start from a model',
  useCaseHint: 'A model fills in what similar requests have in common. You read it and change what you like.',
  noUseCase: 'No model',
  filled: (count) =>
    count < 2 ? 'The model filled in one answer:' : `The model filled in ${count} answers:`,
  typed: 'You had already answered here; your words are kept:',
  replace: 'Replace with the model',
  me: 'That’s me',
  meSignIn: 'You will first sign in with ProConnect.',
  given_name: 'Given name',
  family_name: 'Family name',
  email: 'E-mail address',
  phone: 'Telephone',
  job_title: 'Position',
  choose: 'Choose a file',
  drop: (size, count) =>
    `or drop it here. PDF, ${size} MB at most${count > 1 ? `, ${count} files at most` : ''}.`,
  notPdf: (name) => `“${name}” is not a PDF: export it as a PDF, then attach it again.`,
  tooBig: (name, size) => `“${name}” is too big: reduce it to ${size} MB at most, then attach it again.`,
  tooMany: (count) =>
    count < 2
      ? 'Only one file is possible: remove the one attached to put in another.'
      : `${count} files at most: remove one to attach another.`,
  added: (name) => `“${name}” is attached.`,
  removed: (name) => `“${name}” is removed.`,
  remove: 'Remove',
  sending: 'sending',
  keptFile: 'kept in this browser, sent as soon as you have signed in',
  size: (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`),
  scopesBroken: 'This choice does not fit yet',
  state: {
    idle: '',
    dirty: 'Changes waiting',
    saving: 'Saving…',
    saved: (time) => `Saved at ${time}`,
    kept: 'Kept in this browser for 7 days',
    unkept: 'This browser cannot keep anything: sign in so that nothing is lost',
    offline: 'Offline: kept in this browser, sent when the network is back',
    conflict: 'A newer version exists: the two are being joined',
    lost: 'Session ended: kept in this browser',
    refused: 'Not saved',
  },
  erase: 'Erase',
  eraseSure: 'Erase this draft from this browser? What you typed will be lost.',
  eraseYes: 'Yes, erase',
  cancel: 'Cancel',
  signIn: 'Sign in',
  signInAgain: 'Sign in again',
  differed: 'Also changed elsewhere',
  differedText: 'What you typed here is kept. The other version said:',
  takeTheirs: 'Take the other version',
  nothing: 'nothing',
  edit: 'Change',
  editStep: (title) => `Change the step “${title}”`,
  noAnswer: 'No answer',
  yes: 'Yes',
  missing: (count) =>
    count < 2
      ? 'One answer is missing before you can submit'
      : `${count} answers are missing before you can submit`,
  organisation: 'The organisation that asks',
  organisationSignedOut:
    'Your organisation will be that of your ProConnect account. It will show here once you have signed in, before anything is sent.',
  otherOrganisation: 'Ask for another organisation',
  closedOrganisation: 'This organisation is closed in the Sirene directory: it cannot make a request.',
  disagreement: 'Your declaration and the directory do not agree',
  explanation: 'Explain this difference',
  explanationHint: 'The instructor will read this explanation. Two or three sentences are enough.',
  emailTitle: 'Your e-mail address does not allow submission',
  emailText: (kind) =>
    kind === 'generic'
      ? 'A shared address, such as “contact@”, does not tell who is asking. Sign in with your own professional address; what you typed is kept.'
      : 'A personal mailbox does not show the link with your organisation. Sign in with your professional address; what you typed is kept.',
  otherAccount: 'Sign in with another address',
  commitments: 'Your commitments',
  terms: 'Read the terms (new tab)',
  termsVersion: (version) => `version ${version}`,
  tick: (label) => `Tick: “${label}”`,
  submit: 'Submit the request',
  submitting: 'Sending…',
  submitSignIn:
    'You will first sign in with ProConnect, then come back here: nothing leaves before you have checked and confirmed.',
  submitReady: 'You are now signed in. Check the organisation, then submit.',
  failed: 'The request has not been sent',
  unreachable: 'DataPass does not answer. Everything is kept: try again, the request will be sent only once.',
  loading: 'Loading…',
  retry: 'Try again',
  unreadable: 'This draft could not be opened.',
  newTab: '(new tab)',
};

export default en;
