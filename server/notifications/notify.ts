/** Writes the mails of one event. Safe to run again: each mail goes once per event, template and person. */
import type { Language } from '../http/language.ts';
import type { Services } from '../services.ts';
import { deliver, type MailServices } from './deliver.ts';
import { en } from './en.ts';
import { readEventFile } from './file.ts';
import { fr } from './fr.ts';
import { peopleEn } from './people-en.ts';
import { peopleFr } from './people-fr.ts';
import { planMails } from './plan.ts';

/** Every mail about a request, by language and name. */
export const catalogues = { fr: { ...fr, ...peopleFr }, en: { ...en, ...peopleEn } };

/**
 * Sends what is still to send. A person whose server refuses the mail for good does not keep the others from theirs.
 * @throws when the SMTP server or the database is away: the job queue tries again later
 */
export async function notify(
  services: MailServices & Pick<Services, 'catalogue'>,
  eventId: string,
  language: Language = 'fr',
): Promise<void> {
  const file = await readEventFile(services, eventId, language);
  if (!file) return;
  for (const { template, recipient } of planMails(file.event, file.people)) {
    const content = catalogues[language][template](file.facts);
    await deliver(services, { eventId, requestId: file.requestId, template, recipient, content }, language);
  }
}
