/**
 * What a window does when sign-in brought it back to the host page. In the sign-in window: hand the code to the tab
 * that waits, or redeem it here when none answers, and close. After a full-page redirect: redeem it here.
 */

import { type Arrival, arrive } from './arrival.ts';
import { openChannel } from './channel.ts';
import type { Returned } from './fragment.ts';
import { readFlow } from './store.ts';
import { LoginError, redeem } from './tokens.ts';

/** Milliseconds given to the waiting tab: an open tab answers in a few, a discarded one never. */
const HANDOVER = 1500;

/** @returns whether this window has done its work: nothing more is to be shown in it */
export async function handleReturn(returned: Returned): Promise<boolean> {
  const flow = await readFlow(returned.state).catch(() => undefined);
  if (!flow) return false;
  if (flow.mode === 'popup' && (await handOver(returned))) return closed();
  const arrival: Arrival = { step: flow.step };
  try {
    await redeem(returned.state, returned.code, returned.error);
    const channel = openChannel();
    channel.post({ type: 'changed', base: flow.base });
    channel.close();
    if (flow.mode === 'popup') return closed();
  } catch (error) {
    arrival.failure = error instanceof LoginError ? error.code : 'unreachable';
  }
  arrive(arrival);
  return false;
}

/** Whether a tab of this site waits for this state, and has taken what came back. */
function handOver(returned: Returned): Promise<boolean> {
  return new Promise((resolve) => {
    const done = (taken: boolean): void => {
      clearTimeout(timer);
      channel.close();
      resolve(taken);
    };
    const channel = openChannel((message) => {
      if (message.type === 'taken' && message.state === returned.state) done(true);
    });
    const timer = setTimeout(() => done(false), HANDOVER);
    channel.post({ type: 'return', ...returned });
  });
}

/** Closes the window; where the browser refuses, the page is shown in it after all. */
async function closed(): Promise<boolean> {
  window.close();
  await new Promise((resolve) => setTimeout(resolve, 500));
  return false;
}
