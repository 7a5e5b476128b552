/**
 * Sends a draft, and those of its file that go with it: each is checked by its own definition, with the answers in
 * common in it, and nothing is sent unless all are ready.
 */
import type { Actor } from '../accounts/actor.ts';
import type { Language } from '../http/language.ts';
import { type FieldProblem, Problem } from '../http/problem.ts';
import { blockingFacts } from '../requests/facts.ts';
import { type Command, decide } from '../requests/life/commands.ts';
import { notReady, refused } from '../requests/problems.ts';
import { knownDefinition, type RequestServices } from '../requests/store/execute.ts';
import { type LoadedRequest, loadRequest } from '../requests/store/load.ts';
import { submission, submissionContext } from '../requests/submission.ts';
import { surroundingsOf } from '../requests/view/surroundings.ts';
import { caughtIn, noteCaughtBeside } from '../statistics/caught.ts';
import { type Copied, copied, isLed, leadNamed, ledBy, ledByThis } from './draft.ts';
import { type Also, concernsFile } from './execute.ts';
import { fileChanged, sentWithLead } from './problems.ts';
import { membersOf } from './store.ts';
import { concerned } from './telling.ts';

/** What the applicant promises for one request. */
export interface Promises {
  commitments: string[];
  terms_version: string;
}

/** One that is sent with another, as the applicant saw it. */
export interface AlsoInput extends Promises {
  id: string;
  version: number;
}

type Submit = Command & { name: 'submit' };

/**
 * @returns the command, and what is sent in the same moment
 * @throws {Problem} 409 a draft that is sent with its lead; 412 one of the others has changed; else what stands against
 * one of them (`submission`), with its id where it is not this one
 */
export async function submissionsOf(
  services: RequestServices,
  target: LoadedRequest,
  input: Promises & { also?: readonly AlsoInput[] | undefined },
  actor: Actor,
  language: Language,
): Promise<{ command: Submit; also: Also[] }> {
  const { row } = target;
  const wanted = input.also ?? [];
  if (!concernsFile(row) && wanted.length === 0) {
    return { command: await checked(services, target, input, actor, [], language), also: [] };
  }
  if (isLed(row)) {
    const led = await ledBy(services, target, language);
    if (led) throw sentWithLead(leadNamed(led), language);
  }
  const others = await Promise.all(wanted.map((one) => sentWith(services, target, one, language)));
  const twice = wanted.find(({ id }, place) => wanted.some((one, at) => one.id === id && at < place));
  if (twice) throw fileChanged(twice.id, language);
  const members = await membersOf(services.database, row.fileId);
  const before = members.filter(({ state }) => concerned.includes(state));
  const apis = [row, ...before, ...others.map(({ loaded }) => loaded.row)].map(({ api }) => api);

  const fields: FieldProblem[] = [];
  const check = async (loaded: LoadedRequest, promised: Promises): Promise<Submit | undefined> => {
    try {
      return await checked(services, loaded, promised, actor, apis, language);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { id } = loaded.row;
      const named = id === row.id ? error : about(error, id);
      if (error.code !== 'not-ready') throw named;
      fields.push(...((named.extra.fields ?? []) as FieldProblem[]));
      return undefined;
    }
  };
  const command = await check(target, input);
  const also: Also[] = [];
  for (const { loaded, taken, promised } of others) {
    const sent = await check(taken.whole, promised);
    if (!sent) continue;
    const decision = decide(loaded.row, sent, { id: actor.userId, role: 'applicant' }, services.now());
    if ('refusal' in decision) throw refused(decision.refusal, loaded.row.state, language);
    const { copies, dropped } = taken;
    also.push({ row: loaded.row, events: decision.events, copies, dropped });
  }
  if (fields.length > 0 || !command) throw notReady(fields, language);
  return { command, also };
}

/** @throws {Problem} 412 it is not filled in with this one, or not any more; or has been saved since it was seen */
async function sentWith(
  services: RequestServices,
  lead: LoadedRequest,
  promised: AlsoInput,
  language: Language,
): Promise<{ loaded: LoadedRequest; taken: Copied; promised: AlsoInput }> {
  const loaded = await loadRequest(services.database, promised.id);
  const row = loaded?.row;
  if (!row || !isLed(row) || row.withId !== lead.row.id || row.version !== promised.version) {
    throw fileChanged(promised.id, language);
  }
  const taken = copied(loaded, await ledByThis(services, loaded, lead, language));
  return { loaded, taken, promised };
}

async function checked(
  services: RequestServices,
  loaded: LoadedRequest,
  { commitments, terms_version: termsVersion }: Promises,
  actor: Actor,
  apis: readonly string[],
  language: Language,
): Promise<Submit> {
  const definition = await knownDefinition(services, loaded.row, language);
  const around = await surroundingsOf(services, definition, loaded.row, language);
  const context = submissionContext(definition, loaded, around.today);
  const facts = await blockingFacts(services, definition, loaded, context, language);
  const input = { commitments, termsVersion, email: actor.email };
  try {
    return submission(definition, loaded, input, around, language, facts, apis);
  } catch (error) {
    if (error instanceof Problem) noteCaughtBeside(services, loaded.row, caughtIn(error));
    throw error;
  }
}

/** The same problem, said of another request than the one that was named. */
function about({ status, code, title, detail, extra }: Problem, request: string): Problem {
  const fields = (extra.fields as FieldProblem[] | undefined)?.map((field) => ({ ...field, request }));
  return new Problem(status, code, title, detail, { ...extra, request, ...(fields && { fields }) });
}
