/**
 * Runs one decision on several requests, each by its own command: its own event, its own mails. One that was decided
 * meanwhile, or that fails, keeps none of the others back, and says so itself.
 */
import type { Actor } from '../../accounts/actor.ts';
import { definitionAt } from '../../catalogue/versions.ts';
import { errorCode } from '../../database/retry.ts';
import type { Language } from '../../http/language.ts';
import { Problem } from '../../http/problem.ts';
import { execute } from '../../requests/store/execute.ts';
import type { Services } from '../../services.ts';
import { checkForm } from '../decisions/check.ts';
import type { DecisionForm } from '../decisions/input.ts';
import { intentOf } from '../decisions/intent.ts';
import { problemText } from '../decisions/scene.ts';
import type { HistoryLine, InstructionFile } from '../file.ts';
import { findFile } from '../store.ts';
import { ownForm } from './alike.ts';
import { type ActName, acts, type Hindrance, hindranceOf } from './bulk.ts';

export interface BulkInput {
  act: ActName;
  form: DecisionForm;
  /** Lines of history that the instructor had before them, by number of the request. */
  seen: ReadonlyMap<number, number>;
}

export type Outcome = { number: number; file?: InstructionFile | undefined } & (
  | { kind: 'done' }
  /** Others were first; `possible`: it can still be decided. */
  | { kind: 'meanwhile'; lines: HistoryLine[]; possible: boolean }
  | { kind: 'left'; why: Hindrance }
  /** In words. */
  | { kind: 'refused'; title: string; detail: string }
);

/** How often an applicant's own saving may come between reading and writing before we give up. */
const attempts = 3;

export async function decideAll(
  services: Services,
  numbers: readonly number[],
  input: BulkInput,
  actor: Actor,
  language: Language,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  // One after the other: a hundred at once would keep everybody else from the database.
  for (const number of numbers) outcomes.push(await decideOne(services, number, input, actor, language));
  return outcomes;
}

async function decideOne(
  services: Services,
  number: number,
  input: BulkInput,
  actor: Actor,
  language: Language,
): Promise<Outcome> {
  for (let attempt = 1; ; attempt++) {
    const file = await findFile(services, `D${number}`, actor, language);
    const why = hindranceOf(services, file, input.act, actor);
    const lines =
      file?.history.slice(0, Math.max(0, file.history.length - (input.seen.get(number) ?? 0))) ?? [];
    if (lines.length > 0) return { number, file, kind: 'meanwhile', lines, possible: why === undefined };
    if (why || !file) return { number, file, kind: 'left', why: why ?? 'unknown' };
    try {
      const { request } = file;
      const definition = await definitionAt(services, request, language);
      if (!definition) return { number, file, kind: 'refused', ...failed[language] };
      const decision = acts[input.act];
      const form = ownForm(services.config, input.form, definition, request);
      const [problem] = checkForm(decision, form, definition, request, services.now());
      if (problem) {
        const detail = `${problemText(problem, decision, language)}.`;
        return { number, file, kind: 'refused', title: failed[language].title, detail };
      }
      const intent = intentOf(decision, form, definition, request);
      await execute(services, request.id, intent, actor, { seen: request.version, language });
      return { number, file, kind: 'done' };
    } catch (error) {
      const lost = error instanceof Problem && error.status === 409;
      if (lost && attempt < attempts) continue;
      if (error instanceof Problem)
        return { number, file, kind: 'refused', title: error.title, detail: error.detail };
      // The others are told of all the same: what was decided must not be lost from sight.
      services.log.error({ code: errorCode(error), number }, 'a decision of several has failed');
      return { number, file, kind: 'refused', ...failed[language] };
    }
  }
}

const failed: Record<Language, { title: string; detail: string }> = {
  fr: { title: 'La décision n’a pas pu être enregistrée', detail: 'Ouvrez cette demande et recommencez.' },
  en: { title: 'The decision could not be recorded', detail: 'Open this request and try again.' },
};
