/** Sends one message, once, whatever else happens to the request meanwhile. */
import type { Actor } from '../accounts/actor.ts';
import type { Idempotency } from '../http/idempotency.ts';
import type { Language } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import { longestReason } from '../requests/life/commands.ts';
import { absent } from '../requests/problems.ts';
import { executeOn, guard, type RequestServices } from '../requests/store/execute.ts';
import { type CommandTarget, loadTarget } from '../requests/store/load.ts';

/** Enough for an applicant who types, and saves every second. */
const attempts = 5;

/** Why a text is no message; undefined when it is one. */
export function textProblem(text: string): 'required' | 'too_long' | 'wrong_character' | undefined {
  if (text.trim() === '') return 'required';
  if (text.length > longestReason) return 'too_long';
  // PostgreSQL stores no NUL; a person cannot see it.
  return text.includes('\0') ? 'wrong_character' : undefined;
}

/**
 * @param idempotency the same key sends one message, however often it is asked
 * @throws {Problem} 404 not this actor's; 403 or 409 refused; 422 the key served for something else
 */
export async function writeMessage(
  services: RequestServices,
  requestId: string,
  text: string,
  actor: Actor,
  idempotency: Idempotency,
  language: Language,
): Promise<CommandTarget> {
  const once = { ...idempotency, status: 201 };
  for (let attempt = 1; ; attempt++) {
    const target = await loadTarget(services.database, requestId, {
      userId: actor.userId,
      key: idempotency.key,
    });
    if (!target) throw absent(language);
    guard(target, actor, { language });
    try {
      return await executeOn(services, target, { name: 'message', text }, actor, {
        idempotency: once,
        language,
      });
    } catch (error) {
      const beaten = error instanceof Problem && error.code === 'lost-race';
      if (!beaten || attempt === attempts) throw error;
    }
  }
}
