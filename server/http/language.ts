/** The language of an answer: French first, English where the client prefers it. */
import type { Context } from 'hono';

export type Language = 'fr' | 'en';

/** `?lang=` wins, then `Accept-Language`, then French. */
export function languageOf(c: Context): Language {
  const asked = c.req.query('lang') ?? c.req.header('accept-language') ?? '';
  return asked.trim().toLowerCase().startsWith('en') ? 'en' : 'fr';
}
