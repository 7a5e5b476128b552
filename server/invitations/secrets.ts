/**
 * The secrets of an invitation. Both are derived from a key kept outside the database, so that the job that writes the
 * mail makes them again, and the database holds nothing but hashes that open nothing.
 *
 * The key of a link has 256 bits and stands behind `#`: browsers send it to nobody, so it is in no log and no `Referer`;
 * the page hands it over in the body of a POST.
 */
import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import type { Config } from '../config.ts';
import { hmacKeyFor, type KeySource } from '../secret.ts';

export function linkKey(config: KeySource, invitationId: string): string {
  return createHmac('sha256', hmacKeyFor(config, 'invitation-links'))
    .update(invitationId)
    .digest('base64url');
}

/** What is stored of a key. */
export function keyHashOf(key: string): string {
  return hash('sha256', key, 'base64url');
}

/** The address in the mail. */
export function linkOf(
  config: KeySource & Pick<Config, 'publicUrl'>,
  { id, language }: { id: string; language: 'fr' | 'en' },
): string {
  const english = language === 'en' ? '?lang=en' : '';
  return `${config.publicUrl}/invitation/${id}${english}#${linkKey(config, id)}`;
}

/** Six digits. 48 bits over a million: no digit is likelier than another by more than one in 10⁸. */
export function codeFor(config: KeySource, codeId: string): string {
  const bytes = createHmac('sha256', hmacKeyFor(config, 'invitation-codes')).update(codeId).digest();
  return String(bytes.readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
}

/** What is stored of a code. */
export function codeHashOf(config: KeySource, codeId: string, code: string): string {
  return createHmac('sha256', hmacKeyFor(config, 'invitation-code-hashes'))
    .update(`${codeId}\n${code}`)
    .digest('base64url');
}

/** In a time that does not depend on where they differ. */
export function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The key in what somebody pasted: the whole address, or what follows its « # ». */
export function keyIn(text: string): string | undefined {
  return /(?:^|#)([\w-]{43})\s*$/.exec(text.trim())?.[1];
}
