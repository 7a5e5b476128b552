/** How long a request has been waiting for the instructor. */
import type { RequestState } from '../requests/life/lifecycle.ts';

/** Milliseconds. */
export const dayLength = 24 * 60 * 60 * 1000;

export interface Age {
  /** `waiting`: for us; `paused`: for the applicant; `over`: decided. */
  kind: 'waiting' | 'paused' | 'over';
  /** Whole days since the last submission. */
  days: number;
  late: boolean;
}

/** @param target days within which the provider wants to answer (`target_days` of the API) */
export function ageOf(
  request: { state: RequestState; lastSubmittedAt: Date | null },
  now: Date,
  target: number,
): Age {
  const since = request.lastSubmittedAt ?? now;
  const days = Math.max(0, Math.floor((now.getTime() - since.getTime()) / dayLength));
  if (request.state === 'submitted') return { kind: 'waiting', days, late: days > target };
  return { kind: request.state === 'changes_requested' ? 'paused' : 'over', days, late: false };
}

/** A request that waits for us since then, or longer, is late. */
export function lateBefore(now: Date, target: number): Date {
  return new Date(now.getTime() - (target + 1) * dayLength);
}
