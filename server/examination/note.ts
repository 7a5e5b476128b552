/** Private notes of the provider's people on a request. */
import type { Actor } from '../accounts/actor.ts';
import { type ActServices, record } from '../acts/acts.ts';
import type { Act } from '../acts/facts.ts';
import { newId } from '../database/columns.ts';
import { Conflict } from './conflict.ts';
import { examinationOf } from './examination.ts';

export function writeNote(
  services: ActServices,
  requestId: string,
  text: string,
  { userId }: Actor,
): Promise<Act> {
  const subject = newId();
  return record(services, requestId, userId, () => ({
    ...{ name: 'note', subject, facts: {}, words: { text }, role: 'instructor' },
  }));
}

/** One's own: shown no more, and kept in the chain. @throws {Conflict} it is not there, or another's */
export function removeNote(
  services: ActServices,
  requestId: string,
  id: string,
  { userId }: Actor,
): Promise<Act> {
  return record(services, requestId, userId, (acts) => {
    const note = examinationOf(acts).notes.find(({ subject }) => subject === id);
    if (note?.by !== userId) throw new Conflict(undefined);
    return { name: 'remove_note', subject: id, facts: {}, role: 'instructor' };
  });
}
