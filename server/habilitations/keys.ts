/**
 * Our signing keys: ES256, in the `keys` table so that every process signs alike. The private half is encrypted with a
 * key that stays outside the database (RFC 7516, `dir` and A256GCM): a copy of the tables signs nothing.
 */
import { createECDH } from 'node:crypto';
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
import { type KeySource, keyFor } from '../secret.ts';
import type { Services } from '../services.ts';

type KeyServices = Pick<Services, 'database'> & { config: KeySource };

/** What a key signs: habilitations, for gateways; checkpoints of the history. One never serves for the other. */
export type KeyUse = 'habilitation' | 'audit';

export interface SigningKey {
  kid: string;
  key: CryptoKey;
}

/** The key that signs now, made when there is none. */
export async function signingKey(services: KeyServices, use: KeyUse = 'habilitation'): Promise<SigningKey> {
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
      // Processes that start together all try to make this one row; the first wins, the others read it.
      .values({ id: `${use}-1`, use, jwk: await newKey(services) })
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
    .where(eq(keys.use, 'habilitation'))
    .orderBy(asc(keys.createdAt));
  return { keys: rows.map(({ jwk: { sealed: _sealed, ...publicKey } }) => publicKey as JWK) };
}

/**
 * The public keys of a use, by `kid`, retired ones included. As their sealed halves make them: a public half can be
 * written by SQL, a sealed one cannot.
 */
export async function trustedKeys(services: KeyServices, use: KeyUse): Promise<Map<string, CryptoKey>> {
  const rows = await services.database.select({ jwk: keys.jwk }).from(keys).where(eq(keys.use, use));
  const trusted = new Map<string, CryptoKey>();
  for (const { jwk } of rows) {
    const half = await privateHalf(services, String(jwk.sealed)).catch(() => undefined);
    // Not sealed by us: whatever it has signed is not ours.
    if (half === undefined) continue;
    const curve = createECDH('prime256v1');
    curve.setPrivateKey(Buffer.from(half, 'base64url'));
    // A byte that says « not compressed », and two coordinates of 32 bytes.
    const point = curve.getPublicKey();
    const made: JWK = {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    };
    trusted.set(await calculateJwkThumbprint(made), (await importJWK(made, 'ES256')) as CryptoKey);
  }
  return trusted;
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
  const key = await importJWK({ ...jwk, d: await privateHalf(services, sealed) }, 'ES256');
  return { kid: String(jwk.kid), key: key as CryptoKey };
}

async function privateHalf(services: KeyServices, sealed: string): Promise<string> {
  const { plaintext } = await compactDecrypt(sealed, sealingKey(services)).catch(() => {
    throw new ConfigurationError(
      'SECRET_KEY: the signing keys in the database were sealed with another one. Set it back.',
    );
  });
  return new TextDecoder().decode(plaintext);
}

const sealingKey = ({ config }: KeyServices) => keyFor(config, 'habilitation-keys');
