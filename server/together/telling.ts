/** Each request of a file is decided by itself: where one changes an answer in common, the others are told. */
import { definitionAt } from '../catalogue/versions.ts';
import type { RequestEvent, RequestRow } from '../requests/life/events.ts';
import type { RequestState } from '../requests/life/lifecycle.ts';
import type { RequestServices } from '../requests/store/execute.ts';
import { loadRequest } from '../requests/store/load.ts';
import { alike, comparable } from './differences.ts';
import { type Member, membersOf } from './store.ts';

/** Whose provider has seen the answer, and may still act on it. */
export const concerned: readonly RequestState[] = ['submitted', 'changes_requested', 'validated'];

export interface Telling {
  row: RequestRow;
  event: RequestEvent & { name: 'told' };
}

/** After which the provider reads other answers. */
type Resaid = RequestEvent & { name: 'submit' | 'renew' | 'update_people' };

export const resays = (event: RequestEvent): event is Resaid =>
  event.name === 'submit' || event.name === 'renew' || event.name === 'update_people';

/** @param row as it was before; nothing is told of a first submission */
export async function tellings(
  services: RequestServices,
  row: RequestRow,
  event: Resaid,
): Promise<Telling[]> {
  const before = row.submittedAnswers;
  if (!before) return [];
  const answers =
    event.name === 'update_people'
      ? { ...before, ...event.answers }
      : { ...event.answers, ...event.documents };
  const definition = await definitionAt(services, row, 'fr');
  const members = await membersOf(services.database, row.fileId);
  const others = members.filter(({ api, state }) => api !== row.api && concerned.includes(state));
  const told = others.map(async (other): Promise<Telling[]> => {
    const theirs = await definitionAt(services, other, 'fr');
    if (!definition || !theirs) return [];
    const context = { answers, eligibility: row.eligibility, use_case: row.useCase };
    const form = submittedForm(other);
    const fields = comparable(
      { definition, stage: row.stage, context },
      { definition: theirs, stage: other.stage, context: form },
    )
      .map(({ id }) => id)
      .filter((id) => !alike(before[id], answers[id]) && !alike(answers[id], form.answers[id]));
    const present = fields[0] ? await loadRequest(services.database, other.id) : undefined;
    if (!present || !concerned.includes(present.row.state)) return [];
    const { at, by } = event;
    const { id: about, number } = row;
    return [{ row: present.row, event: { name: 'told', at, by, role: 'file', about, number, fields } }];
  });
  return (await Promise.all(told)).flat();
}

/** What a request was submitted with, as conditions look at it. */
export const submittedForm = ({ submittedAnswers, eligibility, useCase }: Member) => ({
  answers: submittedAnswers ?? {},
  eligibility,
  use_case: useCase,
});
