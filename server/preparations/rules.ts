/** Where a prepared draft stands, and what may be done with it. Pure. */
import type { ApiDefinition, Stage } from '../../catalogue/definition.ts';
import type { preparedDrafts } from './tables.ts';

export type PreparedDraft = typeof preparedDrafts.$inferSelect;

export type PreparationState = 'prepared' | 'sent' | 'opened' | 'claimed' | 'withdrawn' | 'expired';

type Dated = Pick<PreparedDraft, 'invitedAt' | 'expiresAt' | 'openedAt' | 'withdrawnAt' | 'claimedAt'>;

/** What was taken up stays so, whatever ends afterwards. */
export function stateOf(draft: Dated, now: Date): PreparationState {
  if (draft.claimedAt) return 'claimed';
  if (draft.withdrawnAt) return 'withdrawn';
  if (!draft.invitedAt || !draft.expiresAt) return 'prepared';
  if (draft.expiresAt <= now) return 'expired';
  return draft.openedAt ? 'opened' : 'sent';
}

/** The link works. */
export const isOut = (state: PreparationState): boolean => state === 'sent' || state === 'opened';

/** What an instructor may do with it: nothing any more once it is somebody's request. */
export function mayDo(state: PreparationState): { change: boolean; withdraw: boolean; remove: boolean } {
  const change = state !== 'claimed';
  return { change, withdraw: isOut(state), remove: change && !isOut(state) };
}

/** Longest words, in characters. */
export const longestText = 2_000;
export const longestNote = 5_000;

/** The stages that may be asked for without another before: the applicant's own answers open the others. */
export const startable = ({ stages }: Pick<ApiDefinition, 'stages'>): Stage[] =>
  stages.filter(({ follows }) => !follows);

/** Own paths: of those who prepare, and of whom a draft is for. */
export const preparationsPath = '/instruction/brouillons';
export const claimPath = (id: string): string => `/brouillon/${id}`;

/** The field whose answer is the public title of a request. */
export const titleField = 'intitule';

export function titleOf({ answers }: Pick<PreparedDraft, 'answers'>): string {
  const title = answers[titleField];
  return typeof title === 'string' ? title : '';
}
