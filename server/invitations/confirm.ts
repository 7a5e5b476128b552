/** A guest confirms a step: what they saw of it, and nothing that has come since. */
import { fullName } from '../accounts/name.ts';
import { Problem } from '../http/problem.ts';
import { confirmedDigest } from '../requests/confirmations.ts';
import { executeLatest } from '../requests/store/latest.ts';
import type { CommandTarget } from '../requests/store/load.ts';
import type { Services } from '../services.ts';
import { readWhole } from '../together/draft.ts';
import { guestActor } from './guest.ts';
import { contextAt, isStillNamed, type Scene } from './scene.ts';
import { markDone } from './store.ts';

/**
 * @param seen digest of the step as the page showed it
 * @returns false when it cannot be: the step or the person named has changed, or the state no longer allows it
 */
export async function confirm(services: Services, scene: Scene, seen: string): Promise<boolean> {
  const { guest, definition, loaded, language, isOpen, confirming } = scene;
  const { invitation, person } = guest;
  if (!person || !confirming || !isOpen) return false;
  const { step } = confirming;
  const { field } = invitation;
  const intend = async (target: CommandTarget) => {
    const context = contextAt(await readWhole(services, target), services.now());
    const digest = confirmedDigest(services.config, definition, target.row.stage, { step, field }, context);
    if (digest !== seen || !isStillNamed(invitation, context.answers)) throw new Changed();
    return { name: 'confirm' as const, step: step.id, field, person: fullName(person), digest };
  };
  try {
    await executeLatest(services, loaded.row.id, intend, guestActor(guest, person), language);
  } catch (error) {
    const refused = error instanceof Problem && error.status === 409;
    if (error instanceof Changed || refused) return false;
    throw error;
  }
  await markDone(services.database, invitation, person.userId, services.now(), false);
  return true;
}

class Changed extends Error {}
