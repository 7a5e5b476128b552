/**
 * Storage of `oidc-provider` on `oauth_records`. What opens something (tokens, codes) is kept under its SHA-256, so
 * that a stolen table opens nothing; grants and tokens carry the session they hang on in `uid`.
 */
import { hash } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import type { Database } from '../../database/connection.ts';
import { oauthRecords } from '../tables.ts';

/** Models whose id is a secret. */
const secret = new Set(['AccessToken', 'RefreshToken', 'AuthorizationCode']);
const bound = new Set([...secret, 'Grant']);

/** The stored id of a token. */
export function recordIdOf(token: string): string {
  return hash('sha256', token, 'base64url');
}

/** @param now the present: rows are never removed by being read, so only writing needs it */
export function recordAdapter(database: Database, model: string, now: () => Date): Adapter {
  const stored = (id: string) => (secret.has(model) ? recordIdOf(id) : id);
  const row = (id: string) => and(eq(oauthRecords.model, model), eq(oauthRecords.id, stored(id)));
  return {
    async upsert(id, { jti, ...payload }, expiresIn) {
      const record = {
        payload: secret.has(model) ? { ...payload } : { ...payload, jti },
        grantId: payload.grantId ?? null,
        uid: (bound.has(model) ? payload.accountId : payload.uid) ?? null,
        expiresAt: expiresIn === undefined ? null : new Date(now().getTime() + expiresIn * 1_000),
      };
      const insert = database.insert(oauthRecords).values({ model, id: stored(id), ...record });
      const target = [oauthRecords.model, oauthRecords.id];
      if (model !== 'ReplayDetection') {
        await insert.onConflictDoUpdate({ target, set: record });
        return;
      }
      // The library looks first and writes then; of two equal proofs at once the database lets one through.
      const written = await insert.onConflictDoNothing({ target }).returning({ id: oauthRecords.id });
      if (written.length === 0) throw new errors.InvalidGrant('DPoP proof JWT Replay detected');
    },

    async find(id) {
      const [found] = await database.select().from(oauthRecords).where(row(id));
      return found && revived(found, id);
    },

    async findByUid(uid) {
      const [found] = await database
        .select()
        .from(oauthRecords)
        .where(and(eq(oauthRecords.model, model), eq(oauthRecords.uid, uid)));
      return found && revived(found, found.id);
    },

    /** No device flow here, so nothing has a user code. */
    async findByUserCode() {
      return undefined;
    },

    async consume(id) {
      const consumed = await database
        .update(oauthRecords)
        .set({ consumedAt: now() })
        .where(and(row(id), isNull(oauthRecords.consumedAt)))
        .returning({ id: oauthRecords.id });
      // Between the library's look and this write, somebody else has used it.
      if (consumed.length === 0) throw new errors.InvalidGrant('already consumed');
    },

    async destroy(id) {
      await database.delete(oauthRecords).where(row(id));
    },

    async revokeByGrantId(grantId) {
      await database.delete(oauthRecords).where(eq(oauthRecords.grantId, grantId));
    },
  };
}

function revived(record: typeof oauthRecords.$inferSelect, id: string): AdapterPayload {
  const consumed = record.consumedAt ? { consumed: Math.floor(record.consumedAt.getTime() / 1_000) } : {};
  return { ...(record.payload as AdapterPayload), jti: id, ...consumed };
}
