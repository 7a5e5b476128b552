/** The mails in French. Law: CRPA R.112-11-1 (receipt), L.231-4 (silence), L.411-2 and CJA R.421-1 (remedies). */
import { day, dayAndTime } from '../pages/dates.ts';
import type { MailContent } from './content.ts';
import type { BaseTemplate, MailFacts } from './facts.ts';
import { grantedBlocks, staysBlocks } from './granted-words.ts';
import { reopeningBlocks, reopeningMark } from './reopening-words.ts';
import { decidedBlocks } from './rule-words.ts';

export const greeting = 'Bonjour,';

export const service = ({ provider }: MailFacts) => `${provider.name} (${provider.acronym})`;

/** What R.112-11-1 asks of a receipt: the service, its postal and electronic addresses, its telephone number. */
const reach = (facts: MailFacts) =>
  [service(facts), facts.provider.address, facts.provider.support, facts.provider.phone]
    .filter(Boolean)
    .join(', ');

export const signature = (facts: MailFacts) =>
  `Message automatique de DataPass, envoyé au sujet de la demande ${facts.number}. Une question sur le dossier ? Écrivez à ${facts.provider.support}.`;

/** To those who decide. */
export const examinerSignature = (facts: MailFacts) =>
  `Message automatique de DataPass : vous le recevez parce que vous instruisez les demandes pour « ${facts.api} ».`;

export const request = ({ number, organisation, api, stage }: MailFacts) =>
  `la demande ${number} (${organisation}) pour « ${api} » (${stage})`;

export const held = (facts: MailFacts) =>
  `l’habilitation ${facts.habilitation?.number ?? ''} (${facts.organisation}) pour « ${facts.api} » (${facts.stage})`;

export function remedies(facts: MailFacts): string[] {
  return [
    `un recours gracieux auprès du service qui a instruit la demande (${facts.provider.support}), ou un recours hiérarchique auprès de l’autorité dont il dépend ;`,
    'un recours devant le tribunal administratif compétent, dans les deux mois qui suivent la décision ou le refus né du silence. Un recours gracieux ou hiérarchique formé dans ce délai l’interrompt.',
  ];
}

