/**
 * The mails in English to who applies, once a request was sent: messages, updates, and what becomes of the habilitation.
 * Law: CRPA L.121-1, L.121-2 and L.122-1 (the holder is heard first), L.411-2 (remedies).
 */
import { day, dayAndTime } from '../pages/dates.ts';
import { type Block, type MailContent, quote } from './content.ts';
import { greeting, held, remedies, request, service, signature } from './en.ts';
import type { LifeFacts, LifeTemplate } from './facts.ts';

const until = ({ habilitation }: LifeFacts) =>
  habilitation ? ` until ${day(habilitation.expiresAt, 'en')}` : '';

const contest = (facts: LifeFacts): Block[] => [
  { heading: 'If you contest this decision, you may make' },
  { list: remedies(facts) },
];

/** What somebody writes; of several messages, also when. */
export const quoted = ({ messages }: LifeFacts): Block[] =>
  messages.flatMap(({ at, text }) => [
    ...(messages.length > 1 ? [{ text: `On ${dayAndTime(at, 'en')}:` }] : []),
    { quote: text },
  ]);

function mail(facts: LifeFacts, subject: string, blocks: Block[], label = 'See the request'): MailContent {
  const link = { label, url: facts.links.request };
  return { subject, greeting, blocks, link, signature: signature(facts) };
}

