/** The OAuth server's signing key, made once and shared by all processes. */
import { asc, eq } from 'drizzle-orm';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { Database } from '../../database/connection.ts';
import { keys } from '../tables.ts';

/** Several processes may start together: they all take the oldest key. */
export async function oauthKey(database: Database): Promise<JWK> {
  const read = () =>
    database
      .select()
      .from(keys)
      .where(eq(keys.use, 'oauth'))
      .orderBy(asc(keys.createdAt), asc(keys.id))
      .limit(1);
  const [known] = await read();
  if (known) return known.jwk as JWK;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const id = 'oauth-1';
  const jwk = { ...(await exportJWK(privateKey)), kid: id, use: 'sig', alg: 'ES256' };
  await database.insert(keys).values({ id, use: 'oauth', jwk }).onConflictDoNothing();
  const [kept] = await read();
  return (kept as NonNullable<typeof kept>).jwk as JWK;
}
