/**
 * Runs a command: loads the row, decides, and writes row, events, outbox, idempotency key and habilitation in one
 * statement guarded by the row's version. Safe to run again at any moment.
 */
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import type { Actor } from '../../accounts/actor.ts';
import { definitionAt } from '../../catalogue/versions.ts';
import { termOf } from '../../clock/term.ts';
import { newId } from '../../database/columns.ts';
import { errorCode, retried } from '../../database/retry.ts';
import { type Idempotency, keyReused } from '../../http/idempotency.ts';
import type { Language } from '../../http/language.ts';
import type { Problem } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { type Also, concernsFile, saveTogether } from '../../together/execute.ts';
import { joining } from '../../together/write.ts';
import { type Command, decide, type Intent, refusalOf } from '../life/commands.ts';
import type { RequestEvent, RequestRow } from '../life/events.ts';
import { grantsHabilitation } from '../life/grants.ts';
import { type CommandName, maySee, permitted, type RequestRole } from '../life/lifecycle.ts';
import { rolesOn } from '../life/relation.ts';
import { restoredOf } from '../life/restored.ts';
import { absent, lostRace, type Meanwhile, refused, versionConflict, withdrawn } from '../problems.ts';
import type { DocumentCopy } from '../start/follow.ts';
import { entryOf, lastEntry, whoDid } from '../view/history.ts';
import { type CommandTarget, type LoadedRequest, loadRequest, loadTarget } from './load.ts';
import { write } from './statement.ts';
import { rowOf, writingOf } from './writing.ts';

export type RequestServices = Pick<Services, 'config' | 'database' | 'catalogue' | 'now' | 'bell'>;

export interface CommandOptions {
  /** The version that a client's `If-Match` names: another one is 412. */
  ifMatch?: number;
  /** The version that a person saw on our own page when they decided: another one is 409, and says what happened. */
  seen?: number;
  idempotency?: Idempotency & { status: number };
  /** Documents of another request, attached to a new one as well. */
  documents?: DocumentCopy[];
  /** The draft that a new one is filled in with. */
  lead?: RequestRow;
  /** Drafts filled in with the one that is submitted, sent in the same moment: all of them, or none. */
  also?: Also[];
  /** Of problems. */
  language?: Language;
}

/**
 * @param requestId the UUID
 * @throws {Problem} 404 not this actor's; 403, 409 or 422 refused; 409 `lost-race` or 412 somebody was first;
 * 422 the idempotency key served for something else
 */
export async function execute(
  services: RequestServices,
  requestId: string,
  intent: Intent,
  actor: Actor,
  options: CommandOptions = {},
): Promise<RequestRow> {
  const holder = options.idempotency && { userId: actor.userId, key: options.idempotency.key };
  const target = await loadTarget(services.database, requestId, holder);
  if (!target) throw absent(options.language ?? 'fr');
  return (await executeOn(services, target, intent, actor, options)).row;
}

/** A command whose content is checked only once the table has let it pass: an old form is told so first. */
export interface Prepared {
  name: CommandName;
  prepare: () => Intent | Promise<Intent>;
}

/**
 * The same, on a request already loaded (with this call's idempotency key).
 * @returns the request as the command leaves it, or has left it when it had been done before
 */
export async function executeOn(
  services: RequestServices,
  target: CommandTarget,
  intended: Intent | Prepared,
  actor: Actor,
  options: CommandOptions = {},
): Promise<CommandTarget> {
  const { row } = target;
  const language = options.language ?? 'fr';
  guard(target, actor, options);
  const replayed = replayOf(target, options, language);
  if (replayed) return replayed;
  const expected = options.ifMatch ?? options.seen ?? row.version;
  if (expected !== row.version) throw await outdated(services, row, actor, options);

  const at = services.now();
  const role = roleFor(row, intended.name, actor, language);
  const intent = 'prepare' in intended ? await intended.prepare() : intended;
  const command = await completed(services, row, intent, at, language);
  const decision = decide(row, command, { id: actor.userId, role }, at);
  if ('refusal' in decision) throw refused(decision.refusal, row.state, language);
  const written = concernsFile(row)
    ? await saveTogether(services, target, decision.events, actor, options)
    : await save(services, row, decision.events, actor, options);
  if (written) {
    const entries = decision.events.flatMap((event) => entryOf(event, actor));
    const done = { ...target, row: written, history: [...target.history, ...entries] };
    // What goes back to the habilitation has its documents back.
    const back = decision.events.some((event) => 'restored' in event && event.restored);
    return back ? { ...done, ...(await loadRequest(services.database, row.id)) } : done;
  }

  // Somebody was first: perhaps this very command, sent twice.
  const present = await reload(services, row.id, actor, options);
  const twice = replayOf(present, options, language);
  if (twice) return twice;
  throw await outdated(services, present.row, actor, options);
}

