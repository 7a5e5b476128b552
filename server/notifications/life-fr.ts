/**
 * The mails in French to who applies, once a request was sent: messages, updates, and what becomes of the habilitation.
 * Law: CRPA L.121-1, L.121-2 and L.122-1 (the holder is heard first), L.411-2 (remedies).
 */
import { day, dayAndTime } from '../pages/dates.ts';
import { type Block, type MailContent, quote } from './content.ts';
import type { LifeFacts, LifeTemplate } from './facts.ts';
import { greeting, held, service as named, remedies, request, signature } from './fr.ts';

const service = (facts: LifeFacts) => `le service instructeur, ${named(facts)},`;

const until = ({ habilitation }: LifeFacts) =>
  habilitation ? ` jusqu’au ${day(habilitation.expiresAt, 'fr')}` : '';

/** At the beginning of a sentence. */
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const contest = (facts: LifeFacts): Block[] => [
  { heading: 'Si vous contestez cette décision, vous pouvez former' },
  { list: remedies(facts) },
];

/** What somebody writes; of several messages, also when. */
export const quoted = ({ messages }: LifeFacts): Block[] =>
  messages.flatMap(({ at, text }) => [
    ...(messages.length > 1 ? [{ text: `Le ${dayAndTime(at, 'fr')} :` }] : []),
    { quote: text },
  ]);

function mail(facts: LifeFacts, subject: string, blocks: Block[], label = 'Voir la demande'): MailContent {
  const link = { label, url: facts.links.request };
  return { subject, greeting, blocks, link, signature: signature(facts) };
}

