/** The questions before the form that choose between the sandbox and production, in English. */
import type { PathWords } from '../path-part.ts';

export const pathWords: PathWords = {
  developpement: {
    label: 'Who develops the service that will call the API?',
    hint: 'Your answer says where to begin.',
    equipe: { label: 'Our own team', hint: 'Your agents, or a contractor who develops for you alone.' },
    editeur: { label: 'A software publisher', hint: 'You use software that it supplies to others too.' },
  },
  editeur: {
    label: 'Which publisher, and which software?',
    hint: 'Choose the one that will call the API.',
    autre: { label: 'Another publisher, or other software', hint: 'You will name it in the form.' },
  },
  outcomes: {
    one_stage: {
      title: 'Make your request',
      text: ['Access is asked for in your organisation’s name, whichever software calls the API.'],
    },
    first_stage_only: {
      title: '“{first}”, and nothing else',
      text: ['Your situation opens the stage “{first}”. What follows belongs to your public clients.'],
    },
    own_team: {
      title: 'First “{first}”',
      text: [
        'Your team tries the API with fictitious data, and adjusts its service.',
        'When its tests are over, you ask for “{next}” from this request: your answers are taken over, and you are asked only for what is new.',
      ],
    },
    unknown_editor: {
      title: 'First “{first}”',
      text: [
        'We do not know whether this publisher has finished its tests with this API: begin there, with it.',
        'If it has, ask it to make itself known to the provider: you will then go straight to “{next}”.',
      ],
    },
    acceptance_pending: {
      title: 'First “{first}”',
      text: [
        'Your publisher has not finished its tests with this API yet: they are made with fictitious data.',
        'Ask it how far it has come. Once its tests are accepted, its clients go straight to “{next}”.',
      ],
    },
    acceptance_done: {
      title: 'Straight to “{next}”',
      text: [
        'Your publisher has finished its tests with this API, and the provider has accepted them: you need not do them again.',
      ],
    },
    already_integrated: {
      title: 'You have nothing to ask for',
      text: [
        'This software already uses the API for its clients: turn to your publisher, who opens the service to you.',
      ],
    },
  },
  checklist: {
    title: 'What to ask your publisher',
    introduction: 'The answers will spare you a needless request, or a connection longer than expected.',
  },
};