/**
 * In which of their roles somebody runs a command on a request.
 * @throws {Problem} 404 when they have none; 403 or 409 when none of them may
 */
export function roleFor(
  row: RequestRow,
  command: CommandName,
  actor: Actor,
  language: Language,
): RequestRole {
  const roles = rolesOn(row, actor);
  const role = roles.find((each) => permitted(row, each).includes(command)) ?? roles[0];
  if (!role) throw absent(language);
  const refusal = refusalOf(row, command, role);
  if (refusal) throw refused(refusal, row.state, language);
  return role;
}

/** Writes the events of one command on a row, or on none for a new request. */
export async function save(
  services: RequestServices,
  before: RequestRow | undefined,
  happened: RequestEvent[],
  actor: Actor,
  options: CommandOptions,
): Promise<RequestRow | undefined> {
  const writing = await writingOf(services, before, happened, actor, options);
  const { lead } = options;
  try {
    const written = await retried(() =>
      lead ? joining(services.database, lead, writing) : write(services.database, writing),
    );
    if (written) services.bell.ring();
    return written && rowOf(writing, written);
  } catch (error) {
    // The key has just been used, or the file has just got this API.
    if (errorCode(error) === '23505' && options.idempotency) return undefined;
    throw error;
  }
}

/** The answer that this key already got, or a refusal if it served for something else. */
function replayOf(
  target: CommandTarget,
  { idempotency }: CommandOptions,
  language: Language,
): CommandTarget | undefined {
  if (!idempotency || !target.replay) return undefined;
  if (target.replay.fingerprint !== idempotency.fingerprint) throw keyReused(language);
  return target;
}

/** @throws {Problem} 404 when the actor is nobody to this request, or not yet anybody */
export function guard({ row }: LoadedRequest, actor: Actor, { language = 'fr' }: CommandOptions = {}): void {
  if (!rolesOn(row, actor).some((role) => maySee(row, role))) throw absent(language);
}

async function reload(
  { database }: RequestServices,
  id: string,
  actor: Actor,
  options: CommandOptions,
): Promise<CommandTarget> {
  const holder = options.idempotency && { userId: actor.userId, key: options.idempotency.key };
  const target = await loadTarget(database, id, holder);
  if (!target) throw absent(options.language ?? 'fr');
  return target;
}

/** What a person is told who acts on another version than the present one. */
export async function outdated(
  services: RequestServices,
  row: RequestRow,
  actor: Actor,
  { ifMatch, language = 'fr' }: CommandOptions,
): Promise<Problem> {
  const entry = await lastEntry(services.database, row.id);
  const staff = rolesOn(row, actor).some((role) => role === 'instructor' || role === 'reporter');
  const definition = await definitionAt(services, row, language);
  const provider = definition?.provider.acronym ?? row.providerId;
  const meanwhile: Meanwhile = {
    version: row.version,
    state: row.state,
    event: entry?.name ?? 'save',
    at: entry?.at ?? row.updatedAt,
    by: entry ? whoDid(entry, { userId: actor.userId, staff, provider, language }) : provider,
  };
  return ifMatch === undefined ? lostRace(meanwhile, language) : versionConflict(meanwhile, language);
}

/**
 * A validation issues a habilitation, for as long as the definition says; or none, where it is an answer. Two people
 * validate where the API says so now. What goes back to the habilitation, or starts from it, is given what it says.
 */
export async function completed(
  services: RequestServices,
  row: RequestRow,
  intent: Intent,
  at: Date,
  language: Language,
): Promise<Command> {
  if (intent.name === 'reopen') return { ...intent, answers: (await restoredOf(services, row)).answers };
  if (intent.name === 'cancel_reopening') return { ...intent, restored: await restoredOf(services, row) };
  if (intent.name === 'refuse' && row.reopening)
    return { ...intent, restored: await restoredOf(services, row) };
  if (intent.name !== 'validate') return intent;
  const pair = services.catalogue.get(row.api)?.two_people === true;
  const command = pair ? { ...intent, pair } : intent;
  const definition = await knownDefinition(services, row, language);
  if (!grantsHabilitation(definition, row.stage)) return command;
  const validUntil = await termOf(services, definition, row, at, language);
  return { ...command, habilitationId: newId(), validUntil };
}

/**
 * The definition that a request is filled under.
 * @throws {Problem} 409 when the API has left the catalogue: its requests can be read, not moved on
 */
export async function knownDefinition(
  services: Pick<Services, 'catalogue' | 'database'>,
  row: Pick<RequestRow, 'api' | 'definitionVersion'>,
  language: Language = 'fr',
): Promise<ApiDefinition> {
  const definition = await definitionAt(services, row, language);
  if (!definition) throw withdrawn(language);
  return definition;
}
