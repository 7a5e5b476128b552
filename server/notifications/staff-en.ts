/** The mails in English to the provider's people: those who decide, and those who open the API. */
import { day } from '../pages/dates.ts';
import { type Block, type MailContent, quote } from './content.ts';
import { examinerSignature, greeting, request, signature } from './en.ts';
import type { AccessTemplate, LifeFacts, StaffTemplate } from './facts.ts';
import { quoted } from './life-en.ts';

function staff(facts: LifeFacts, subject: string, blocks: Block[], label = 'See the request'): MailContent {
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
        text: `${organisation} named you as the technical contact for ${api} (${stage}). Since ${day(facts.at, 'en')}, the state of habilitation ${habilitation?.number ?? ''} has changed: ${facts.event.toLowerCase()}.`,
      },
      { text: then },
    ],
    link: { label: 'See the habilitation', url: facts.links.access },
    signature: signature(facts),
  };
}

/** To the team that manages the API: what it needs to find the access among others, and nobody's name. */
function team(facts: LifeFacts, subject: string, blocks: Block[]): MailContent {
  const { organisation, opening, habilitation, number, stage } = facts;
  return {
    subject: `${subject}: ${facts.api} (${stage}) – ${organisation}, ${habilitation?.number ?? ''}`,
    greeting,
    blocks: [
      { text: `${facts.event}, on ${day(facts.at, 'en')}.` },
      {
        list: [
          `Organisation: ${organisation}, SIRET ${opening.siret}`,
          `API: ${facts.api}, ${stage}`,
          `Request ${number}, habilitation ${habilitation?.number ?? ''}`,
        ],
      },
      ...blocks,
    ],
    link: { label: 'See the request', url: facts.links.instruction },
    signature: `Automatic message of DataPass to the team that manages ${facts.api}.`,
  };
}

export const staffEn: Record<StaffTemplate | AccessTemplate, (facts: LifeFacts) => MailContent> = {
  message_from_applicant: (facts) => ({
    ...staff(
      facts,
      `${facts.messages.length > 1 ? `${facts.messages.length} new messages` : 'New message'} – request ${facts.number}`,
      [{ text: `The applicant writes about ${request(facts)}:` }, ...quoted(facts)],
    ),
    link: { label: 'Read and answer', url: facts.links.messages },
  }),

  second_awaited: (facts) =>
    staff(
      facts,
      `A second agreement is awaited – request ${facts.number}`,
      [
        {
          text: `A first instructor has agreed to validate ${request(facts)}. The agreement of a second person is needed.`,
        },
      ],
      'Examine the request',
    ),

  withdrawn: (facts) =>
    staff(facts, `Request ${facts.number} withdrawn – ${facts.api}`, [
      {
        text: `On ${day(facts.at, 'en')}, ${facts.organisation} withdrew ${request(facts)}. There is nothing to examine, until it is submitted again.`,
      },
    ]),

  update_dropped: (facts) =>
    staff(facts, `Update given up – request ${facts.number}`, [
      {
        text: `On ${day(facts.at, 'en')}, ${facts.organisation} gave up what you were examining on ${request(facts)}. Habilitation ${facts.habilitation?.number ?? ''} stays what it was.`,
      },
      ...quote(facts.reason),
    ]),

  people_updated: (facts) =>
    staff(facts, `People replaced – request ${facts.number}`, [
      {
        text: `On ${day(facts.at, 'en')}, ${facts.organisation} changed the people that ${request(facts)} names, and nothing else. There is nothing to examine.`,
      },
      { list: facts.fields },
    ]),

  given_back: (facts) =>
    staff(facts, `Habilitation ${facts.habilitation?.number ?? ''} given back – ${facts.api}`, [
      {
        text: `On ${day(facts.at, 'en')}, ${facts.organisation} gave back habilitation ${facts.habilitation?.number ?? ''}, of ${request(facts)}. It is no longer in force.`,
      },
      ...quote(facts.reason),
    ]),

  access_suspended: (facts) =>
    contact(
      facts,
      'Access is suspended',
      `Calls made in its name are refused, until it is restored. See with ${facts.organisation}, which knows why.`,
    ),

  access_resumed: (facts) =>
    contact(
      facts,
      'Access is open again',
      'Calls made in its name are accepted again. The signed habilitation that you have already is still good.',
    ),

  access_ended: (facts) =>
    contact(
      facts,
      'Access is closed',
      `Calls made in its name are refused: remove it from your software. See with ${facts.organisation} what is to replace it.`,
    ),

  to_open: (facts) =>
    team(facts, 'To open', [
      ...(facts.opening.scopes.length > 0
        ? [{ heading: 'Data to open' }, { list: facts.opening.scopes }]
        : []),
      {
        list: [
          ...(facts.opening.quota ? [`Rate: ${facts.opening.quota} calls a minute`] : []),
          ...(facts.habilitation
            ? [`End of the habilitation: ${day(facts.habilitation.expiresAt, 'en')}`]
            : []),
          ...(facts.opening.replaces ? [`Replaces habilitation ${facts.opening.replaces}`] : []),
        ],
      },
      ...(facts.granted.conditions
        ? [{ text: 'On these conditions:' }, { quote: facts.granted.conditions }]
        : []),
    ]),

  to_close: (facts) => team(facts, 'To close', []),
};
