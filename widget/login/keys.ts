/**
 * The key of a sign-in and what it signs: DPoP proofs (RFC 9449 §4.2) with ES256, by WebCrypto. The private key cannot
 * be exported, so that a stolen refresh token is worth nothing elsewhere.
 */
export interface Keys {
  publicKey: CryptoKey;
  privateKey: CryptoKey;
}

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** RFC 7515 §2: without padding. */
export const base64url = (bytes: ArrayBuffer | Uint8Array): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/=/g, '')
    .replace(/\+/g, '-')
    .replace(/\//g, '_');

export const random = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

/** SHA-256 of a text, as OAuth writes it: PKCE's challenge, a proof's `ath`, a key's thumbprint. */
export const digest = async (text: string): Promise<string> =>
  base64url(await crypto.subtle.digest('SHA-256', encode(text)));

export const generateKeys = (): Promise<Keys> =>
  crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);

/** The public key, its members in the order of RFC 7638 §3.2. */
async function jwk({ publicKey }: Keys): Promise<JsonWebKey> {
  const { crv, kty, x, y } = await crypto.subtle.exportKey('jwk', publicKey);
  return { crv, kty, x, y } as JsonWebKey;
}

/** Binds a code to the key (`dpop_jkt`, RFC 9449 §10): RFC 7638. */
export const thumbprint = async (keys: Keys): Promise<string> => digest(JSON.stringify(await jwk(keys)));

/**
 * @param htu address of the call, without query and fragment
 * @param token access token that goes with the call
 */
export async function proof(
  keys: Keys,
  htu: string,
  htm: string,
  nonce: string | undefined,
  token: string | undefined,
): Promise<string> {
  const header = { alg: 'ES256', typ: 'dpop+jwt', jwk: await jwk(keys) };
  const ath = token && (await digest(token));
  const claims = { iat: Math.floor(Date.now() / 1000), jti: random(), htm, htu, nonce, ath };
  const signed = [header, claims].map((part) => base64url(encode(JSON.stringify(part)))).join('.');
  const how = { name: 'ECDSA', hash: 'SHA-256' };
  return `${signed}.${base64url(await crypto.subtle.sign(how, keys.privateKey, encode(signed)))}`;
}
