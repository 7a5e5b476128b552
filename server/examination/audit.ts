/** Recomputes a chain of acts: what was changed, removed or added by SQL, behind the application's back, shows. */
import { asc, eq } from 'drizzle-orm';
import { type ChainVerdict, digester, hashOf } from '../requests/chain.ts';
import type { Services } from '../services.ts';
import { staffActs, staffChains } from './tables.ts';

/**
 * Words that were erased (null) are not checked; those that are there are.
 * @param chainId a request, or a person (absences)
 */
export async function verifyActs(
  services: Pick<Services, 'config' | 'database'>,
  chainId: string,
): Promise<ChainVerdict> {
  const { database } = services;
  const [head] = await database.select().from(staffChains).where(eq(staffChains.id, chainId));
  const rows = await database
    .select()
    .from(staffActs)
    .where(eq(staffActs.chainId, chainId))
    .orderBy(asc(staffActs.sequence));
  let previousHash = '';
  for (const [index, row] of rows.entries()) {
    const { sequence } = row;
    const wrong = (what: 'hash' | 'link' | 'columns' | 'details'): ChainVerdict => ({
      valid: false,
      sequence,
      wrong: what,
    });
    if (sequence !== index + 1 || row.previousHash !== previousHash) return wrong('link');
    if (row.hash !== hashOf(services, previousHash, row.body)) return wrong('hash');
    const said = JSON.parse(row.body) as Record<string, unknown>;
    const columns = {
      ...{ id: row.id, chain: row.chainId, sequence, name: row.name, subject: row.subject },
      ...{ at: row.at.toISOString(), by: row.actorId, role: row.actorRole },
    };
    if (Object.entries(columns).some(([key, value]) => said[key] !== value)) return wrong('columns');
    if (row.details && said.details !== digester(services, chainId, row.id)('details', row.details)) {
      return wrong('details');
    }
    previousHash = row.hash;
  }
  if ((head?.headHash ?? '') !== previousHash || (head?.actCount ?? 0) !== rows.length) {
    return { valid: false, sequence: 0, wrong: 'end' };
  }
  return { valid: true, events: rows.length };
}
