/** Where to go after signing in: a path of ours, or the home page. Anything else would be an open redirect. */

/** @param text as received in `?retour=` */
export function ownPath(text: unknown): string {
  if (typeof text !== 'string' || text.length > 2_000) return '/';
  // Browsers read a backslash as a slash and drop tabs and line feeds: `/\evil.example` leaves this site.
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(text) || text.includes('\\')) return '/';
  const base = 'https://own.invalid';
  const url = URL.canParse(text, base) ? new URL(text, base) : undefined;
  return url?.origin === base ? url.pathname.replace(/^\/+/, '/') + url.search : '/';
}
