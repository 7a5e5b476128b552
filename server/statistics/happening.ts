/** An event, with what figures read of its text; and what it adds to them. */
import type { EventName } from '../requests/life/events.ts';

export interface Increment {
  /** First day of its month, `YYYY-MM-01`. */
  period: string;
  useCase: string;
  metric: string;
  detail: string;
  /** Whole hours for a delay, else 0. */
  bucket: number;
  by: number;
}

/** Facts that stand in clear in the text of an event (`server/requests/life/chain.ts`): nothing of a person. */
export interface Facts {
  useCase?: string | undefined;
  eligibility?: Record<string, string> | undefined;
  steps?: string[] | undefined;
  fields?: string[] | undefined;
  ground?: string | undefined;
  habilitation?: string | undefined;
  rule?: unknown;
  kind?: string | undefined;
}

export interface Happening {
  id: string;
  name: EventName;
  at: Date;
  facts: Facts;
}

/**
 * Events that figures follow. `save` says what the request is for and how far somebody came; the outbox does not tell
 * of it, and it adds to no figure but what a later event would.
 */
export const followed = [
  'create',
  'claim',
  'save',
  'submit',
  'withdraw',
  'request_changes',
  'refuse',
  'validate',
  'archive',
  'remind',
  'reopen',
  'cancel_reopening',
  'renew',
  'suspend',
  'resume',
  'revoke',
  'end',
  'expire',
] as const satisfies EventName[];

/** Those that add to figures, each counted once by its id: the topics that the queue has to subscribe to. */
export const counted = followed.filter((name) => name !== 'save');

/** @param body the stored text of the event */
export function happening(row: { id: string; name: string; at: Date; body: string }): Happening {
  const { use_case: useCase, ...facts } = JSON.parse(row.body) as Facts & { use_case?: string };
  const { eligibility, steps, fields, ground, habilitation, rule, kind } = facts;
  return {
    id: row.id,
    name: row.name as EventName,
    at: row.at,
    facts: { useCase, eligibility, steps, fields, ground, habilitation, rule, kind },
  };
}

/** Whole hours, to the nearest; none is negative, whatever the clocks of two processes say. */
export function hoursBetween(from: Date, to: Date): number {
  return Math.max(0, Math.round((to.getTime() - from.getTime()) / 3_600_000));
}
