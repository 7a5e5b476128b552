/** The questions before the form that choose between the sandbox and production, in French. */
import type { PathWords } from '../path-part.ts';

export const pathWords: PathWords = {
  developpement: {
    label: 'Qui développe le service qui appellera l’API ?',
    hint: 'Votre réponse dit par où commencer.',
    equipe: {
      label: 'Notre équipe',
      hint: 'Vos agents, ou un prestataire qui développe pour vous seul.',
    },
    editeur: {
      label: 'Un éditeur de logiciels',
      hint: 'Vous utilisez le logiciel qu’il fournit aussi à d’autres.',
    },
  },
  editeur: {
    label: 'Quel éditeur, et quel logiciel ?',
    hint: 'Choisissez celui qui appellera l’API.',
    autre: { label: 'Un autre éditeur, ou un autre logiciel', hint: 'Vous le nommerez dans le formulaire.' },
  },
  outcomes: {
    one_stage: {
      title: 'Faites votre demande',
      text: ['L’accès se demande au nom de votre organisation, quel que soit le logiciel qui appelle l’API.'],
    },
    first_stage_only: {
      title: '« {first} », et rien d’autre',
      text: ['Votre situation ouvre l’étape « {first} ». La suite appartient à vos clients publics.'],
    },
    own_team: {
      title: 'D’abord « {first} »',
      text: [
        'Votre équipe essaie l’API avec des données fictives, et règle son service.',
        'Ses essais terminés, vous demandez « {next} » depuis cette demande : vos réponses y sont reprises, et seul ce qui est nouveau vous est demandé.',
      ],
    },
    unknown_editor: {
      title: 'D’abord « {first} »',
      text: [
        'Nous ne savons pas si cet éditeur a terminé ses essais avec cette API : commencez par là, avec lui.',
        'S’il les a terminés, demandez-lui de se faire connaître du fournisseur : vous irez alors directement à « {next} ».',
      ],
    },
    acceptance_pending: {
      title: 'D’abord « {first} »',
      text: [
        'Votre éditeur n’a pas encore terminé ses essais avec cette API : ils se font avec des données fictives.',
        'Demandez-lui où il en est. Ses essais acceptés, ses clients vont directement à « {next} ».',
      ],
    },
    acceptance_done: {
      title: 'Directement « {next} »',
      text: [
        'Votre éditeur a terminé ses essais avec cette API, et le fournisseur les a acceptés : vous n’avez pas à les refaire.',
      ],
    },
    already_integrated: {
      title: 'Vous n’avez rien à demander',
      text: [
        'Ce logiciel utilise déjà l’API pour ses clients : tournez-vous vers votre éditeur, qui vous ouvre le service.',
      ],
    },
  },
  checklist: {
    title: 'Ce qu’il faut demander à votre éditeur',
    introduction: 'Ses réponses vous éviteront une demande inutile, ou un raccordement plus long que prévu.',
  },
};
