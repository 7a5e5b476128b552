/** The mails in English. Law: CRPA R.112-11-1 (receipt), L.231-4 (silence), L.411-2 and CJA R.421-1 (remedies). */
import { day, dayAndTime } from '../pages/dates.ts';
import type { MailContent } from './content.ts';
import type { BaseTemplate, MailFacts } from './facts.ts';
import { grantedBlocks, staysBlocks } from './granted-words.ts';
import { reopeningBlocks, reopeningMark } from './reopening-words.ts';
import { decidedBlocks } from './rule-words.ts';

export const greeting = 'Hello,';

export const service = ({ provider }: MailFacts) => `${provider.name} (${provider.acronym})`;

/** What R.112-11-1 asks of a receipt: the service, its postal and electronic addresses, its telephone number. */
const reach = (facts: MailFacts) =>
  [service(facts), facts.provider.address, facts.provider.support, facts.provider.phone]
    .filter(Boolean)
    .join(', ');

export const signature = (facts: MailFacts) =>
  `Automatic message of DataPass about request ${facts.number}. A question about the file? Write to ${facts.provider.support}.`;

/** To those who decide. */
export const examinerSignature = (facts: MailFacts) =>
  `Automatic message of DataPass: you receive it because you examine the requests for ${facts.api}.`;

export const request = ({ number, organisation, api, stage }: MailFacts) =>
  `request ${number} of ${organisation} for ${api} (${stage})`;

export const held = (facts: MailFacts) =>
  `habilitation ${facts.habilitation?.number ?? ''} of ${facts.organisation} for ${facts.api} (${facts.stage})`;

export function remedies(facts: MailFacts): string[] {
  return [
    `an appeal to the service that examined the request (${facts.provider.support}), or to the authority above it;`,
    'an appeal to the competent administrative court, within two months of the decision or of the refusal that silence means. An appeal to the service or its authority within that time interrupts it.',
  ];
}