export const lifeFr: Record<LifeTemplate, (facts: LifeFacts) => MailContent> = {
  message_from_provider: (facts) =>
    mail(
      facts,
      `${facts.messages.length > 1 ? `${facts.messages.length} nouveaux messages` : 'Nouveau message'} – demande ${facts.number}`,
      [
        { text: `${capital(service(facts))} vous écrit au sujet de ${request(facts)} :` },
        ...quoted(facts),
        { text: 'Répondez depuis la demande : personne ne lit les réponses à ce courriel.' },
      ],
      'Lire et répondre',
    ),

  update_begun: (facts) =>
    mail(
      facts,
      `Mise à jour commencée – demande ${facts.number}`,
      [
        { text: `Le ${day(facts.at, 'fr')}, vous avez commencé à mettre à jour ${request(facts)}.` },
        {
          text: `L’habilitation ${facts.habilitation?.number ?? ''} reste en vigueur, telle qu’elle est, tant que la mise à jour n’est pas validée. Modifiez vos réponses, puis soumettez-les ; ou abandonnez la mise à jour.`,
        },
      ],
      'Continuer la mise à jour',
    ),

  update_dropped_done: (facts) =>
    mail(facts, `Mise à jour abandonnée – demande ${facts.number}`, [
      {
        text: `Le ${day(facts.at, 'fr')}, vous avez abandonné ce qui était en cours sur ${request(facts)}. L’habilitation ${facts.habilitation?.number ?? ''} reste ce qu’elle était, avec ses réponses et ses pièces.`,
      },
      ...quote(facts.reason),
    ]),

  update_stopped: (facts) =>
    mail(facts, `Mise à jour arrêtée – demande ${facts.number}`, [
      {
        text: `Le ${day(facts.at, 'fr')}, ${service(facts)} a mis fin à ce qui était en cours sur ${request(facts)}, pour la raison suivante :`,
      },
      ...quote(facts.reason),
      {
        text: `L’habilitation ${facts.habilitation?.number ?? ''} reste ce qu’elle était, avec ses réponses et ses pièces.`,
      },
    ]),

  suspended: (facts) =>
    mail(facts, `L’habilitation ${facts.habilitation?.number ?? ''} est suspendue – ${facts.api}`, [
      {
        text: `Le ${day(facts.at, 'fr')}, ${service(facts)} a suspendu ${held(facts)}, pour la raison suivante :`,
      },
      ...quote(facts.reason),
      {
        text: 'Dès maintenant, et tant qu’elle est suspendue, les appels faits en son nom sont refusés. Dites au service ce que vous avez fait pour y remédier, par un message dans la demande : il pourra la rétablir.',
      },
      ...contest(facts),
    ]),

  resumed: (facts) =>
    mail(facts, `L’habilitation ${facts.habilitation?.number ?? ''} est rétablie – ${facts.api}`, [
      {
        text: `Le ${day(facts.at, 'fr')}, ${service(facts)} a rétabli ${held(facts)}. Les appels faits en son nom sont de nouveau acceptés${until(facts)}.`,
      },
    ]),

  revocation_announced: (facts) =>
    mail(
      facts,
      `Votre réponse est attendue : une révocation est envisagée – ${facts.api}`,
      [
        {
          text: `${capital(service(facts))} envisage de révoquer ${held(facts)}, pour la raison suivante :`,
        },
        ...quote(facts.reason),
        { heading: `Vous avez jusqu’au ${facts.due ? day(facts.due, 'fr') : ''} pour répondre` },
        {
          text: 'Ouvrez la demande et écrivez vos observations au service, dans un message. Vous pouvez aussi demander à être entendu, et vous faire assister ou représenter (articles L.121-1 et L.122-1 du code des relations entre le public et l’administration).',
        },
        { text: 'Aucune révocation ne sera décidée avant cette date, et rien ne change d’ici là.' },
      ],
      'Répondre',
    ),

  revocation_dropped: (facts) =>
    mail(facts, `La révocation est écartée – ${facts.api}`, [
      {
        text: `Le ${day(facts.at, 'fr')}, ${service(facts)} a renoncé à révoquer ${held(facts)}. Vous n’avez rien à faire.`,
      },
    ]),

  revoked: (facts) =>
    mail(facts, `L’habilitation ${facts.habilitation?.number ?? ''} est révoquée – ${facts.api}`, [
      {
        text: `Le ${day(facts.at, 'fr')}, ${service(facts)} a révoqué ${held(facts)}, pour la raison suivante :`,
      },
      ...quote(facts.reason),
      ...(facts.urgent
        ? [
            {
              text: 'L’urgence a dispensé le service de vous entendre avant (article L.121-2 du code des relations entre le public et l’administration).',
            },
          ]
        : []),
      {
        text: 'Les appels faits en son nom sont refusés dès maintenant. Vous restez tenu de vos engagements sur les données déjà reçues.',
      },
      ...contest(facts),
    ]),

  expired: (facts) =>
    mail(
      facts,
      `L’habilitation ${facts.habilitation?.number ?? ''} est arrivée à son terme – ${facts.api}`,
      [
        {
          text: `Depuis le ${day(facts.at, 'fr')}, ${held(facts)} n’est plus en vigueur : elle est arrivée à son terme, et les appels faits en son nom sont refusés.`,
        },
        { text: 'Si vous avez encore besoin des données, demandez son renouvellement depuis la demande.' },
      ],
      'Demander le renouvellement',
    ),

  given_back_done: (facts) =>
    mail(facts, `Habilitation ${facts.habilitation?.number ?? ''} rendue – ${facts.api}`, [
      {
        text: `Le ${day(facts.at, 'fr')}, vous avez rendu ${held(facts)}. Les appels faits en son nom sont refusés dès maintenant, et la demande ${facts.number} est archivée.`,
      },
      ...quote(facts.reason),
      { text: 'Si le besoin revient, copiez cette demande : ses réponses y seront reprises.' },
    ]),

  corrected: (facts) =>
    mail(facts, `Une réponse a été corrigée – demande ${facts.number}`, [
      {
        text: `Le ${day(facts.at, 'fr')}, ${service(facts)} a corrigé ${request(facts)}, pour la raison suivante :`,
      },
      ...quote(facts.reason),
      { text: facts.fields.length > 1 ? 'Les réponses concernées :' : 'La réponse concernée :' },
      { list: facts.fields },
      { text: 'Relisez-la dans la demande. Si elle n’est pas juste, dites-le au service par un message.' },
    ]),

  archived: (facts) =>
    mail(facts, `Demande ${facts.number} archivée – ${facts.api}`, [
      {
        text: `Le ${day(facts.at, 'fr')}, ${request(facts)} a été archivée : elle n’aura pas d’autre suite. Vous pouvez toujours la lire, et la copier pour en commencer une autre.`,
      },
    ]),

  moved_away: (facts) => ({
    ...mail(facts, `La demande ${facts.number} passe à une autre organisation`, [
      {
        text: `Le ${day(facts.at, 'fr')}, ${service(facts)} a confié la demande ${facts.number} pour « ${facts.api} » (${facts.stage}) à une autre organisation, pour la raison suivante :`,
      },
      ...quote(facts.reason),
      { text: 'Vous n’en êtes plus le demandeur.' },
    ]),
    link: { label: 'Voir mes demandes', url: facts.links.requests },
  }),

  moved_here: (facts) =>
    mail(facts, `La demande ${facts.number} est maintenant la vôtre – ${facts.api}`, [
      {
        text: `Le ${day(facts.at, 'fr')}, ${service(facts)} a confié ${request(facts)} à votre organisation, pour la raison suivante :`,
      },
      ...quote(facts.reason),
      { text: 'Vous en êtes désormais le demandeur : c’est à vous que le service répond.' },
    ]),
};
