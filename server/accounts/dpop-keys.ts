/** The public keys that proofs carry. The last ones are kept ready: importing a key costs as much as a verification. */
import { type CryptoKey, calculateJwkThumbprint, importJWK, type JWK } from 'jose';

export interface ProofKey {
  key: CryptoKey;
  /** RFC 7638, SHA-256. */
  thumbprint: string;
}

const most = 1_000;
/** By their coordinates; a `Map` keeps the order of use. */
const ready = new Map<string, Promise<ProofKey>>();

/**
 * @param jwk of a proof's header: anything that a client can write
 * @throws {TypeError} when it is no public key on P-256
 */
export async function keyOfProof(jwk: unknown): Promise<ProofKey> {
  const { kty, crv, x, y, d } = (jwk ?? {}) as Record<string, unknown>;
  const sound = kty === 'EC' && crv === 'P-256' && d === undefined && isCoordinate(x) && isCoordinate(y);
  if (!sound) throw new TypeError('not a public key on P-256');
  const id = `${x}.${y}`;
  const known = ready.get(id) ?? imported({ kty, crv, x, y });
  ready.delete(id);
  ready.set(id, known);
  known.catch(() => ready.delete(id));
  if (ready.size > most) ready.delete(ready.keys().next().value as string);
  return known;
}

async function imported(jwk: JWK): Promise<ProofKey> {
  const [key, thumbprint] = await Promise.all([importJWK(jwk, 'ES256'), calculateJwkThumbprint(jwk)]);
  return { key: key as CryptoKey, thumbprint };
}

function isCoordinate(text: unknown): text is string {
  return typeof text === 'string' && /^[\w-]{43}$/.test(text);
}
