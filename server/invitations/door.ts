/** What pages that open by the link of a mail have in common: what the browser keeps of it, and how it is sent. */
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { isSecure } from '../accounts/cookies.ts';
import type { Config } from '../config.ts';
import { readBytes } from '../http/body.ts';
import { languageOf } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import { guestLife } from './rules.ts';

/** Cookies of one page's path: no other page, and no other invitation, ever sees them. */
const cookies = { link: 'datapass_invitation_link', session: 'datapass_invitation' } as const;

/** The key of a link, or that a code was shown. */
export type Kept = keyof typeof cookies;

/** @param path of the page, and of what lies under it */
export function keep(c: Context, config: Config, path: string, which: Kept, value: string): void {
  setCookie(c, cookieName(config, which), value, {
    ...cookieAttributes(config, path),
    maxAge: guestLife / 1_000,
  });
}

export const kept = (c: Context, config: Config, which: Kept): string | undefined =>
  getCookie(c, cookieName(config, which));

/** `__Host-` would ask for every path. */
export const cookieName = (config: Config, which: Kept): string =>
  isSecure(config) ? `__Secure-${cookies[which]}` : cookies[which];

export const cookieAttributes = (config: Config, path: string) =>
  ({ path, httpOnly: true, sameSite: 'Lax', secure: isSecure(config) }) as const;

/** Nothing of these addresses is told to any page that is gone to from here. */
export async function withoutReferrer(c: Context, next: () => Promise<void>): Promise<void> {
  await next();
  c.res.headers.set('referrer-policy', 'no-referrer');
}

/** @throws {Problem} 400 what is no form; 413 */
export async function formOf(c: Context, limit: number): Promise<FormData> {
  const type = c.req.header('content-type') ?? '';
  const bytes = await readBytes(c, limit);
  try {
    return await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  } catch {
    const french = languageOf(c) === 'fr';
    throw french
      ? new Problem(400, 'broken-form', 'Envoi illisible', 'Revenez à la page de l’invitation, et renvoyez.')
      : new Problem(
          400,
          'broken-form',
          'Unreadable form',
          'Go back to the page of the invitation, and send again.',
        );
  }
}
