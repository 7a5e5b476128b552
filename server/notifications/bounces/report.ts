/**
 * Reads a delivery status notification (RFC 3464): which of our mails was not delivered, and why. Pure. Whatever else
 * arrives at the address that mails return to is nobody's concern: an answer, an advertisement, a report of a delay.
 */
import PostalMime, { type Email } from 'postal-mime';

export interface Bounce {
  mailId: string;
  /** RFC 3463: `5.1.1`. */
  status: string;
}

/** Those of mail in other alphabets too (RFC 6533). */
const statusTypes = ['message/delivery-status', 'message/global-delivery-status'];
const originalTypes = [
  'message/rfc822',
  'text/rfc822-headers',
  'message/rfc822-headers',
  'message/global',
  'message/global-headers',
];

/** A report has three parts, one of which may be a mail of ours: no more is looked into. */
const limits = { maxNestingDepth: 8, maxHeadersSize: 65_536 };

/** Failed, and no reason given. */
const unsaid = '5.0.0';

/**
 * @param host of our `Message-ID`s
 * @returns undefined for what is no report of a failure of a mail of ours
 */
export async function readReport(raw: Uint8Array, host: string): Promise<Bounce | undefined> {
  const mail = await PostalMime.parse(raw, {
    ...{ forceRfc822Attachments: true, attachmentEncoding: 'utf8' },
    ...limits,
  }).catch(() => undefined);
  if (!mail || !isReport(mail)) return undefined;
  const status = failureIn(partOf(mail, statusTypes));
  const mailId = mailNamed(partOf(mail, originalTypes), host);
  return status && mailId ? { mailId, status } : undefined;
}

function isReport({ headers }: Email): boolean {
  const type = headers.find(({ key }) => key === 'content-type')?.value ?? '';
  return /^\s*multipart\/report\s*;/i.test(type) && /;\s*report-type="?delivery-status"?/i.test(type);
}

const partOf = ({ attachments }: Email, types: readonly string[]): string =>
  String(attachments.find(({ mimeType }) => types.includes(mimeType))?.content ?? '');

/** A group of fields for the message, then one for each recipient: a mail of ours has one, a list behind it more. */
function failureIn(text: string): string | undefined {
  const failed = text
    .split(/\r?\n(?:[ \t]*\r?\n)+/)
    .find((group) => fieldIn(group, 'action').toLowerCase() === 'failed');
  if (failed === undefined) return undefined;
  return /^[45]\.\d{1,3}\.\d{1,3}(?!\S)/.exec(fieldIn(failed, 'status'))?.[0] ?? unsaid;
}

function mailNamed(original: string, host: string): string | undefined {
  const [headers = ''] = original.trimStart().split(/\r?\n\r?\n/, 1);
  const [, id, at] = /^<([0-9a-f-]{36})@([^>]+)>$/i.exec(fieldIn(headers, 'message-id')) ?? [];
  return id && at?.toLowerCase() === host ? id.toLowerCase() : undefined;
}

/** The value of a field, its folds undone; empty where there is none. */
function fieldIn(fields: string, name: string): string {
  const unfolded = fields.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const line = unfolded.find((one) => one.slice(0, name.length + 1).toLowerCase() === `${name}:`);
  return line?.slice(name.length + 1).trim() ?? '';
}
