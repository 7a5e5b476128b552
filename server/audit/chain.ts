/** Verifies the chain of one request. */
import { requestHistory } from './histories.ts';
import { type Fault, walk } from './walk.ts';

export type ChainVerdict =
  | { valid: true; events: number }
  /** The first event that does not hold, and what is wrong with it. */
  | { valid: false; sequence: number; wrong: Fault['wrong'] };

export async function verifyChain(
  services: Parameters<typeof walk>[0],
  requestId: string,
): Promise<ChainVerdict> {
  const { events, faults } = await walk(services, requestHistory, { only: requestId });
  const [fault] = faults;
  return fault ? { valid: false, sequence: fault.sequence, wrong: fault.wrong } : { valid: true, events };
}
