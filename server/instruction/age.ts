/** How long a request has been waiting for the instructor. */
import type { RequestState } from '../requests/lifecycle.ts';

/** Days within which the State's API doctrine recommends to answer (silence becomes a refusal after two months). */
export const targetDays = 15;

/** Milliseconds. */
export const dayLength = 24 * 60 * 60 * 1000;

export interface Age {
  /** `waiting`: for us; `paused`: for the applicant; `over`: decided. */
  kind: 'waiting' | 'paused' | 'over';
  /** Whole days since the last submission. */
  days: number;
  late: boolean;
}

export function ageOf(request: { state: RequestState; lastSubmittedAt: Date | null }, now: Date): Age {
  const since = request.lastSubmittedAt ?? now;
  const days = Math.max(0, Math.floor((now.getTime() - since.getTime()) / dayLength));
  if (request.state === 'submitted') return { kind: 'waiting', days, late: days > targetDays };
  return { kind: request.state === 'changes_requested' ? 'paused' : 'over', days, late: false };
}

/** A request that waits for us since then, or longer, is late. */
export function lateBefore(now: Date): Date {
  return new Date(now.getTime() - (targetDays + 1) * dayLength);
}
