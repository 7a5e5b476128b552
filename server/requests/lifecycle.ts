/**
 * The life cycle of a request, as data: in which state who may do what. HTTP, the actions sent to the element, the
 * instruction pages and the tests all read this table, so that buttons and rights never disagree.
 */
import type { requestStates } from './tables.ts';

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
  /** Another request of the same file, which says what has changed there: nobody has this role. */
  'file',
] as const;
export type RequestRole = (typeof requestRoles)[number];

export const commandNames = [
  'create',
  'save',
  'submit',
  'request_changes',
  'refuse',
  'validate',
  'archive',
  'confirm',
  'comment',
  'transfer',
  'ask_take_over',
  'object_take_over',
  'take_over',
  'told',
] as const;
export type CommandName = (typeof commandNames)[number];

/** Whose request it is may change for as long as it lives: people leave, requests stay. */
const handover = {
  transfer: ['applicant'],
  ask_take_over: ['colleague'],
  // The applicant objects; who asked may think better of it.
  object_take_over: ['applicant', 'colleague'],
  take_over: ['colleague'],
} as const;

/** state → command → roles. `none` is the state before the request exists. An absent cell is a refusal. */
export const lifecycle: Record<
  RequestState | 'none',
  Partial<Record<CommandName, readonly RequestRole[]>>
> = {
  none: { create: ['applicant'] },
  draft: {
    save: ['applicant', 'invited'],
    submit: ['applicant'],
    archive: ['applicant'],
    confirm: ['invited'],
    comment: ['applicant', 'invited'],
    ...handover,
  },
  submitted: {
    request_changes: ['instructor'],
    refuse: ['instructor'],
    validate: ['instructor'],
    confirm: ['invited'],
    told: ['file'],
    ...handover,
  },
  // The instructor may still decide on what was last submitted: the applicant's answer may never come.
  changes_requested: {
    save: ['applicant', 'invited'],
    submit: ['applicant'],
    refuse: ['instructor'],
    validate: ['instructor'],
    confirm: ['invited'],
    comment: ['applicant', 'invited'],
    told: ['file'],
    ...handover,
  },
  validated: { told: ['file'], ...handover },
  refused: { archive: ['applicant', 'instructor'], ...handover },
  revoked: { archive: ['applicant', 'instructor'] },
  archived: {},
};

/** Who reads a request. Instructors see nothing before the first submission. */
const readers: Record<'draft' | 'sent', readonly RequestRole[]> = {
  draft: ['applicant', 'colleague', 'invited'],
  sent: ['applicant', 'colleague', 'invited', 'instructor', 'reporter'],
};

/** The commands that a role may run now, in the order of the table. */
export function permitted(request: { state: RequestState } | undefined, role: RequestRole): CommandName[] {
  const row = lifecycle[request?.state ?? 'none'];
  return commandNames.filter((command) => row[command]?.includes(role));
}

/** Whether a role may read a request. An archived draft was never sent. */
export function maySee(request: { firstSubmittedAt: Date | null }, role: RequestRole): boolean {
  return readers[request.firstSubmittedAt ? 'sent' : 'draft'].includes(role);
}
