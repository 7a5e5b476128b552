/**
 * The link by which a person stops an optional mail in one click (RFC 8058), without signing in: it says who and which
 * topic, and is vouched for by us. It does nothing else, so that it need not run out.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Config } from '../config.ts';
import { hmacKeyFor, type KeySource } from '../secret.ts';
import { type MailTopic, mailTopics } from './topics.ts';

export interface Unsubscription {
  userId: string;
  topic: MailTopic;
}

/** Where the page of such links is. */
export const unsubscribePath = '/courriels/arret';

/** Where somebody signed in chooses their mails. */
export const preferencesPath = '/mes-courriels';

export function unsubscribeLink(config: KeySource & Pick<Config, 'publicUrl'>, who: Unsubscription): string {
  return `${config.publicUrl}${unsubscribePath}/${who.topic}/${who.userId}/${signatureOf(config, who).toString('base64url')}`;
}

/** @returns undefined for what we have not signed */
export function readUnsubscription(
  config: KeySource,
  { topic, userId, signature }: { topic: string; userId: string; signature: string },
): Unsubscription | undefined {
  const known = mailTopics.find((one) => one === topic);
  if (!known) return undefined;
  const expected = signatureOf(config, { userId, topic: known });
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return { userId, topic: known };
}

function signatureOf(config: KeySource, { userId, topic }: Unsubscription): Buffer {
  return createHmac('sha256', hmacKeyFor(config, 'unsubscribe')).update(`${userId}\n${topic}`).digest();
}
