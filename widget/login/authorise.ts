/** The address that starts a sign-in, and what this browser must remember of it. */
import { calculateThumbprint, generateKeyPair } from 'dpop';
import type { Language } from '../shared/language.ts';
import { type Flow, writeFlow } from './store.ts';

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replace(/=+$/, '')
    .replaceAll('+', '-')
    .replaceAll('/', '_');

const random = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

export interface Authorise {
  base: string;
  clientId: string;
  /** The host page: where sign-in comes back to. */
  redirectUri: string;
  mode: Flow['mode'];
  step: string;
  language: Language;
  /** Ask for a fresh authentication. */
  again: boolean;
}

/** @returns the state of the new sign-in, and the address to send the window to */
export async function authorise(options: Authorise): Promise<{ state: string; url: string }> {
  const { base, clientId, redirectUri, mode, step } = options;
  const keys = await generateKeyPair('ES256');
  const [state, verifier] = [random(), random()];
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  await writeFlow({ state, base, clientId, redirectUri, verifier, keys, mode, step, at: Date.now() });
  const url = new URL(`${base}/oauth/auth`);
  url.search = new URLSearchParams({
    response_type: 'code',
    response_mode: 'datapass_fragment',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'applicant',
    state,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
    dpop_jkt: await calculateThumbprint(keys.publicKey),
    ui_locales: options.language,
    ...(options.again && { prompt: 'login' }),
  }).toString();
  return { state, url: url.href };
}
