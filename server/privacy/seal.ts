/** What tells an erasure of ours from words that somebody took out by SQL. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { hmacKeyFor, type KeySource } from '../secret.ts';
import type { requestErasures } from './tables.ts';

type Erasure = typeof requestErasures.$inferSelect;
/** HMAC, its key outside the database, over all that the row says. */
export function sealOf(config: KeySource, { requestId, rule, at }: Omit<Erasure, 'seal'>): string {
  return createHmac('sha256', hmacKeyFor(config, 'erasures'))
    .update(`${requestId}\n${rule}\n${at.toISOString()}`)
    .digest('base64url');
}

export function isSealed(config: KeySource, erasure: Erasure): boolean {
  const [right, found] = [Buffer.from(sealOf(config, erasure)), Buffer.from(erasure.seal)];
  return right.length === found.length && timingSafeEqual(right, found);
}
