/** Sends a mail to a person as they want it: in their language, and an optional one only if they want it, and it arrives. */
import type { Language } from '../http/language.ts';
import type { MailContent } from './content.ts';
import { deliver, type Mail, type MailServices } from './deliver.ts';
import type { Reader } from './readers.ts';
import { topicOf } from './topics.ts';
import { unsubscribeLink } from './unsubscribe.ts';

/** @param compose the mail, in a language */
export async function post(
  services: MailServices,
  { userId, language, refused, unreachable }: Reader,
  mail: Omit<Mail, 'content'>,
  compose: (language: Language) => MailContent,
): Promise<void> {
  const topic = topicOf(mail.template);
  if (topic && (unreachable || refused.has(topic))) return;
  const content = compose(language);
  const stop = topic && userId && unsubscribeLink(services.config, { userId, topic });
  const optional = stop ? { unsubscribe: { label: words[language], url: stop } } : {};
  await deliver(services, { ...mail, content: { ...content, ...optional } }, language);
}

const words: Record<Language, string> = {
  fr: 'Ne plus recevoir ces courriels',
  en: 'Stop these mails',
};