export const fr: Record<BaseTemplate, (facts: MailFacts) => MailContent> = {
  receipt: (facts) => ({
    subject: `Accusé de réception de la demande ${facts.number} – ${facts.api}`,
    greeting,
    blocks: [
      {
        text: `La demande d’habilitation ${facts.number} (${facts.organisation}), pour « ${facts.api} » (${facts.stage}), a bien été reçue le ${dayAndTime(facts.at, 'fr')}.`,
      },
      ...reopeningBlocks(facts, 'fr'),
      { heading: 'Qui s’en occupe' },
      { text: `Service chargé du dossier : ${reach(facts)}.` },
      { heading: 'Dans quel délai' },
      {
        text: `Sans réponse le ${day(facts.answerBy, 'fr')}, soit deux mois après la réception d’une demande complète, la demande est réputée refusée (article L.231-4 du code des relations entre le public et l’administration).`,
      },
      { heading: 'En cas de refus, vous pourrez former' },
      { list: remedies(facts) },
      { text: `Toutes vos demandes, et celles de vos collègues : ${facts.links.requests}` },
    ],
    link: { label: 'Suivre ma demande', url: facts.links.request },
    signature: signature(facts),
  }),

  to_instruct: (facts) => ({
    subject: `Demande ${facts.number} à instruire${reopeningMark(facts, 'fr')} – ${facts.api}`,
    greeting,
    blocks: [
      {
        text: `${facts.organisation} a soumis la demande ${facts.number} pour « ${facts.api} » (${facts.stage}), le ${dayAndTime(facts.at, 'fr')}.`,
      },
      ...reopeningBlocks(facts, 'fr'),
      { text: `Le silence vaudra refus le ${day(facts.answerBy, 'fr')}.` },
    ],
    link: { label: 'Instruire la demande', url: facts.links.instruction },
    signature: examinerSignature(facts),
  }),

  changes_requested: (facts) => ({
    subject: `Des modifications sont demandées – demande ${facts.number}`,
    greeting,
    blocks: [
      {
        text: `Le service qui instruit la demande ${facts.number} pour « ${facts.api} » vous demande de la modifier, puis de la soumettre à nouveau. Voici ce qu’il écrit :`,
      },
      { quote: facts.reason },
      ...(facts.fields.length > 0
        ? [
            { text: facts.fields.length > 1 ? 'Les réponses concernées :' : 'La réponse concernée :' },
            { list: facts.fields },
          ]
        : []),
      ...reopeningBlocks(facts, 'fr'),
      { text: 'Toutes vos réponses sont conservées : le formulaire s’ouvre là où il faut revenir.' },
    ],
    link: { label: 'Modifier ma demande', url: facts.links.request },
    signature: signature(facts),
  }),

  refused: (facts) => ({
    subject: `La demande ${facts.number} est refusée – ${facts.api}`,
    greeting,
    blocks: [
      {
        text: `Le ${day(facts.at, 'fr')}, le service instructeur, ${service(facts)}, a refusé la demande ${facts.number} (${facts.organisation}) pour « ${facts.api} » (${facts.stage}), pour la raison suivante :`,
      },
      { quote: facts.reason },
      ...staysBlocks(facts, 'fr'),
      { heading: 'Si vous contestez cette décision, vous pouvez former' },
      { list: remedies(facts) },
    ],
    link: { label: 'Voir ma demande', url: facts.links.request },
    signature: signature(facts),
  }),

  validated: (facts) => ({
    subject: `La demande ${facts.number} est validée – ${facts.api}`,
    greeting,
    blocks: [
      {
        text: `Bonne nouvelle : la demande ${facts.number} (${facts.organisation}) pour « ${facts.api} » (${facts.stage}) est validée. ${habilitationWords(facts)}`,
      },
      ...decidedBlocks(facts, 'fr'),
      ...grantedBlocks(facts, 'fr'),
      { heading: 'Et maintenant' },
      {
        list: [
          'récupérez l’habilitation signée : elle prouve votre droit à chaque appel de l’API ;',
          'le contact technique désigné dans la demande reçoit son propre message : il peut la récupérer lui-même ;',
          ...(facts.next ? [nextWords(facts.next)] : []),
          `dites aux usagers quelles données vous recevez, de qui et pour quoi faire. Un texte prêt à publier vous attend : ${facts.links.notice}`,
        ],
      },
    ],
    link: { label: 'Récupérer mon accès', url: facts.links.access },
    signature: signature(facts),
  }),

  answered: (facts) => ({
    subject: `Votre demande ${facts.number} a sa réponse – ${facts.api}`,
    greeting,
    blocks: [
      {
        text: `Voici ce que répond ${service(facts)} à la demande ${facts.number} (${facts.organisation}), « ${facts.api} » :`,
      },
      { quote: facts.reason },
      { text: 'Cette réponse ne vaut pas habilitation : elle dit s’il y a un accès à demander, et où.' },
    ],
    link: { label: 'Voir ma demande', url: facts.links.request },
    signature: signature(facts),
  }),

  access: (facts) => ({
    subject: `Raccordement : l’accès est ouvert – ${facts.api}`,
    greeting,
    blocks: [
      {
        text: `${facts.organisation} vous a désigné comme contact technique pour « ${facts.api} » (${facts.stage}), et sa demande vient d’être validée. ${habilitationWords(facts)}`,
      },
      {
        text: 'Connectez-vous avec ProConnect, sous l’adresse à laquelle vous recevez ce message : vous obtiendrez l’habilitation signée à joindre aux appels de l’API.',
      },
    ],
    link: { label: 'Récupérer mon accès', url: facts.links.access },
    signature: signature(facts),
  }),

  privacy: (facts) => ({
    subject: `Données personnelles : ${facts.organisation} peut utiliser « ${facts.api} »`,
    greeting,
    blocks: [
      {
        text: `Vous êtes désigné, dans la demande ${facts.number} (${facts.organisation}), comme responsable de traitement ou comme délégué à la protection des données. Cette demande, pour « ${facts.api} » (${facts.stage}), a été validée le ${day(facts.at, 'fr')}. ${habilitationWords(facts)}`,
      },
      { heading: 'Ce que le RGPD attend de vous' },
      {
        list: [
          'inscrire ce traitement au registre (article 30) ;',
          'informer les personnes dont les données sont utilisées (article 14) ;',
          'respecter la durée de conservation annoncée dans la demande ;',
          'signaler toute violation de données à la CNIL sous 72 heures (article 33).',
        ],
      },
      {
        text: `Votre nom et votre adresse ont été donnés par l’auteur de la demande et sont conservés avec elle. Pour les consulter, les corriger ou vous y opposer, écrivez à ${facts.provider.support}.`,
      },
    ],
    link: { label: `En savoir plus sur « ${facts.api} »`, url: facts.links.request.replace(/\?.*$/, '') },
    signature: signature(facts),
  }),
};

const nextWords = (stage: string) =>
  `vos essais terminés, demandez « ${stage} » depuis cette même demande : vos réponses y sont reprises, et seul ce qui est nouveau vous est demandé ;`;

function habilitationWords({ habilitation }: MailFacts): string {
  if (!habilitation) return '';
  return `L’habilitation ${habilitation.number} vaut jusqu’au ${day(habilitation.expiresAt, 'fr')}.`;
}
