/**
 * One look at the clock: reminds, warns, archives, tells of ends and notes them. Runs every hour. Several processes at
 * once, or the same one twice, do nothing twice: each act is a command, refused or found done the second time.
 */
import { everyRow } from '../database/pages.ts';
import { Problem } from '../http/problem.ts';
import { addDays, addMonths } from '../requests/dates.ts';
import { systemActor } from '../requests/life/system.ts';
import type { RequestServices } from '../requests/store/execute.ts';
import { executeLatest } from '../requests/store/latest.ts';
import type { Services } from '../services.ts';
import { actOnEnd, actOnQuestionnaire, type Holding, type Situation } from './ending.ts';
import { draftDays, endDays, questionnaireMonths, silenceMonths, warningDays } from './kinds.ts';
import { actOnWaiting, type ClockAct, silencesOf, type Waiting } from './reminders.ts';
import {
  ending,
  holdingOf,
  lastTime,
  lending,
  oldRounds,
  type Place,
  pageSize,
  quietDrafts,
} from './store.ts';

export type ClockServices = RequestServices & Pick<Services, 'log'>;

/** A request as a rule looks at it. */
type Subject = Waiting & { id: string };

export async function runClock(services: ClockServices): Promise<void> {
  const { database } = services;
  const now = services.now();
  const waits = async (subject: Subject) =>
    actOnWaiting(subject, await silentSince(services, subject), services.now());
  const ends = (subject: Subject) =>
    onHolding(services, subject, (held, situation) => actOnEnd(held, situation, services.now()));
  const lends = (subject: Subject) =>
    onHolding(services, subject, (held, situation) => actOnQuestionnaire(held, situation, services.now()));

  for await (const row of each((place) => quietDrafts(database, addDays(now, -draftDays), place))) {
    await act(services, row.id, waits);
  }
  // Changes are asked for after a submission: who was silent for so long sent before that.
  const silent = addMonths(now, -silenceMonths);
  for await (const row of each((place) => oldRounds(database, 'changes_requested', silent, place))) {
    if (await waits(row)) await act(services, row.id, waits);
  }
  // A day more than the shortest two months: the rule counts on the calendar.
  const undecided = addDays(addMonths(now, -2), warningDays + 4);
  for await (const row of each((place) => oldRounds(database, 'submitted', undecided, place))) {
    if (await waits(row)) await act(services, row.id, waits);
  }
  const soon = addDays(now, endDays[0] + 1);
  for await (const row of each((place) => ending(database, soon, place))) {
    const situation = await situated(services, { ...row.request, id: row.requestId }, row);
    if (actOnEnd(row, situation, now)) await act(services, row.requestId, ends);
  }
  const lent = addMonths(now, questionnaireMonths);
  for await (const row of each((place) => lending(database, now, addDays(lent, 4), place))) {
    if (actOnQuestionnaire(row, row.request, now)) await act(services, row.requestId, lends);
  }
}

const each = <T extends Place>(read: (place: Place | undefined) => PromiseLike<T[]>) =>
  everyRow<T>(pageSize, read);

/** Decides again on the request as it is now, and runs the command. One that is refused leaves the others. */
async function act(
  services: ClockServices,
  requestId: string,
  decide: (subject: Subject) => Promise<ClockAct | undefined>,
): Promise<void> {
  try {
    await executeLatest(services, requestId, ({ row }) => decide(row), systemActor);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    services.log.warn({ requestId, code: error.code }, 'clock: not done, looked at again in an hour');
  }
}

async function silentSince({ database }: ClockServices, subject: Subject): Promise<Date | undefined> {
  const silent = subject.state === 'changes_requested' && silencesOf(subject) > 0;
  return silent ? lastTime(database, subject.id, 'remind') : undefined;
}

async function onHolding(
  services: ClockServices,
  subject: Subject,
  decide: (holding: Holding, situation: Situation) => ClockAct | undefined,
): Promise<ClockAct | undefined> {
  const holding = await holdingOf(services.database, subject.id);
  return holding && decide(holding, await situated(services, subject, holding));
}

/** Read only where it counts: a renewal that was sent in time, and sent back. */
async function situated(
  { database }: ClockServices,
  { id, state, reminded }: Pick<Subject, 'id' | 'state' | 'reminded'>,
  { prolonged }: Pick<Holding, 'prolonged'>,
): Promise<Situation> {
  const sentBack = prolonged && state === 'changes_requested';
  const changesAt = sentBack ? await lastTime(database, id, 'request_changes') : undefined;
  return { state, reminded, changesAt };
}
