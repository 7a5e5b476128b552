/**
 * Opens the sign-in window, empty, inside the click: a browser refuses a window opened after an `await`.
 * Without `noopener`, whose null looks like a blocked window. Nothing else is ever asked of the window: pages with
 * `Cross-Origin-Opener-Policy` cut the tie, and then `closed` lies.
 *
 * @returns null when the browser blocks it: the whole page then goes to sign-in
 */
export const openWindow = (): Window | null =>
  window.open('about:blank', 'datapass-login', 'popup,width=560,height=760');
