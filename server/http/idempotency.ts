/**
 * `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): a client that never got the answer sends the same
 * request again with the same key, and nothing is done twice. The key is stored by the very statement that does the
 * work, so there is no moment between the two.
 */
import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { type Language, languageOf } from './language.ts';
import { Problem } from './problem.ts';

export interface Idempotency {
  key: string;
  /** SHA-256 of method, path and body: another request may not use the key again. */
  fingerprint: string;
}

/** @throws {Problem} 400 when the header is missing or is not a plain text of 8 to 255 characters */
export function idempotencyOf(c: Context, body: Uint8Array): Idempotency {
  // A structured header is quoted; the draft's examples are, many clients are not.
  const key = (c.req.header('idempotency-key') ?? '').trim().replace(/^"(.*)"$/, '$1');
  if (!/^[\x21-\x7e]{8,255}$/.test(key)) throw missing(languageOf(c));
  const fingerprint = createHash('sha256')
    .update(`${c.req.method} ${c.req.path}\n`)
    .update(body)
    .digest('hex');
  return { key, fingerprint };
}

/** The same key came with something else. */
export function keyReused(language: Language): Problem {
  return language === 'fr'
    ? new Problem(
        422,
        'idempotency-key-reused',
        'Clé d’idempotence déjà utilisée',
        'Cette clé a servi à un autre envoi : prenez-en une nouvelle pour chaque envoi.',
      )
    : new Problem(
        422,
        'idempotency-key-reused',
        'Idempotency key already used',
        'This key served for something else: take a new one for each request.',
      );
}

function missing(language: Language): Problem {
  return language === 'fr'
    ? new Problem(
        400,
        'idempotency-key-missing',
        'Clé d’idempotence absente',
        'Envoyez l’en-tête Idempotency-Key : 8 à 255 caractères sans espace, nouveaux pour chaque envoi.',
      )
    : new Problem(
        400,
        'idempotency-key-missing',
        'Idempotency key missing',
        'Send the header Idempotency-Key: 8 to 255 characters without spaces, new for each request.',
      );
}
