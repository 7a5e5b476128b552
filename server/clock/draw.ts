/**
 * Which requests a person decides although a rule could: a share drawn at random, so that the rule is looked at. By the
 * request's id, so that it draws alike however often it is asked; under a key, so that nobody chooses a lucky one.
 */
import { createHmac } from 'node:crypto';
import { hmacKeyFor, type KeySource } from '../secret.ts';

/** @param share from 0, none, to 1, all */
export function isDrawn(config: KeySource, requestId: string, share: number): boolean {
  const digest = createHmac('sha256', hmacKeyFor(config, 'rule-draw')).update(requestId).digest();
  return digest.readUInt32BE(0) / 2 ** 32 < share;
}