export const en: Record<BaseTemplate, (facts: MailFacts) => MailContent> = {
  receipt: (facts) => ({
    subject: `Receipt of request ${facts.number} – ${facts.api}`,
    greeting,
    blocks: [
      {
        text: `Request ${facts.number} of ${facts.organisation} for ${facts.api} (${facts.stage}) was received on ${dayAndTime(facts.at, 'en')} (Paris time).`,
      },
      ...reopeningBlocks(facts, 'en'),
      { heading: 'Who takes care of it' },
      { text: `Service in charge of the file: ${reach(facts)}.` },
      { heading: 'By when' },
      {
        text: `Without an answer on ${day(facts.answerBy, 'en')}, two months after a complete request was received, the request is deemed refused (article L.231-4 of the code of relations between the public and the administration).`,
      },
      { heading: 'If it is refused, you may make' },
      { list: remedies(facts) },
      { text: `All your requests, and those of your colleagues: ${facts.links.requests}` },
    ],
    link: { label: 'Follow my request', url: facts.links.request },
    signature: signature(facts),
  }),

  to_instruct: (facts) => ({
    subject: `Request ${facts.number} to examine${reopeningMark(facts, 'en')} – ${facts.api}`,
    greeting,
    blocks: [
      {
        text: `${facts.organisation} submitted request ${facts.number} for ${facts.api} (${facts.stage}) on ${dayAndTime(facts.at, 'en')} (Paris time).`,
      },
      ...reopeningBlocks(facts, 'en'),
      { text: `Silence will mean refusal on ${day(facts.answerBy, 'en')}.` },
    ],
    link: { label: 'Examine the request', url: facts.links.instruction },
    signature: examinerSignature(facts),
  }),

  changes_requested: (facts) => ({
    subject: `Changes are requested – request ${facts.number}`,
    greeting,
    blocks: [
      {
        text: `The service that examines request ${facts.number} for ${facts.api} asks you to change it, then to submit it again. Here is what it writes:`,
      },
      { quote: facts.reason },
      ...(facts.fields.length > 0
        ? [
            { text: facts.fields.length > 1 ? 'The answers concerned:' : 'The answer concerned:' },
            { list: facts.fields },
          ]
        : []),
      ...reopeningBlocks(facts, 'en'),
      { text: 'All your answers are kept: the form opens where you need to come back.' },
    ],
    link: { label: 'Change my request', url: facts.links.request },
    signature: signature(facts),
  }),

  refused: (facts) => ({
    subject: `Request ${facts.number} is refused – ${facts.api}`,
    greeting,
    blocks: [
      {
        text: `On ${day(facts.at, 'en')}, ${service(facts)} refused request ${facts.number} of ${facts.organisation} for ${facts.api} (${facts.stage}), for the following reason:`,
      },
      { quote: facts.reason },
      ...staysBlocks(facts, 'en'),
      { heading: 'If you contest this decision, you may make' },
      { list: remedies(facts) },
    ],
    link: { label: 'See my request', url: facts.links.request },
    signature: signature(facts),
  }),

  validated: (facts) => ({
    subject: `Request ${facts.number} is validated – ${facts.api}`,
    greeting,
    blocks: [
      {
        text: `Good news: request ${facts.number} of ${facts.organisation} for ${facts.api} (${facts.stage}) is validated. ${habilitationWords(facts)}`,
      },
      ...decidedBlocks(facts, 'en'),
      ...grantedBlocks(facts, 'en'),
      { heading: 'What comes next' },
      {
        list: [
          'collect the signed habilitation: it proves your right at every call of the API;',
          'the technical contact named in the request receives a message of their own, and can collect it too;',
          ...(facts.next ? [nextWords(facts.next)] : []),
          `tell people which data you receive, from whom and what for. A text ready to publish awaits you: ${facts.links.notice}`,
        ],
      },
    ],
    link: { label: 'Collect my access', url: facts.links.access },
    signature: signature(facts),
  }),

  answered: (facts) => ({
    subject: `Your request ${facts.number} has its answer – ${facts.api}`,
    greeting,
    blocks: [
      {
        text: `Here is what ${service(facts)} answers to request ${facts.number} of ${facts.organisation}, “${facts.api}”:`,
      },
      { quote: facts.reason },
      { text: 'This answer is not a habilitation: it says whether there is access to ask for, and where.' },
    ],
    link: { label: 'See my request', url: facts.links.request },
    signature: signature(facts),
  }),

  access: (facts) => ({
    subject: `Connecting to ${facts.api}: access is open`,
    greeting,
    blocks: [
      {
        text: `${facts.organisation} named you as the technical contact for ${facts.api} (${facts.stage}), and its request has just been validated. ${habilitationWords(facts)}`,
      },
      {
        text: 'Sign in with ProConnect, under the address at which you receive this message: you will get the signed habilitation to send with calls of the API.',
      },
    ],
    link: { label: 'Collect my access', url: facts.links.access },
    signature: signature(facts),
  }),

  privacy: (facts) => ({
    subject: `Personal data: ${facts.organisation} may now use ${facts.api}`,
    greeting,
    blocks: [
      {
        text: `Request ${facts.number} of ${facts.organisation} names you as the data controller or as the data protection officer. This request, for ${facts.api} (${facts.stage}), was validated on ${day(facts.at, 'en')}. ${habilitationWords(facts)}`,
      },
      { heading: 'What the GDPR expects of you' },
      {
        list: [
          'record this processing in the register (article 30);',
          'inform the people whose data are used (article 14);',
          'keep to the retention period announced in the request;',
          'report any data breach to the CNIL within 72 hours (article 33).',
        ],
      },
      {
        text: `Your name and address were given by the author of the request and are kept with it. To see them, correct them or object, write to ${facts.provider.support}.`,
      },
    ],
    link: { label: `Learn more about ${facts.api}`, url: facts.links.request.replace(/\?.*$/, '') },
    signature: signature(facts),
  }),
};

const nextWords = (stage: string) =>
  `when your tests are over, ask for “${stage}” from this same request: your answers are taken over, and you are asked only for what is new;`;

function habilitationWords({ habilitation }: MailFacts): string {
  if (!habilitation) return '';
  return `Habilitation ${habilitation.number} is valid until ${day(habilitation.expiresAt, 'en')}.`;
}
