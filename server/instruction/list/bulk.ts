/** Several requests decided in one act: which acts, which requests are alike, and what keeps one of them out. Pure. */
import type { Actor } from '../../accounts/actor.ts';
import { permitted } from '../../requests/life/lifecycle.ts';
import { rolesOn } from '../../requests/life/relation.ts';
import type { Services } from '../../services.ts';
import { type Decision, decisionPaths, offered, wantsTwo } from '../decisions/decisions.ts';
import type { InstructionFile } from '../file.ts';

/** By the word of the address, which is that of the decision of one request. */
export const acts = {
  [decisionPaths.validate]: 'validate',
  [decisionPaths.agree]: 'agree',
  [decisionPaths.request_changes]: 'request_changes',
  [decisionPaths.refuse]: 'refuse',
} as const satisfies Record<string, Decision>;
export type ActName = keyof typeof acts;

/** As many as a page of the list holds. */
export const mostAtOnce = 100;

export const readAct = (text: unknown): ActName | undefined =>
  (Object.keys(acts) as ActName[]).find((act) => act === text);

/** @param texts numbers of requests, as boxes send them; what is none is left out, and nothing is said twice */
export function readNumbers(texts: readonly string[]): number[] {
  const numbers = texts.filter((text) => /^\d{1,12}$/.test(text)).map(Number);
  return [...new Set(numbers)];
}

/**
 * Why a request can't be decided this way: not theirs to see; their own; to be read alone; not in this state; its API
 * wants two people, and the first has not agreed, or is the same; it wants one alone; the first has agreed already.
 */
export type Hindrance = 'unknown' | 'own' | 'role' | 'state' | 'pair' | 'one' | 'agreed';

export function hindranceOf(
  services: Pick<Services, 'catalogue'>,
  file: InstructionFile | undefined,
  act: ActName,
  actor: Actor,
): Hindrance | undefined {
  if (!file) return 'unknown';
  const { request } = file;
  const roles = rolesOn(request, actor);
  if (roles.includes('applicant')) return 'own';
  if (!roles.includes('instructor')) return 'role';
  const two_people = wantsTwo(services, request.api);
  if (offered(request, { two_people }, actor.userId).includes(acts[act])) return undefined;
  if (!permitted(request, 'instructor').includes(acts[act])) return 'state';
  if (acts[act] === 'validate') return 'pair';
  return two_people ? 'agreed' : 'one';
}

/** Requests of one API and one stage: the same reasons and rules. */
export function alike(files: readonly InstructionFile[]): InstructionFile[][] {
  const groups = new Map<string, InstructionFile[]>();
  for (const file of files) {
    const kind = `${file.request.api} ${file.request.stage}`;
    groups.set(kind, [...(groups.get(kind) ?? []), file]);
  }
  return [...groups.values()];
}
