/**
 * The life cycle of a request, as data: in which state who may do what. HTTP, the actions sent to the element, the
 * instruction pages and the tests all read this table, so that buttons and rights never disagree.
 */

import type { requestStates } from '../tables.ts';
import type { RequestRow } from './events.ts';

export type RequestState = (typeof requestStates)[number];

/**
 * What somebody is to one request. The technical contact sees nothing of it: only the habilitation, elsewhere. Who is
 * invited sees what the invitation shows, and may do what it is for (`server/invitations/rules.ts`).
 */
export const requestRoles = [
  'applicant',
  'colleague',
  'contact',
  'invited',
  'instructor',
  'reporter',
  'administrator',
  /** Another request of the same file, which says what has changed there: nobody has this role. */
  'file',
  /** The clock, and the rules that a provider has opted for: nobody has this role either. */
  'system',
] as const;
export type RequestRole = (typeof requestRoles)[number];

export const commandNames = [
  'create',
  'claim',
  'save',
  'submit',
  'withdraw',
  'agree',
  'request_changes',
  'refuse',
  'validate',
  'archive',
  'confirm',
  'comment',
  'message',
  'reopen',
  'cancel_reopening',
  'renew',
  'update_people',
  'suspend',
  'resume',
  'announce_revocation',
  'drop_revocation',
  'revoke',
  'end',
  'expire',
  'remind',
  'copy',
  'correct',
  'transfer',
  'transfer_organisation',
  'ask_take_over',
  'object_take_over',
  'take_over',
  'told',
] as const;
export type CommandName = (typeof commandNames)[number];

/** How a request begins: each of these once, and nothing before. */
export type Beginning = 'create' | 'claim';

type Cells = Partial<Record<CommandName, readonly RequestRole[]>>;

/** Whose request it is may change for as long as it lives: people leave, requests stay. */
const handover = {
  transfer: ['applicant'],
  transfer_organisation: ['administrator'],
  ask_take_over: ['colleague'],
  // The applicant objects; who asked may think better of it.
  object_take_over: ['applicant', 'colleague'],
  take_over: ['colleague'],
} as const satisfies Cells;

/** Both sides write to each other, once the provider has the request. */
const exchange = { message: ['applicant', 'instructor'] } as const satisfies Cells;

/** A wrong answer is put right, with its reason told. */
const correction = { correct: ['administrator'] } as const satisfies Cells;

/** What may become of a habilitation in force, an update of it under way or not. */
const holding = {
  suspend: ['instructor'],
  resume: ['instructor'],
  // The holder is heard before (CRPA, L.121-1), unless it is urgent (L.121-2).
  announce_revocation: ['instructor'],
  drop_revocation: ['instructor'],
  revoke: ['instructor'],
  expire: ['system'],
} as const satisfies Cells;

/** state → command → roles. `none` is the state before the request exists. An absent cell is a refusal. */
export const lifecycle: Record<RequestState | 'none', Cells> = {
  // Begun by themselves, or prepared for them by the provider's people.
  none: { create: ['applicant'], claim: ['applicant'] },
  draft: {
    save: ['applicant', 'invited'],
    submit: ['applicant'],
    archive: ['applicant', 'system'],
    cancel_reopening: ['applicant', 'instructor'],
    confirm: ['invited'],
    comment: ['applicant', 'invited'],
    remind: ['system'],
    ...exchange,
    ...holding,
    ...handover,
  },
  submitted: {
    withdraw: ['applicant'],
    agree: ['instructor'],
    request_changes: ['instructor'],
    refuse: ['instructor'],
    validate: ['instructor', 'system'],
    cancel_reopening: ['applicant', 'instructor'],
    confirm: ['invited'],
    remind: ['system'],
    told: ['file'],
    ...exchange,
    ...correction,
    ...holding,
    ...handover,
  },
  // The instructor may still decide on what was last submitted: the applicant's answer may never come.
  changes_requested: {
    save: ['applicant', 'invited'],
    submit: ['applicant'],
    agree: ['instructor'],
    refuse: ['instructor'],
    validate: ['instructor'],
    archive: ['applicant', 'system'],
    cancel_reopening: ['applicant', 'instructor'],
    confirm: ['invited'],
    comment: ['applicant', 'invited'],
    remind: ['system'],
    told: ['file'],
    ...exchange,
    ...correction,
    ...holding,
    ...handover,
  },
  validated: {
    reopen: ['applicant'],
    renew: ['applicant'],
    update_people: ['applicant'],
    end: ['applicant'],
    copy: ['applicant', 'colleague'],
    remind: ['system'],
    told: ['file'],
    ...exchange,
    ...correction,
    ...holding,
    ...handover,
  },
  refused: {
    archive: ['applicant', 'instructor', 'system'],
    copy: ['applicant', 'colleague'],
    ...exchange,
    ...handover,
  },
  revoked: {
    archive: ['applicant', 'instructor', 'system'],
    copy: ['applicant', 'colleague'],
    ...exchange,
  },
  archived: { copy: ['applicant', 'colleague'] },
};

/** What a request is besides its state, for the commands that ask for more than a state. */
export type Standing = Pick<RequestRow, 'state' | 'reopening' | 'held' | 'firstSubmittedAt' | 'revocation'>;

/** Commands that the state alone does not allow: on what else, by a name for the documentation and a rule. */
export const conditions = {
  sent: ({ firstSubmittedAt }) => firstSubmittedAt !== null,
  /** An update or a renewal of a habilitation is under way. */
  reopened: ({ reopening }) => reopening !== null,
  /** What is given up whole: an update is cancelled instead, and the habilitation stays. */
  first: ({ reopening }) => reopening === null,
  /** There is a habilitation, in force or at its end: it may be updated or renewed. */
  granted: ({ held }) => held === 'active' || held === 'ended',
  active: ({ held }) => held === 'active',
  suspended: ({ held }) => held === 'suspended',
  holding: ({ held }) => held === 'active' || held === 'suspended',
  /** Revocation was announced, and the holder is being heard. */
  announced: ({ revocation }) => revocation !== null,
} satisfies Record<string, (request: Standing) => boolean>;

export const needs: Partial<Record<CommandName, keyof typeof conditions>> = {
  message: 'sent',
  transfer_organisation: 'sent',
  archive: 'first',
  cancel_reopening: 'reopened',
  reopen: 'granted',
  renew: 'granted',
  update_people: 'holding',
  suspend: 'active',
  resume: 'suspended',
  announce_revocation: 'holding',
  drop_revocation: 'announced',
  revoke: 'holding',
  end: 'holding',
  expire: 'holding',
};

/** Who reads a request. Instructors see nothing before the first submission. */
const readers: Record<'draft' | 'sent', readonly RequestRole[]> = {
  draft: ['applicant', 'colleague', 'invited', 'system'],
  sent: ['applicant', 'colleague', 'invited', 'instructor', 'reporter', 'administrator', 'system'],
};

/** The commands that a role may run now, in the order of the table. */
export function permitted(request: Standing | undefined, role: RequestRole): CommandName[] {
  const row = lifecycle[request?.state ?? 'none'];
  return commandNames.filter((command) => row[command]?.includes(role) && meets(request, command));
}

function meets(request: Standing | undefined, command: CommandName): boolean {
  const need = needs[command];
  return !need || (request !== undefined && conditions[need](request));
}

/** Whether a role may read a request. An archived draft was never sent. */
export function maySee(request: { firstSubmittedAt: Date | null }, role: RequestRole): boolean {
  return readers[request.firstSubmittedAt ? 'sent' : 'draft'].includes(role);
}
