/** The address that starts a sign-in, and what this browser must remember of it. */
import type { Language } from '../shared/language.ts';
import { digest, generateKeys, random, thumbprint } from './keys.ts';
import { type Flow, writeFlow } from './store.ts';

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
  const keys = await generateKeys();
  const [state, verifier] = [random(), random()];
  await writeFlow({ state, base, clientId, redirectUri, verifier, keys, mode, step, at: Date.now() });
  const query = new URLSearchParams({
    response_type: 'code',
    response_mode: 'datapass_fragment',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'applicant',
    state,
    code_challenge: await digest(verifier),
    code_challenge_method: 'S256',
    dpop_jkt: await thumbprint(keys),
    ui_locales: options.language,
    ...(options.again && { prompt: 'login' }),
  });
  return { state, url: `${base}/oauth/auth?${query}` };
}
