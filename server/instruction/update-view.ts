/** An update, or a renewal, of a habilitation in force: what it would change of it, and what becomes of it meanwhile. */
import { html } from 'hono/html';
import type { Answers } from '../../catalogue/answers.ts';
import type { Database } from '../database/connection.ts';
import { stateAt } from '../habilitations/in-force.ts';
import { day } from '../pages/dates.ts';
import type { Content } from '../pages/layout.ts';
import type { RequestRow } from '../requests/life/events.ts';
import { heldOf } from '../requests/life/restored.ts';
import { changesSince, same } from '../requests/view/differences.ts';
import { differencesView } from './changes-view.ts';
import type { View } from './file.ts';
import { updateWords } from './update-words.ts';

/** What the habilitation says that an update is of. */
export interface Held {
  /** « H1042 ». */
  number: string;
  answers: Answers;
  inForce: boolean;
  ends: Date;
}

/** Read only for a request that is open again. */
export async function heldBy(
  database: Database,
  { id, reopening }: Pick<RequestRow, 'id' | 'reopening'>,
  now: Date,
): Promise<Held | undefined> {
  if (!reopening) return undefined;
  const found = await heldOf({ database }, { id });
  if (!found) return undefined;
  const { number, answers, ...issued } = found;
  return {
    number: `H${number}`,
    answers,
    inForce: stateAt(issued, now) === 'active',
    ends: issued.expiresAt,
  };
}

/** « Mise à jour de H1042 », beside the state. */
export function updateTag({
  file: { request, held },
  language,
}: Pick<View, 'file' | 'language'>): Content | '' {
  if (!request.reopening || !held) return '';
  return html`<span class="tag info">${updateWords[language].tag[request.reopening](held.number)}</span>`;
}

/** Nothing for a request that asks for its first habilitation. */
export function updateView(view: View): Content | '' {
  const { request, held } = view.file;
  const { reopening } = request;
  if (!reopening || !held) return '';
  const t = updateWords[view.language];
  const differences = changesSince({
    previousAnswers: held.answers,
    submittedAnswers: request.submittedAnswers,
  });
  const sent = request.state !== 'draft';
  return html`<section class="frame" aria-labelledby="update">
<h2 id="update">${t.title(held.number)}</h2>
<p>${!sent ? t.preparing : held.inForce ? t.stays[reopening] : t.ended(day(held.ends, view.language))}</p>
${reopening === 'renewal' ? html`<p>${t.renewed}</p>` : ''}
${differences.length > 0 ? differencesView(differences, view) : sent ? html`<p>${t.nothing}</p>` : ''}
</section>`;
}

/** Whether the submission before this one is what the habilitation says: the two comparisons would be one. */
export const comparedAlready = ({ file: { request, held } }: View): boolean =>
  held !== undefined && same(request.previousAnswers, held.answers);
