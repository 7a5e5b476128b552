/** The mails in English about who fills, confirms, comments and holds a request. */
import { day } from '../pages/dates.ts';
import type { MailContent } from './content.ts';
import { greeting, request, signature } from './en.ts';
import type { PeopleFacts, PeopleTemplate } from './facts.ts';

const follow = (facts: PeopleFacts, label = 'Open the request') => ({ label, url: facts.links.request });

const yours =
  'You are its applicant from now on: you may change and submit it when its state allows, and the instructor answers you.';

const stillRead = 'You can still read it for as long as you belong to this organisation.';

export const peopleEn: Record<PeopleTemplate, (facts: PeopleFacts) => MailContent> = {
  confirmed: (facts) => ({
    subject: `${facts.by} has confirmed – request ${facts.number}`,
    greeting,
    blocks: [
      {
        text: `At your invitation, ${facts.by} has confirmed the step “${facts.step}” of ${request(facts)}. The request says so, and the instructor will see it.`,
      },
    ],
    link: follow(facts),
    signature: signature(facts),
  }),

  commented: (facts) => ({
    subject: `${facts.by} has commented on your draft – request ${facts.number}`,
    greeting,
    blocks: [{ text: `${facts.by} writes about ${request(facts)}:` }, { quote: facts.reason }],
    link: follow(facts),
    signature: signature(facts),
  }),

  handed_over: (facts) => ({
    subject: `${facts.by} hands request ${facts.number} over to you – ${facts.api}`,
    greeting,
    blocks: [{ text: `${facts.by} hands ${request(facts)} over to you. ${yours}` }],
    link: follow(facts),
    signature: signature(facts),
  }),

  handed_on: (facts) => ({
    subject: `Request ${facts.number} handed over to ${facts.applicant}`,
    greeting,
    blocks: [
      {
        text: `You have handed ${request(facts)} over to ${facts.applicant}, who is now its applicant. ${stillRead}`,
      },
    ],
    link: follow(facts),
    signature: signature(facts),
  }),

  taken_over: (facts) => ({
    subject: `Request ${facts.number} is yours now – ${facts.api}`,
    greeting,
    blocks: [{ text: `You have taken over ${request(facts)}. ${yours}` }],
    link: follow(facts),
    signature: signature(facts),
  }),

  taken_from_you: (facts) => ({
    subject: `${facts.applicant} has taken over request ${facts.number} – ${facts.api}`,
    greeting,
    blocks: [
      {
        text: `${facts.applicant}, of the same organisation, has taken over ${request(facts)} and is now its applicant. ${stillRead}`,
      },
      { text: `If this is a mistake, see with ${facts.applicant}, who can hand it back to you.` },
    ],
    link: follow(facts),
    signature: signature(facts),
  }),

  take_over_asked: (facts) => ({
    subject: `${facts.by} offers to take over request ${facts.number} – ${facts.api}`,
    greeting,
    blocks: [
      {
        text: `${facts.by}, of your organisation, offers to take over ${request(facts)}, of which you are the applicant.`,
      },
      {
        text: `Unless you object, they become its applicant on ${facts.due ? day(facts.due, 'en') : ''}. To keep it, open the request and object.`,
      },
    ],
    link: follow(facts, 'Keep the request, or let it go'),
    signature: signature(facts),
  }),

  take_over_refused: (facts) => ({
    subject: `${facts.by} keeps request ${facts.number} – ${facts.api}`,
    greeting,
    blocks: [
      {
        text: `You had offered to take over ${request(facts)}. ${facts.by} would rather keep it: see together who follows it.`,
      },
    ],
    link: follow(facts),
    signature: signature(facts),
  }),

  told: (facts) => ({
    subject: `Answer changed in ${facts.about} – request ${facts.number}`,
    greeting,
    blocks: [
      {
        text: `The request ${facts.about}, of the same file, has been submitted again. These answers there are no longer those of ${request(facts)}:`,
      },
      { list: facts.fields },
      {
        text: 'Nothing changes here: each provider decides its own request. The instructor sees the difference, and will write to you if need be.',
      },
    ],
    link: follow(facts),
    signature: signature(facts),
  }),
};
