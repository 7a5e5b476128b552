/**
 * Decides by rule a request that has just been sent, where its provider lets a rule decide. Idempotent: a job that runs
 * twice, late, or beside an instructor decides on the request as it is then, and only while nobody has.
 */
import { Problem } from '../http/problem.ts';
import type { Intent } from '../requests/life/commands.ts';
import { systemActor } from '../requests/life/system.ts';
import { executeLatest } from '../requests/store/latest.ts';
import type { CommandTarget } from '../requests/store/load.ts';
import { judge } from './judge.ts';
import { ruleMessage } from './rule-message.ts';
import type { ClockServices } from './run.ts';

/** @throws when the database is away: the queue tries again later */
export async function decideByRule(services: ClockServices, requestId: string): Promise<void> {
  const intend = async (target: CommandTarget): Promise<Intent | undefined> => {
    const { row } = target;
    if (row.state !== 'submitted') return undefined;
    const verdict = await judge(services, target, 'fr');
    const provider = services.catalogue.localised(row.api, 'fr')?.provider;
    if (!verdict?.decides || !provider) return undefined;
    const { id, version } = verdict.rule;
    return { name: 'validate', message: ruleMessage(verdict.rule, provider), rule: { id, version } };
  };
  try {
    await executeLatest(services, requestId, intend, systemActor);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    services.log.info({ requestId, code: error.code }, 'not decided by rule: an instructor will');
  }
}
