/** The mailbox stand-in, read as a program would: mails by recipient. */
import { until } from './find.ts';

export interface Mail {
  to: string[];
  subject: string;
  text: string;
  html: string;
}

export class Mailbox {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  /** Newest first. */
  async mailsTo(address: string): Promise<Mail[]> {
    const response = await fetch(`${this.url}/mails.json?to=${encodeURIComponent(address)}`);
    return (await response.json()) as Mail[];
  }

  /** Waits for a mail whose subject has these words. @throws with the subjects that did come */
  async waitFor(address: string, subject: string | RegExp): Promise<Mail> {
    let mails: Mail[] = [];
    const wanted = () =>
      mails.find((mail) =>
        typeof subject === 'string' ? mail.subject.includes(subject) : subject.test(mail.subject),
      );
    await until(`a mail « ${subject} » to ${address}`, async () => {
      mails = await this.mailsTo(address);
      return wanted() !== undefined;
    }).catch((error) => {
      throw new Error(
        `${error.message}; there are: ${mails.map((mail) => mail.subject).join(' | ') || 'none'}`,
      );
    });
    return wanted() as Mail;
  }
}

/** The first address in a mail's text whose path starts so. */
export function linkIn(mail: Mail, path: string): string {
  const link = mail.text
    .match(/https?:\/\/[^\s<>"»]+/g)
    ?.find((candidate) => new URL(candidate).pathname.startsWith(path));
  if (!link) throw new Error(`No link to ${path} in « ${mail.subject} »:\n${mail.text}`);
  return link;
}
