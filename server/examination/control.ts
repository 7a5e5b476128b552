/** The verdict of one control: what its form sends, what is wrong with it, and its recording. */
import type { Control } from '../../catalogue/definition.ts';
import type { Actor } from '../accounts/actor.ts';
import { type ActServices, record } from '../acts/acts.ts';
import { type Act, type Verdict, verdicts } from '../acts/facts.ts';
import { Conflict } from './conflict.ts';
import { last } from './examination.ts';
import { type Form, type FormProblem, listIn, seenIn, textIn, wordsProblems } from './input.ts';

export interface ControlInput {
  seen: number;
  ticks: string[];
  /** Empty: not given yet. */
  verdict: string;
  reason: string;
}

export function readControl(form: Form): ControlInput {
  return {
    seen: seenIn(form),
    ticks: listIn(form, 'ticks'),
    verdict: textIn(form, 'verdict'),
    reason: textIn(form, 'reason'),
  };
}

/** A verdict that is not plainly good says why, and so does a good one on points that nobody has ticked. */
export function checkControl(
  { checklist }: Control,
  { ticks, verdict, reason }: ControlInput,
): FormProblem[] {
  const problems: FormProblem[] = [];
  const known = checklist.map(({ id }) => id);
  if (!ticks.every((id) => known.includes(id))) problems.push({ field: 'ticks', code: 'unknown' });
  if (verdict !== '' && !isVerdict(verdict)) problems.push({ field: 'verdict', code: 'unknown' });
  const plain = verdict === 'conforming' && known.every((id) => ticks.includes(id));
  return [...problems, ...wordsProblems('reason', reason, verdict !== '' && !plain)];
}

const isVerdict = (text: string): text is Verdict => (verdicts as readonly string[]).includes(text);

/** @throws {Conflict} somebody has written it meanwhile */
export function examine(
  services: ActServices,
  requestId: string,
  control: Control,
  { seen, ticks, verdict, reason }: ControlInput,
  actor: Actor,
): Promise<Act> {
  return record(services, requestId, actor.userId, (acts) => {
    const before = last(acts, 'examine', control.id);
    if ((before?.sequence ?? 0) !== seen) throw new Conflict(before);
    return {
      name: 'examine',
      subject: control.id,
      facts: { ticks, verdict: isVerdict(verdict) ? verdict : null },
      words: reason ? { reason } : {},
      role: control.role,
    };
  });
}

/**
 * Says who makes a control.
 * @throws {Conflict} somebody has said so meanwhile
 */
export function entrust(
  services: ActServices,
  requestId: string,
  control: Control,
  { seen, to }: { seen: number; to: string | null },
  actor: Pick<Act, 'by' | 'role'>,
): Promise<Act> {
  return record(services, requestId, actor.by, (acts) => {
    const before = last(acts, 'entrust', control.id);
    if ((before?.sequence ?? 0) !== seen) throw new Conflict(before);
    return { name: 'entrust', subject: control.id, facts: { to }, role: actor.role };
  });
}
