/**
 * How the answer reaches the host page: in its own fragment, under a name that no other script uses (`#code=` belongs
 * to others), and never in a query that the host's logs would keep.
 */

export const responseMode = 'datapass_fragment';

/** @param answer `code` and `state`, or `error` and `state` */
export function hostAddress(redirectUri: string, answer: Record<string, unknown>): string {
  const address = new URL(redirectUri);
  const { code, error, state } = answer;
  const fragment = new URLSearchParams(
    typeof code === 'string' ? { datapass: code } : { datapass_error: String(error ?? 'server_error') },
  );
  if (typeof state === 'string') fragment.set('state', state);
  address.hash = fragment.toString();
  return address.href;
}
