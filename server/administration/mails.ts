/** Tells somebody that an administrator acts for them: who, why, until when, and what they can see and cannot do. */
import { fullName } from '../accounts/name.ts';
import { actsOf } from '../acts/acts.ts';
import { peopleNamed } from '../examination/people.ts';
import type { Language } from '../http/language.ts';
import type { EventJob } from '../jobs/relay.ts';
import type { MailContent } from '../notifications/content.ts';
import { deliver, type MailServices } from '../notifications/deliver.ts';
import { readersOf } from '../notifications/readers.ts';
import { dayAndTime } from '../pages/dates.ts';
import { administrationTopics } from './topics.ts';

/** Run by the queue. @returns whether the job was this one */
export async function mailActing(
  services: MailServices,
  { topic, event, request: userId }: EventJob,
): Promise<boolean> {
  if (topic !== administrationTopics.acting) return false;
  const { database, config } = services;
  const act = (await actsOf(database, userId)).find(({ id }) => id === event);
  const people = await peopleNamed(database, [userId, act?.by ?? userId]);
  const [person, administrator] = [people.get(userId), people.get(act?.by ?? '')];
  if (!act || !person || !('until' in act.facts)) return true;
  const recipient = person.email.toLowerCase();
  const { language } = (await readersOf(services, [recipient]))(recipient);
  const content = actingMail(
    {
      ...{ name: fullName(person), administrator: administrator ? fullName(administrator) : '' },
      ...{ reason: act.words.reason ?? '', until: new Date(act.facts.until) },
      link: `${config.publicUrl}/mes-demandes`,
    },
    language,
  );
  // The thread of the person: it is about none of their requests.
  await deliver(
    services,
    { eventId: event, requestId: userId, template: topic, recipient, content },
    language,
  );
  return true;
}

interface Facts {
  name: string;
  /** Empty: erased since. */
  administrator: string;
  reason: string;
  until: Date;
  link: string;
}

export function actingMail(facts: Facts, language: Language): MailContent {
  const { name, administrator, reason, until, link } = facts;
  const t = words[language];
  return {
    subject: t.subject,
    greeting: t.greeting(name),
    blocks: [
      { text: t.lead(administrator, dayAndTime(until, language)) },
      ...(reason ? [{ quote: reason }] : []),
      { text: t.limits },
      { text: t.unexpected },
    ],
    link: { label: t.link, url: link },
    signature: t.signature,
  };
}

const words = {
  fr: {
    subject: 'Un administrateur de DataPass consulte votre compte pour vous aider',
    greeting: (name: string) => `Bonjour ${name},`,
    lead: (administrator: string, until: string) =>
      `${administrator || 'Un administrateur'} agit pour vous sur DataPass jusqu’au ${until} au plus tard, pour ce motif :`,
    limits:
      'Cette personne voit ce que vous voyez et peut compléter vos brouillons. Elle ne peut ni envoyer une demande, ni s’engager, ni écrire à votre place, ni récupérer vos accès. Chaque changement est conservé avec vos deux noms.',
    unexpected: 'Vous n’avez rien demandé ? Répondez à ce courriel.',
    link: 'Voir mes demandes',
    signature: 'Message envoyé par DataPass parce qu’un administrateur a ouvert votre compte.',
  },
  en: {
    subject: 'An administrator of DataPass is looking at your account to help you',
    greeting: (name: string) => `Hello ${name},`,
    lead: (administrator: string, until: string) =>
      `${administrator || 'An administrator'} is acting for you on DataPass until ${until} at the latest, for this reason:`,
    limits:
      'They see what you see and may fill in your drafts. They can neither send a request, nor commit you, nor write in your place, nor fetch your accesses. Every change is kept with both of your names.',
    unexpected: 'You have asked for nothing? Answer this e-mail.',
    link: 'See my requests',
    signature: 'Message sent by DataPass because an administrator has opened your account.',
  },
} satisfies Record<Language, unknown>;
