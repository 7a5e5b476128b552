/** One mail of a circular, in the language of who reads it; the provider's words stay as they were written. */
import { desc, eq } from 'drizzle-orm';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { habilitations } from '../habilitations/tables.ts';
import type { Language } from '../http/language.ts';
import type { MailContent } from '../notifications/content.ts';
import { deliver, type MailServices } from '../notifications/deliver.ts';
import { readersOf } from '../notifications/readers.ts';
import { mails } from '../notifications/tables.ts';
import type { Services } from '../services.ts';
import { circulars } from './tables.ts';
import type { Circular } from './write.ts';

/** @param access the page of a habilitation that names the reader */
export function circularMail(
  { subject, content }: Pick<Circular, 'subject' | 'content'>,
  { title, provider }: Pick<ApiDefinition, 'title' | 'provider'>,
  access: string,
  language: Language,
): MailContent {
  const facts = { api: title, provider: `${provider.name} (${provider.acronym})`, support: provider.support };
  const t = words[language];
  return {
    subject: `${subject} – ${title}`,
    greeting: t.greeting,
    blocks: [{ text: t.lead(facts) }, { quote: content }],
    link: { label: t.link, url: access },
    signature: t.signature(facts),
  };
}

export const accessTo = (publicUrl: string, number: number | undefined): string =>
  `${publicUrl}/acces/H${number ?? '…'}`;

/**
 * Run by the queue, once per address: nothing for one whose row was erased meanwhile.
 * @throws when the SMTP server or the database is away: the queue tries again later
 */
export async function mailCircular(
  services: MailServices & Pick<Services, 'catalogue'>,
  mailId: string,
): Promise<void> {
  const { database, catalogue, config } = services;
  const [row] = await database
    .select({
      circular: circulars,
      requestId: mails.requestId,
      recipient: mails.recipient,
      template: mails.template,
      number: habilitations.number,
    })
    .from(mails)
    .innerJoin(circulars, eq(circulars.id, mails.eventId))
    .innerJoin(habilitations, eq(habilitations.requestId, mails.requestId))
    .where(eq(mails.id, mailId))
    // One granted along with another has the same request: the one of this API first.
    .orderBy(desc(eq(habilitations.api, circulars.api)), desc(habilitations.number))
    .limit(1);
  if (!row) return;
  const { circular, number, ...mail } = row;
  const { language } = (await readersOf(services, [mail.recipient]))(mail.recipient);
  const api = catalogue.localised(circular.api, language);
  if (!api) return;
  const content = circularMail(circular, api, accessTo(config.publicUrl, number), language);
  await deliver(services, { ...mail, eventId: circular.id, content }, language);
}

interface Facts {
  api: string;
  provider: string;
  support: string;
}

const words: Record<
  Language,
  { greeting: string; link: string; lead: (facts: Facts) => string; signature: (facts: Facts) => string }
> = {
  fr: {
    greeting: 'Bonjour,',
    lead: ({ api, provider }) => `${provider} écrit aux contacts techniques de « ${api} » :`,
    link: 'Voir l’habilitation',
    signature: ({ api, support }) =>
      `Message envoyé par DataPass : vous le recevez parce qu’une habilitation en vigueur pour « ${api} » vous nomme contact technique. Pour répondre, écrivez à ${support}.`,
  },
  en: {
    greeting: 'Hello,',
    lead: ({ api, provider }) => `${provider} writes to the technical contacts of ${api}:`,
    link: 'See the habilitation',
    signature: ({ api, support }) =>
      `Message sent by DataPass: you receive it because a habilitation in force for ${api} names you as its technical contact. To answer, write to ${support}.`,
  },
};
