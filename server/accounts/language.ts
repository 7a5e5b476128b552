/** Learns the language that a person reads us in: what we write to them later is written in it. */
import { eq } from 'drizzle-orm';
import type { Context } from 'hono';
import type { Database } from '../database/connection.ts';
import { type Language, languageOf } from '../http/language.ts';
import type { Actor } from './actor.ts';
import { users } from './tables.ts';

/** Of a call by somebody signed in. Writes only where it differs: a person changes language once, not at every call. */
export async function learnLanguage(
  { database }: { database: Database },
  c: Context,
  { actor, language: known }: { actor: Pick<Actor, 'userId' | 'behind'>; language: Language },
): Promise<void> {
  // A program that says nothing, or that anything will do, is answered in French: it has not asked for it.
  if (!c.req.query('lang') && (c.req.header('accept-language') ?? '*') === '*') return;
  const language = languageOf(c);
  // Nor does who acts for a person say anything of theirs.
  if (language === known || actor.behind) return;
  await database.update(users).set({ language }).where(eq(users.id, actor.userId));
}
