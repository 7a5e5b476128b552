/** What the rules of the form look at of a prepared draft: the applicant's own answers on who they are come later. */
import type { AnswerContext } from '../../catalogue/conditions.ts';
import { parisDay } from '../requests/dates.ts';
import type { PreparedDraft } from './rules.ts';

export const contextOf = ({ answers, useCase }: PreparedDraft, now: Date): AnswerContext => ({
  answers,
  eligibility: {},
  use_case: useCase,
  today: parisDay(now),
});
