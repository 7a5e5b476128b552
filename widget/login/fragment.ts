/**
 * The way back from sign-in, read before anything else on the page sees it: the backend's last hop is the host page
 * itself, with `#datapass=<code>&state=…` (or `#datapass_error=<reason>&state=…`). Imported first by `define.ts`.
 *
 * The address is cleaned in the same turn, so that no router, analytics or copied link ever holds the code. Whether
 * the state is one of ours is decided afterwards (`return.ts`); the fragment's name already is nobody else's.
 */
export interface Returned {
  state: string;
  code?: string | undefined;
  /** OAuth error code. */
  error?: string | undefined;
}

function take(): Returned | undefined {
  if (!/^#datapass(_error)?=/.test(location.hash)) return undefined;
  const parameters = new URLSearchParams(location.hash.slice(1));
  history.replaceState(history.state, '', location.pathname + location.search);
  return {
    state: parameters.get('state') ?? '',
    code: parameters.get('datapass') ?? undefined,
    error: parameters.get('datapass_error') ?? undefined,
  };
}

/** What this page load brought back; undefined on every other load. */
export const returned = take();
