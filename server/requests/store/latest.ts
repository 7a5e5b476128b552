/** Commands that hold whatever else happens to a request meanwhile: run again on what it has become. */
import type { Actor } from '../../accounts/actor.ts';
import type { Language } from '../../http/language.ts';
import { Problem } from '../../http/problem.ts';
import type { Intent } from '../life/commands.ts';
import { absent } from '../problems.ts';
import { executeOn, guard, type Prepared, type RequestServices } from './execute.ts';
import { type CommandTarget, loadTarget } from './load.ts';

type Decided = Intent | Prepared | undefined;

/** Enough for an applicant who types, and saves every second. */
const attempts = 5;

/**
 * @param intend decides on the request as it is now; run at each attempt; undefined: it is as it should be
 * @throws {Problem} 404 not this actor's; 403 or 409 refused, 409 `lost-race` when others never let it through
 */
export async function executeLatest(
  services: RequestServices,
  requestId: string,
  intend: (target: CommandTarget) => Decided | Promise<Decided>,
  actor: Actor,
  language: Language = 'fr',
): Promise<CommandTarget> {
  for (let attempt = 1; ; attempt++) {
    const target = await loadTarget(services.database, requestId);
    if (!target) throw absent(language);
    guard(target, actor, { language });
    const intent = await intend(target);
    if (!intent) return target;
    try {
      return await executeOn(services, target, intent, actor, { language });
    } catch (error) {
      const beaten = error instanceof Problem && error.code === 'lost-race';
      if (!beaten || attempt === attempts) throw error;
    }
  }
}
