/** A client with a DPoP key of its own (RFC 9449): what the widget does, without a browser. */
import { calculateThumbprint, generateKeyPair, generateProof, type KeyPair } from 'dpop';

export interface ProofClient {
  keys: KeyPair;
  /** For `dpop_jkt`. */
  thumbprint: string;
  /** `fetch` with a proof, and once more with the nonce when the server asks for one. */
  fetch(address: string | URL, init?: RequestInit, accessToken?: string): Promise<Response>;
  /** A proof as it would be sent; any part may be wrong. */
  proof(address: string | URL, method: string, options?: ProofOptions): Promise<string>;
  /** The last nonce of a server. */
  nonce(address: string | URL): string | undefined;
}

export interface ProofOptions {
  accessToken?: string | undefined;
  nonce?: string | undefined;
}

export async function proofClient(): Promise<ProofClient> {
  const keys = await generateKeyPair('ES256');
  const nonces = new Map<string, string>();
  const client: ProofClient = {
    keys,
    thumbprint: await calculateThumbprint(keys.publicKey),
    nonce: (address) => nonces.get(new URL(address).origin),
    proof(address, method, { accessToken, nonce } = {}) {
      const url = new URL(address);
      return generateProof(keys, url.origin + url.pathname, method, nonce, accessToken);
    },
    async fetch(address, init = {}, accessToken) {
      const url = new URL(address);
      for (let attempt = 1; ; attempt++) {
        const nonce = nonces.get(url.origin);
        const headers = new Headers(init.headers);
        headers.set('dpop', await client.proof(url, init.method ?? 'GET', { accessToken, nonce }));
        if (accessToken) headers.set('authorization', `DPoP ${accessToken}`);
        const response = await fetch(url, { ...init, headers });
        const next = response.headers.get('dpop-nonce');
        if (next) nonces.set(url.origin, next);
        const refused = response.status === 401 || response.status === 400;
        if (attempt === 2 || !refused || !next || next === nonce) return response;
        await response.body?.cancel();
      }
    },
  };
  return client;
}
