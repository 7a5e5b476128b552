/** Lists that a person keeps under a name. The address of each is its filters, so that it can be given to a colleague. */
import { and, asc, eq } from 'drizzle-orm';
import type { Database } from '../../database/connection.ts';
import { errorCode } from '../../database/retry.ts';
import { storable } from '../../pages/form.ts';
import { isUuid } from '../../requests/store/load.ts';
import { instructionViews } from './tables.ts';

export interface SavedView {
  id: string;
  name: string;
  /** As `writeListQuery` writes it. */
  query: string;
}

export type ViewProblem = 'required' | 'too_long' | 'wrong_character' | 'taken' | 'too_many';

/** Characters of a name: a view's is a tab. */
export const longestName = 60;

/** Views of one person: more are a search of their own. */
export const mostViews = 30;

export function viewsOf(database: Database, userId: string): Promise<SavedView[]> {
  const { id, name, query } = instructionViews;
  return database
    .select({ id, name, query })
    .from(instructionViews)
    .where(eq(instructionViews.userId, userId))
    .orderBy(asc(name))
    .limit(mostViews);
}

/** @returns why it was not saved */
export async function saveView(
  database: Database,
  userId: string,
  view: { name: string; query: string },
): Promise<ViewProblem | undefined> {
  const name = view.name.replace(/\s+/g, ' ').trim();
  if (name === '') return 'required';
  if (name.length > longestName) return 'too_long';
  if (!storable(name)) return 'wrong_character';
  if ((await viewsOf(database, userId)).length >= mostViews) return 'too_many';
  try {
    await database.insert(instructionViews).values({ userId, name, query: view.query });
  } catch (error) {
    if (errorCode(error) === '23505') return 'taken';
    throw error;
  }
  return undefined;
}

/** One's own alone. */
export async function removeView(database: Database, userId: string, id: string): Promise<void> {
  if (!isUuid(id)) return;
  await database
    .delete(instructionViews)
    .where(and(eq(instructionViews.id, id), eq(instructionViews.userId, userId)));
}
