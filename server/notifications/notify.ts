/** Writes the mails of one event. Safe to run again: each mail goes once per event, template and person. */
import type { Services } from '../services.ts';
import type { MailServices } from './deliver.ts';
import { en } from './en.ts';
import { readEventFile } from './file.ts';
import { fr } from './fr.ts';
import { lifeEn } from './life-en.ts';
import { lifeFr } from './life-fr.ts';
import { alreadyTold } from './messages.ts';
import { peopleEn } from './people-en.ts';
import { peopleFr } from './people-fr.ts';
import { planMails } from './plan.ts';
import { post } from './post.ts';
import { readersOf } from './readers.ts';
import { reminderEn } from './reminder-en.ts';
import { reminderFr } from './reminder-fr.ts';
import { staffEn } from './staff-en.ts';
import { staffFr } from './staff-fr.ts';

/** Every mail about a request, by language and name. */
export const catalogues = {
  fr: { ...fr, ...peopleFr, ...lifeFr, ...staffFr, ...reminderFr },
  en: { ...en, ...peopleEn, ...lifeEn, ...staffEn, ...reminderEn },
};

/**
 * Sends what is still to send. A person whose server refuses the mail for good does not keep the others from theirs.
 * @throws when the SMTP server or the database is away: the job queue tries again later
 */
export async function notify(
  services: MailServices & Pick<Services, 'catalogue'>,
  eventId: string,
): Promise<void> {
  const file = await readEventFile(services, eventId);
  if (!file) return;
  const { requestId, written } = file;
  if (written?.read || written?.messages.length === 0) return;
  const planned = planMails(file.event, file.people);
  const [first] = planned;
  if (!first) return;
  // All of a message go by one template.
  const told = written && (await alreadyTold(services.database, requestId, first.template, written.sequence));
  const readerOf = await readersOf(
    services,
    planned.map(({ recipient }) => recipient),
  );
  for (const { template, recipient } of planned) {
    if (told?.has(recipient)) continue;
    const mail = { eventId, requestId, template, recipient, through: written?.through };
    await post(services, readerOf(recipient), mail, (language) =>
      catalogues[language][template](file.facts(language)),
    );
  }
}
