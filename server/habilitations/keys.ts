/**
 * Our signing keys: ES256, in the `keys` table so that every process signs alike. The private half is encrypted with a
 * key that stays outside the database (RFC 7516, `dir` and A256GCM): a copy of the tables signs nothing.
 */
import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import {
  CompactEncrypt,
  type CryptoKey,
  calculateJwkThumbprint,
  compactDecrypt,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';
import { keys } from '../accounts/tables.ts';
import { ConfigurationError } from '../config.ts';
import { keyFor } from '../secret.ts';
import type { Services } from '../services.ts';

type KeyServices = Pick<Services, 'database' | 'config'>;

const use = 'habilitation';
/** Processes that start together all try to make this one row; the first wins, the others read it. */
const firstKey = 'habilitation-1';

export interface SigningKey {
  kid: string;
  key: CryptoKey;
}

/** The key that signs now, made when there is none. */
export async function signingKey(services: KeyServices): Promise<SigningKey> {
  const { database } = services;
  const newest = () =>
    database
      .select()
      .from(keys)
      .where(and(eq(keys.use, use), isNull(keys.retiredAt)))
      .orderBy(desc(keys.createdAt))
      .limit(1);
  let [row] = await newest();
  if (!row) {
    await database
      .insert(keys)
      .values({ id: firstKey, use, jwk: await newKey(services) })
      .onConflictDoNothing();
    [row] = await newest();
  }
  if (!row) throw new Error('the signing key is retired, and no other has been made');
  return opened(services, row.jwk);
}

/** The public keys, retired ones included: what they signed may still be valid. */
export async function publicKeys(services: KeyServices): Promise<{ keys: JWK[] }> {
  await signingKey(services);
  const rows = await services.database
    .select({ jwk: keys.jwk })
    .from(keys)
    .where(eq(keys.use, use))
    .orderBy(asc(keys.createdAt));
  return { keys: rows.map(({ jwk: { sealed: _sealed, ...publicKey } }) => publicKey as JWK) };
}

/** A public JWK, with its private key sealed beside it. */
async function newKey(services: KeyServices): Promise<Record<string, unknown>> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const { d, ...jwk } = await exportJWK(privateKey);
  const sealed = await new CompactEncrypt(new TextEncoder().encode(d))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(sealingKey(services));
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'ES256', use: 'sig', sealed };
}

async function opened(services: KeyServices, stored: Record<string, unknown>): Promise<SigningKey> {
  const { sealed, ...jwk } = stored as JWK & { sealed: string };
  const { plaintext } = await compactDecrypt(sealed, sealingKey(services)).catch(() => {
    throw new ConfigurationError(
      'SECRET_KEY: the signing keys in the database were sealed with another one. Set it back.',
    );
  });
  const key = await importJWK({ ...jwk, d: new TextDecoder().decode(plaintext) }, 'ES256');
  return { kid: String(jwk.kid), key: key as CryptoKey };
}

const sealingKey = ({ config }: KeyServices) => keyFor(config, 'habilitation-keys');
