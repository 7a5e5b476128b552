/** Templates of answers, and how often each was used, in SQL. */
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { newId } from '../../database/columns.ts';
import type { Database } from '../../database/connection.ts';
import { isUuid } from '../../requests/store/load.ts';
import { answerTemplates, reasonUses, type TemplateKind } from './tables.ts';

export type Template = typeof answerTemplates.$inferSelect;

/** What a manager writes. */
export type TemplateText = Pick<Template, 'providerId' | 'api' | 'kind' | 'title' | 'content'>;

export interface Author {
  userId: string;
  at: Date;
}

/** Of one API and decision, by title. */
export function templatesFor(database: Database, api: string, kind: TemplateKind): Promise<Template[]> {
  return database
    .select()
    .from(answerTemplates)
    .where(and(eq(answerTemplates.api, api), eq(answerTemplates.kind, kind)))
    .orderBy(asc(answerTemplates.title), asc(answerTemplates.id));
}

/** Of these APIs, by API, decision and title. */
export async function templatesOf(database: Database, apis: string[]): Promise<Template[]> {
  if (apis.length === 0) return [];
  return database
    .select()
    .from(answerTemplates)
    .where(inArray(answerTemplates.api, apis))
    .orderBy(asc(answerTemplates.api), asc(answerTemplates.kind), asc(answerTemplates.title));
}

export async function findTemplate(database: Database, id: string): Promise<Template | undefined> {
  if (!isUuid(id)) return undefined;
  const [found] = await database.select().from(answerTemplates).where(eq(answerTemplates.id, id));
  return found;
}

export async function createTemplate(database: Database, text: TemplateText, by: Author): Promise<void> {
  await database
    .insert(answerTemplates)
    .values({ ...text, id: newId(), updatedBy: by.userId, createdAt: by.at, updatedAt: by.at });
}

/** @returns false when somebody has changed or removed it since `version` */
export async function updateTemplate(
  database: Database,
  { id, version }: Pick<Template, 'id' | 'version'>,
  text: Pick<TemplateText, 'title' | 'content'>,
  by: Author,
): Promise<boolean> {
  const changed = await database
    .update(answerTemplates)
    .set({ ...text, version: version + 1, updatedBy: by.userId, updatedAt: by.at })
    .where(and(eq(answerTemplates.id, id), eq(answerTemplates.version, version)))
    .returning({ id: answerTemplates.id });
  return changed.length > 0;
}

/** @returns false when somebody has changed it since `version`; true also when it was gone already */
export async function removeTemplate(
  database: Database,
  { id, version }: Pick<Template, 'id' | 'version'>,
): Promise<boolean> {
  await database
    .delete(answerTemplates)
    .where(and(eq(answerTemplates.id, id), eq(answerTemplates.version, version)));
  if (await findTemplate(database, id)) return false;
  await database.delete(reasonUses).where(eq(reasonUses.reason, id));
  return true;
}

/** How often each template and each ground was used, by its id. @param kind for one decision; absent: for all */
export async function usesOf(
  database: Database,
  apis: string[],
  kind?: TemplateKind,
): Promise<ReadonlyMap<string, number>> {
  if (apis.length === 0) return new Map();
  const rows = await database
    .select({ reason: reasonUses.reason, uses: reasonUses.uses })
    .from(reasonUses)
    .where(and(inArray(reasonUses.api, apis), kind && eq(reasonUses.kind, kind)));
  return new Map(rows.map(({ reason, uses }) => [reason, uses]));
}

/** Of a template, or of one of the API's `refusal_reasons`, by its id. */
export interface Use {
  kind: TemplateKind;
  reason: string;
}

/** @param taken each once @param times in how many decisions */
export async function countUses(
  database: Database,
  api: string,
  taken: readonly Use[],
  times = 1,
): Promise<void> {
  if (taken.length === 0 || times === 0) return;
  const inOrder = taken.toSorted((a, b) => (a.reason < b.reason ? -1 : 1));
  await database
    .insert(reasonUses)
    .values(inOrder.map(({ kind, reason }) => ({ api, kind, reason, uses: times })))
    .onConflictDoUpdate({
      target: [reasonUses.api, reasonUses.kind, reasonUses.reason],
      set: { uses: sql`${reasonUses.uses} + ${times}` },
    });
}
