/** The mails in French to the provider's people: those who decide, and those who open the API. */
import { day } from '../pages/dates.ts';
import { type Block, type MailContent, quote } from './content.ts';
import type { AccessTemplate, LifeFacts, StaffTemplate } from './facts.ts';
import { examinerSignature, greeting, request, signature } from './fr.ts';
import { quoted } from './life-fr.ts';

function staff(facts: LifeFacts, subject: string, blocks: Block[], label = 'Voir la demande'): MailContent {
  return {
    subject,
    greeting,
    blocks,
    link: { label, url: facts.links.instruction },
    signature: examinerSignature(facts),
  };
}

/** To the technical contact: why is between the organisation and the provider. */
function contact(facts: LifeFacts, what: string, then: string): MailContent {
  const { habilitation, organisation, api, stage } = facts;
  return {
    subject: `${what} – ${api}`,
    greeting,
    blocks: [
      {
        text: `${organisation} vous a désigné comme contact technique pour « ${api} » (${stage}). Depuis le ${day(facts.at, 'fr')}, l’état de l’habilitation ${habilitation?.number ?? ''} a changé : ${facts.event.toLowerCase()}.`,
      },
      { text: then },
    ],
    link: { label: 'Voir l’habilitation', url: facts.links.access },
    signature: signature(facts),
  };
}

/** To the team that manages the API: what it needs to find the access among others, and nobody's name. */
function team(facts: LifeFacts, subject: string, blocks: Block[]): MailContent {
  const { organisation, opening, habilitation, number, stage } = facts;
  return {
    subject: `${subject} : ${facts.api} (${stage}) – ${organisation}, ${habilitation?.number ?? ''}`,
    greeting,
    blocks: [
      { text: `${facts.event}, le ${day(facts.at, 'fr')}.` },
      {
        list: [
          `Organisation : ${organisation}, SIRET ${opening.siret}`,
          `API : « ${facts.api} », ${stage}`,
          `Demande ${number}, habilitation ${habilitation?.number ?? ''}`,
        ],
      },
      ...blocks,
    ],
    link: { label: 'Voir la demande', url: facts.links.instruction },
    signature: `Message automatique de DataPass, envoyé à l’équipe qui gère « ${facts.api} ».`,
  };
}

export const staffFr: Record<StaffTemplate | AccessTemplate, (facts: LifeFacts) => MailContent> = {
  message_from_applicant: (facts) => ({
    ...staff(
      facts,
      `${facts.messages.length > 1 ? `${facts.messages.length} nouveaux messages` : 'Nouveau message'} – demande ${facts.number}`,
      [{ text: `Le demandeur écrit au sujet de ${request(facts)} :` }, ...quoted(facts)],
    ),
    link: { label: 'Lire et répondre', url: facts.links.messages },
  }),

  second_awaited: (facts) =>
    staff(
      facts,
      `Un deuxième accord est attendu – demande ${facts.number}`,
      [
        {
          text: `Un premier instructeur a donné son accord pour valider ${request(facts)}. Il faut celui d’une deuxième personne.`,
        },
      ],
      'Instruire la demande',
    ),

  withdrawn: (facts) =>
    staff(facts, `Demande ${facts.number} retirée – ${facts.api}`, [
      {
        text: `Le ${day(facts.at, 'fr')}, ${facts.organisation} a retiré de l’instruction ${request(facts)}. Il n’y a plus rien à instruire, tant qu’elle n’est pas soumise à nouveau.`,
      },
    ]),

  update_dropped: (facts) =>
    staff(facts, `Mise à jour abandonnée – demande ${facts.number}`, [
      {
        text: `Le ${day(facts.at, 'fr')}, ${facts.organisation} a abandonné ce que vous instruisiez sur ${request(facts)}. L’habilitation ${facts.habilitation?.number ?? ''} reste ce qu’elle était.`,
      },
      ...quote(facts.reason),
    ]),

  people_updated: (facts) =>
    staff(facts, `Personnes remplacées – demande ${facts.number}`, [
      {
        text: `Le ${day(facts.at, 'fr')}, ${facts.organisation} a changé les personnes que nomme ${request(facts)}, sans autre modification. Il n’y a rien à instruire.`,
      },
      { list: facts.fields },
    ]),

  given_back: (facts) =>
    staff(facts, `Habilitation ${facts.habilitation?.number ?? ''} rendue – ${facts.api}`, [
      {
        text: `Le ${day(facts.at, 'fr')}, ${facts.organisation} a rendu l’habilitation ${facts.habilitation?.number ?? ''}, de ${request(facts)}. Elle n’est plus en vigueur.`,
      },
      ...quote(facts.reason),
    ]),

  access_suspended: (facts) =>
    contact(
      facts,
      'L’accès est suspendu',
      `Les appels faits en son nom sont refusés, jusqu’à ce qu’elle soit rétablie. Voyez avec ${facts.organisation}, qui en connaît la raison.`,
    ),

  access_resumed: (facts) =>
    contact(
      facts,
      'L’accès est de nouveau ouvert',
      'Les appels faits en son nom sont de nouveau acceptés. L’habilitation signée que vous avez déjà reste bonne.',
    ),

  access_ended: (facts) =>
    contact(
      facts,
      'L’accès est fermé',
      `Les appels faits en son nom sont refusés : retirez-la de vos logiciels. Voyez avec ${facts.organisation} ce qui doit la remplacer.`,
    ),

  to_open: (facts) =>
    team(facts, 'À ouvrir', [
      ...(facts.opening.scopes.length > 0
        ? [{ heading: 'Données à ouvrir' }, { list: facts.opening.scopes }]
        : []),
      {
        list: [
          ...(facts.opening.quota ? [`Débit : ${facts.opening.quota} appels par minute`] : []),
          ...(facts.habilitation
            ? [`Fin de l’habilitation : ${day(facts.habilitation.expiresAt, 'fr')}`]
            : []),
          ...(facts.opening.replaces ? [`Remplace l’habilitation ${facts.opening.replaces}`] : []),
        ],
      },
      ...(facts.granted.conditions
        ? [{ text: 'À ces conditions :' }, { quote: facts.granted.conditions }]
        : []),
    ]),

  to_close: (facts) => team(facts, 'À fermer', []),
};
