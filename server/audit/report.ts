/** What `npm run audit:verify` says, in words for whoever runs the service. */
import type { CheckpointFault } from './checkpoint.ts';
import type { Audit } from './verify.ts';
import type { Fault } from './walk.ts';

const faults: Record<Fault['wrong'], string> = {
  missing: 'was removed',
  link: 'does not follow the event before: it was put there, moved, or its link altered',
  hash: 'was altered or inserted: its text and its hash do not agree',
  columns: 'was altered: what stands beside its text does not agree with it',
  details: 'was altered: its words are not those that were written',
  erased: 'was altered: its words are gone, and no erasure of ours took them',
  inserted: 'was inserted after the end of its chain',
  replaced: 'is another than at the last checkpoint: the end of the chain was removed, and written anew',
  end: 'is the last one there, and not the one that its request says: events were removed, or the request altered',
  owner: 'is the last of a chain that belongs to nothing: its request was removed',
};

const checkpointFaults: Record<CheckpointFault['wrong'], string> = {
  signature: 'is not signed by a key of ours',
  columns: 'was altered: its row says something else than its signature',
  link: 'does not follow the one before: one was removed, or inserted',
  root: 'does not agree with the history: on that day or before, a chain or its end was removed, altered or inserted',
  gone: 'was removed: you have kept it, and it is not there',
};

const number = new Intl.NumberFormat('en-GB');

/** Names the row: its table's key, and what is wrong with it. */
export function faultText(fault: Fault | CheckpointFault): string {
  if ('day' in fault)
    return `the checkpoint of ${fault.day || '(unreadable)'} ${checkpointFaults[fault.wrong]}`;
  return `${fault.history}, chain ${fault.chainId}, event ${fault.sequence} ${faults[fault.wrong]}`;
}

/** Faults shown: the first says where to look, a few more how far it goes. */
const shown = 20;

export function reportOf(audit: Audit, seconds: number): string {
  const all = [...audit.faults, ...audit.checkpoints.faults];
  const { verified, last } = audit.checkpoints;
  const signed = last
    ? `${number.format(verified)} checkpoints, the last of ${last}`
    : 'no checkpoint yet: the first is made after midnight (UTC), and only from then on are whole chains and cut ends known to be missing';
  const counted = `${number.format(audit.events)} events verified, of ${number.format(audit.chains)} chains, in ${seconds.toFixed(1)} s; ${signed}.`;
  if (all.length === 0) return `✓ ${counted}`;
  return [
    ...all.slice(0, shown).map((fault) => `✗ ${faultText(fault)}`),
    ...(all.length > shown ? [`… and ${number.format(all.length - shown)} more.`] : []),
    `${counted} ${number.format(all.length)} do not hold.`,
  ].join('\n');
}
