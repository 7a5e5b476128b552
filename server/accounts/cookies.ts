/**
 * Our cookies: HttpOnly, `SameSite=Lax` (ProConnect sends people back from another site), and `__Host-` so that no
 * neighbouring host can set them. Browsers take `Secure` cookies on http://localhost too; elsewhere without TLS the
 * prefix would lose the cookie, so it is left out.
 */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Config } from '../config.ts';

type Address = Pick<Config, 'publicUrl'>;

export function isSecure({ publicUrl }: Address): boolean {
  const { protocol, hostname } = new URL(publicUrl);
  return protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost');
}

/** Our name as browsers see it. */
export function cookieName(config: Address, name: string): string {
  return isSecure(config) ? `__Host-${name}` : name;
}

export function readCookie(c: Context, config: Address, name: string): string | undefined {
  return getCookie(c, cookieName(config, name));
}

/** @param maxAge seconds */
export function writeCookie(c: Context, config: Address, name: string, value: string, maxAge: number): void {
  setCookie(c, cookieName(config, name), value, { ...attributes(config), maxAge });
}

export function dropCookie(c: Context, config: Address, name: string): void {
  deleteCookie(c, cookieName(config, name), attributes(config));
}

function attributes(config: Address) {
  return { path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(config) } as const;
}
