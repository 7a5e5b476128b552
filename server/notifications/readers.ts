/** Who reads a mail, as far as we know them: their language, and the optional mails that they do without. */
import { desc, inArray, sql } from 'drizzle-orm';
import { users } from '../accounts/tables.ts';
import type { Database } from '../database/connection.ts';
import type { Language } from '../http/language.ts';
import { mailRefusals } from './tables.ts';
import type { MailTopic } from './topics.ts';

export interface Reader {
  /** Undefined: somebody who has never signed in. */
  userId: string | undefined;
  language: Language;
  refused: ReadonlySet<string>;
}

/** Of somebody who has never told us theirs; `readersOf` knows who has. */
const mailLanguage: Language = 'fr';

const unknown: Reader = { userId: undefined, language: mailLanguage, refused: new Set() };

/** @returns by address, in lower case: a function, because everybody is a reader */
export async function readersOf(
  database: Pick<Database, 'select'>,
  addresses: readonly string[],
): Promise<(address: string) => Reader> {
  const wanted = [...new Set(addresses.map((address) => address.toLowerCase()))];
  if (wanted.length === 0) return () => unknown;
  const rows = await database
    .select({
      email: sql<string>`lower(${users.email})`,
      userId: users.id,
      language: users.language,
      refused: sql<MailTopic[]>`array(select ${mailRefusals.topic} from ${mailRefusals}
        where ${mailRefusals.userId} = ${users.id})`,
    })
    .from(users)
    .where(inArray(sql`lower(${users.email})`, wanted))
    .orderBy(desc(users.lastSeenAt));
  const readers = new Map<string, Reader>();
  // An address may have had several accounts: whoever came last reads it now.
  for (const { email, refused, ...reader } of rows) {
    if (!readers.has(email)) readers.set(email, { ...reader, refused: new Set(refused) });
  }
  return (address) => readers.get(address.toLowerCase()) ?? unknown;
}
