/** DPoP proofs on the API (RFC 9449 §4.3, §7): the caller holds the key that its token is bound to. */
import { hash } from 'node:crypto';
import { jwtVerify } from 'jose';
import { keyOfProof } from './dpop-keys.ts';
import type { Nonces } from './nonces.ts';

export class ProofRefused extends Error {
  override name = 'ProofRefused';
  readonly code: 'invalid_dpop_proof' | 'use_dpop_nonce';
  constructor(code: ProofRefused['code'] = 'invalid_dpop_proof') {
    super(code);
    this.code = code;
  }
}

export interface Proof {
  /** SHA-256 thumbprint of the key (RFC 7638). */
  thumbprint: string;
  /** Serves once. */
  jti: string;
  nonce: string;
}

export interface ProofExpectations {
  method: string;
  /** Address of the request as clients know it, without query. */
  address: string;
  accessToken: string;
  nonces: Nonces;
}

/**
 * Everything that can be checked without the database; that the key is the token's and the proof was never used is
 * checked with the token. `iat` is not compared with our clock: the nonce says when the proof was made (§4.3, 11).
 * @throws {ProofRefused}
 */
export async function verifyProof(proof: string, expected: ProofExpectations): Promise<Proof> {
  let thumbprint = '';
  const { payload } = await jwtVerify(
    proof,
    async ({ jwk }) => {
      const key = await keyOfProof(jwk);
      thumbprint = key.thumbprint;
      return key.key;
    },
    { algorithms: ['ES256'], typ: 'dpop+jwt' },
  ).catch(() => {
    throw new ProofRefused();
  });
  const { htm, htu, jti, iat, ath, nonce } = payload;
  const sound =
    htm === expected.method &&
    typeof htu === 'string' &&
    (htu === expected.address || withoutQuery(htu) === expected.address) &&
    typeof jti === 'string' &&
    jti !== '' &&
    jti.length <= 200 &&
    typeof iat === 'number' &&
    ath === hash('sha256', expected.accessToken, 'base64url');
  if (!sound) throw new ProofRefused();
  if (typeof nonce !== 'string' || !expected.nonces.accepts(nonce)) throw new ProofRefused('use_dpop_nonce');
  return { thumbprint, jti: jti as string, nonce };
}

function withoutQuery(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return url.origin + url.pathname;
}