export const lifeEn: Record<LifeTemplate, (facts: LifeFacts) => MailContent> = {
  message_from_provider: (facts) =>
    mail(
      facts,
      `${facts.messages.length > 1 ? `${facts.messages.length} new messages` : 'New message'} – request ${facts.number}`,
      [
        { text: `${service(facts)} writes to you about ${request(facts)}:` },
        ...quoted(facts),
        { text: 'Answer in the request: nobody reads answers to this mail.' },
      ],
      'Read and answer',
    ),

  update_begun: (facts) =>
    mail(
      facts,
      `Update begun – request ${facts.number}`,
      [
        { text: `On ${day(facts.at, 'en')}, you began to update ${request(facts)}.` },
        {
          text: `Habilitation ${facts.habilitation?.number ?? ''} stays in force, as it is, until the update is validated. Change your answers, then submit them; or give the update up.`,
        },
      ],
      'Go on with the update',
    ),

  update_dropped_done: (facts) =>
    mail(facts, `Update given up – request ${facts.number}`, [
      {
        text: `On ${day(facts.at, 'en')}, you gave up what was under way on ${request(facts)}. Habilitation ${facts.habilitation?.number ?? ''} stays what it was, with its answers and documents.`,
      },
      ...quote(facts.reason),
    ]),

  update_stopped: (facts) =>
    mail(facts, `Update stopped – request ${facts.number}`, [
      {
        text: `On ${day(facts.at, 'en')}, ${service(facts)} ended what was under way on ${request(facts)}, for the following reason:`,
      },
      ...quote(facts.reason),
      {
        text: `Habilitation ${facts.habilitation?.number ?? ''} stays what it was, with its answers and documents.`,
      },
    ]),

  suspended: (facts) =>
    mail(facts, `Habilitation ${facts.habilitation?.number ?? ''} is suspended – ${facts.api}`, [
      {
        text: `On ${day(facts.at, 'en')}, ${service(facts)} suspended ${held(facts)}, for the following reason:`,
      },
      ...quote(facts.reason),
      {
        text: 'From now on, and for as long as it is suspended, calls made in its name are refused. Tell the service what you have done about it, by a message in the request: it may then restore it.',
      },
      ...contest(facts),
    ]),

  resumed: (facts) =>
    mail(facts, `Habilitation ${facts.habilitation?.number ?? ''} is restored – ${facts.api}`, [
      {
        text: `On ${day(facts.at, 'en')}, ${service(facts)} restored ${held(facts)}. Calls made in its name are accepted again${until(facts)}.`,
      },
    ]),

  revocation_announced: (facts) =>
    mail(
      facts,
      `Your answer is awaited: a revocation is considered – ${facts.api}`,
      [
        { text: `${service(facts)} considers revoking ${held(facts)}, for the following reason:` },
        ...quote(facts.reason),
        { heading: `You have until ${facts.due ? day(facts.due, 'en') : ''} to answer` },
        {
          text: 'Open the request and write your observations to the service, in a message. You may also ask to be heard, and be assisted or represented (articles L.121-1 and L.122-1 of the code of relations between the public and the administration).',
        },
        { text: 'No revocation will be decided before that date, and nothing changes until then.' },
      ],
      'Answer',
    ),

  revocation_dropped: (facts) =>
    mail(facts, `The revocation is set aside – ${facts.api}`, [
      {
        text: `On ${day(facts.at, 'en')}, ${service(facts)} gave up revoking ${held(facts)}. You have nothing to do.`,
      },
    ]),

  revoked: (facts) =>
    mail(facts, `Habilitation ${facts.habilitation?.number ?? ''} is revoked – ${facts.api}`, [
      {
        text: `On ${day(facts.at, 'en')}, ${service(facts)} revoked ${held(facts)}, for the following reason:`,
      },
      ...quote(facts.reason),
      ...(facts.urgent
        ? [
            {
              text: 'It was urgent, which relieved the service of hearing you before (article L.121-2 of the code of relations between the public and the administration).',
            },
          ]
        : []),
      {
        text: 'Calls made in its name are refused from now on. What you have promised about the data already received still binds you.',
      },
      ...contest(facts),
    ]),

  expired: (facts) =>
    mail(
      facts,
      `Habilitation ${facts.habilitation?.number ?? ''} has come to its end – ${facts.api}`,
      [
        {
          text: `Since ${day(facts.at, 'en')}, ${held(facts)} is no longer in force: it has come to its end, and calls made in its name are refused.`,
        },
        { text: 'If you still need the data, ask for its renewal in the request.' },
      ],
      'Ask for the renewal',
    ),

  given_back_done: (facts) =>
    mail(facts, `Habilitation ${facts.habilitation?.number ?? ''} given back – ${facts.api}`, [
      {
        text: `On ${day(facts.at, 'en')}, you gave back ${held(facts)}. Calls made in its name are refused from now on, and request ${facts.number} is archived.`,
      },
      ...quote(facts.reason),
      { text: 'If you need it again, copy this request: its answers are taken over.' },
    ]),

  corrected: (facts) =>
    mail(facts, `An answer was put right – request ${facts.number}`, [
      {
        text: `On ${day(facts.at, 'en')}, ${service(facts)} put right ${request(facts)}, for the following reason:`,
      },
      ...quote(facts.reason),
      { text: facts.fields.length > 1 ? 'The answers concerned:' : 'The answer concerned:' },
      { list: facts.fields },
      { text: 'Read it again in the request. If it is not right, tell the service by a message.' },
    ]),

  archived: (facts) =>
    mail(facts, `Request ${facts.number} archived – ${facts.api}`, [
      {
        text: `On ${day(facts.at, 'en')}, ${request(facts)} was archived: nothing more will come of it. You can still read it, and copy it to begin another one.`,
      },
    ]),

  moved_away: (facts) => ({
    ...mail(facts, `Request ${facts.number} passes to another organisation`, [
      {
        text: `On ${day(facts.at, 'en')}, ${service(facts)} handed request ${facts.number} for ${facts.api} (${facts.stage}) over to another organisation, for the following reason:`,
      },
      ...quote(facts.reason),
      { text: 'You are no longer its applicant.' },
    ]),
    link: { label: 'See my requests', url: facts.links.requests },
  }),

  moved_here: (facts) =>
    mail(facts, `Request ${facts.number} is yours now – ${facts.api}`, [
      {
        text: `On ${day(facts.at, 'en')}, ${service(facts)} handed ${request(facts)} over to your organisation, for the following reason:`,
      },
      ...quote(facts.reason),
      { text: 'You are its applicant from now on: the service answers you.' },
    ]),
};
