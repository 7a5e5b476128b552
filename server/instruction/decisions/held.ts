/** The habilitation that a request holds, and the others of its file, as those who decide on them read them. */
import { and, desc, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { Actor } from '../../accounts/actor.ts';
import { definitionAt } from '../../catalogue/versions.ts';
import type { Database } from '../../database/connection.ts';
import { stateColumns } from '../../habilitations/in-force.ts';
import { habilitations } from '../../habilitations/tables.ts';
import type { Language } from '../../http/language.ts';
import type { RequestRow } from '../../requests/life/events.ts';
import { type CommandName, permitted } from '../../requests/life/lifecycle.ts';
import { rolesOn } from '../../requests/life/relation.ts';
import { requests } from '../../requests/tables.ts';
import type { Services } from '../../services.ts';
import { isHeard } from './check.ts';

export type Held = Pick<
  typeof habilitations.$inferSelect,
  'number' | 'state' | 'expiresAt' | 'prolonged' | 'scopes' | 'quota' | 'conditions'
>;

/** The last one that the request was granted. */
export async function habilitationOf(database: Database, requestId: string): Promise<Held | undefined> {
  const { number, scopes, quota, conditions } = habilitations;
  const [held] = await database
    .select({ number, ...stateColumns, scopes, quota, conditions })
    .from(habilitations)
    // Not those made with it for another API.
    .where(and(eq(habilitations.requestId, requestId), isNull(habilitations.parentId)))
    .orderBy(desc(habilitations.id))
    .limit(1);
  return held;
}

/** Another request of the file, whose habilitation the same decision may be for. */
export interface HeldMember {
  id: string;
  version: number;
  number: number;
  /** « D1043 · API Particulier, Production ». */
  label: string;
  heard: boolean;
}

/** Those on which this person may decide so now. */
export async function membersFor(
  services: Pick<Services, 'database' | 'catalogue' | 'now'>,
  request: RequestRow,
  command: CommandName,
  actor: Actor,
  language: Language,
): Promise<HeldMember[]> {
  const rows = await services.database
    .select()
    .from(requests)
    .where(
      and(
        eq(requests.fileId, request.fileId),
        ne(requests.id, request.id),
        inArray(requests.held, ['active', 'suspended']),
      ),
    )
    .orderBy(requests.number);
  const open = rows.filter(
    (row) => rolesOn(row, actor).includes('instructor') && permitted(row, 'instructor').includes(command),
  );
  return Promise.all(
    open.map(async (row) => {
      const definition = await definitionAt(services, row, language);
      const stage = definition?.stages.find(({ id }) => id === row.stage)?.label ?? row.stage;
      return {
        id: row.id,
        version: row.version,
        number: row.number,
        label: `D${row.number} · ${definition?.title ?? row.api}, ${stage}`,
        heard: isHeard(row, services.now()),
      };
    }),
  );
}
