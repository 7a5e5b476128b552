/** The mails in French about who fills, confirms, comments and holds a request. */
import { day } from '../pages/dates.ts';
import type { MailContent } from './content.ts';
import type { PeopleFacts, PeopleTemplate } from './facts.ts';
import { greeting, request, signature } from './fr.ts';

const follow = (facts: PeopleFacts, label = 'Ouvrir la demande') => ({ label, url: facts.links.request });

const yours =
  'Vous en êtes désormais le demandeur : vous pouvez la modifier et la soumettre quand son état le permet, et c’est à vous que l’instructeur répond.';

const stillRead = 'Vous pouvez toujours la lire tant que vous faites partie de cette organisation.';

export const peopleFr: Record<PeopleTemplate, (facts: PeopleFacts) => MailContent> = {
  confirmed: (facts) => ({
    subject: `${facts.by} a confirmé – demande ${facts.number}`,
    greeting,
    blocks: [
      {
        text: `À votre invitation, ${facts.by} a confirmé l’étape « ${facts.step} » de ${request(facts)}. La demande l’indique, et l’instructeur le verra.`,
      },
    ],
    link: follow(facts),
    signature: signature(facts),
  }),

  commented: (facts) => ({
    subject: `${facts.by} a commenté votre brouillon – demande ${facts.number}`,
    greeting,
    blocks: [{ text: `${facts.by} écrit au sujet de ${request(facts)} :` }, { quote: facts.reason }],
    link: follow(facts),
    signature: signature(facts),
  }),

  handed_over: (facts) => ({
    subject: `${facts.by} vous confie la demande ${facts.number} – ${facts.api}`,
    greeting,
    blocks: [{ text: `${facts.by} vous confie ${request(facts)}. ${yours}` }],
    link: follow(facts),
    signature: signature(facts),
  }),

  handed_on: (facts) => ({
    subject: `Demande ${facts.number} confiée à ${facts.applicant}`,
    greeting,
    blocks: [
      {
        text: `Vous avez confié ${request(facts)} à ${facts.applicant}, qui en devient le demandeur. ${stillRead}`,
      },
    ],
    link: follow(facts),
    signature: signature(facts),
  }),

  taken_over: (facts) => ({
    subject: `La demande ${facts.number} est maintenant la vôtre – ${facts.api}`,
    greeting,
    blocks: [{ text: `Vous avez repris ${request(facts)}. ${yours}` }],
    link: follow(facts),
    signature: signature(facts),
  }),

  taken_from_you: (facts) => ({
    subject: `${facts.applicant} a repris la demande ${facts.number} – ${facts.api}`,
    greeting,
    blocks: [
      {
        text: `${facts.applicant}, de la même organisation, a repris ${request(facts)} et en devient le demandeur. ${stillRead}`,
      },
      { text: `Si c’est une erreur, voyez avec ${facts.applicant}, qui peut vous la confier de nouveau.` },
    ],
    link: follow(facts),
    signature: signature(facts),
  }),

  take_over_asked: (facts) => ({
    subject: `${facts.by} propose de reprendre la demande ${facts.number} – ${facts.api}`,
    greeting,
    blocks: [
      {
        text: `${facts.by}, de votre organisation, propose de reprendre ${request(facts)}, dont vous êtes le demandeur.`,
      },
      {
        text: `Sans opposition de votre part, cette personne en deviendra le demandeur le ${facts.due ? day(facts.due, 'fr') : ''}. Pour la garder, ouvrez la demande et opposez-vous à la reprise.`,
      },
    ],
    link: follow(facts, 'Garder ou laisser la demande'),
    signature: signature(facts),
  }),

  take_over_refused: (facts) => ({
    subject: `${facts.by} garde la demande ${facts.number} – ${facts.api}`,
    greeting,
    blocks: [
      {
        text: `Vous aviez proposé de reprendre ${request(facts)}. ${facts.by} préfère la garder : voyez ensemble qui la suit.`,
      },
    ],
    link: follow(facts),
    signature: signature(facts),
  }),

  told: (facts) => ({
    subject: `Réponse changée dans ${facts.about} – demande ${facts.number}`,
    greeting,
    blocks: [
      {
        text: `La demande ${facts.about}, du même dossier, a été soumise de nouveau. Ces réponses n’y sont plus celles de ${request(facts)} :`,
      },
      { list: facts.fields },
      {
        text: 'Rien ne change ici : chaque fournisseur décide de sa demande. L’instructeur voit la différence, et vous écrira s’il le faut.',
      },
    ],
    link: follow(facts),
    signature: signature(facts),
  }),
};
