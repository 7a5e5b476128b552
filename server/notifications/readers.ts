/**
 * Who reads a mail, as far as we know them: their language, the optional mails that they do without, and whether what is
 * sent to them arrives.
 */
import { and, desc, inArray, sql } from 'drizzle-orm';
import { users } from '../accounts/tables.ts';
import type { Language } from '../http/language.ts';
import type { Services } from '../services.ts';
import { returned } from './bounced.ts';
import { mailRefusals, mails } from './tables.ts';
import type { MailTopic } from './topics.ts';

export interface Reader {
  /** Undefined: somebody who has never signed in. */
  userId: string | undefined;
  language: Language;
  refused: ReadonlySet<string>;
  /** What was sent to them came back for good: no optional mail goes there. */
  unreachable: boolean;
}

/** Of somebody who has never told us theirs; `readersOf` knows who has. */
const mailLanguage: Language = 'fr';

const unknown = { userId: undefined, language: mailLanguage, refused: new Set<string>() };

/** @returns by address, in lower case: a function, because everybody is a reader */
export async function readersOf(
  { database, now }: Pick<Services, 'database' | 'now'>,
  addresses: readonly string[],
): Promise<(address: string) => Reader> {
  const wanted = [...new Set(addresses.map((address) => address.toLowerCase()))];
  if (wanted.length === 0) return () => ({ ...unknown, unreachable: false });
  const [rows, back] = await Promise.all([
    database
      .select({
        email: sql<string>`lower(${users.email})`,
        userId: users.id,
        language: users.language,
        refused: sql<MailTopic[]>`array(select ${mailRefusals.topic} from ${mailRefusals}
        where ${mailRefusals.userId} = ${users.id})`,
      })
      .from(users)
      .where(inArray(sql`lower(${users.email})`, wanted))
      .orderBy(desc(users.lastSeenAt)),
    database
      .selectDistinct({ address: mails.recipient })
      .from(mails)
      .where(and(inArray(mails.recipient, wanted), returned(now()))),
  ]);
  const unreachable = new Set(back.map(({ address }) => address));
  const readers = new Map<string, Omit<Reader, 'unreachable'>>();
  // An address may have had several accounts: whoever came last reads it now.
  for (const { email, refused, ...reader } of rows) {
    if (!readers.has(email)) readers.set(email, { ...reader, refused: new Set(refused) });
  }
  return (address) => {
    const email = address.toLowerCase();
    return { ...(readers.get(email) ?? unknown), unreachable: unreachable.has(email) };
  };
}
