/**
 * One bit in `localStorage`, so that the entry knows without loading the login chunk whether somebody is signed in
 * here. Never a token, never a name.
 */
const key = 'datapass-session';

/** False too where the browser refuses storage. */
export function maybeSignedIn(): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

/** Sets or clears the bit. */
export function markSignedIn(signedIn: boolean): void {
  try {
    if (signedIn) localStorage.setItem(key, '1');
    else localStorage.removeItem(key);
  } catch {
    // Storage refused: the next visit starts signed out.
  }
}
