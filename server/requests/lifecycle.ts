/**
 * The life cycle of a request, as data: in which state who may do what. HTTP, the actions sent to the element, the
 * instruction pages and the tests all read this table, so that buttons and rights never disagree.
 */
import type { requestStates } from './tables.ts';

export type RequestState = (typeof requestStates)[number];

/** What somebody is to one request. The technical contact sees nothing of it: only the habilitation, elsewhere. */
export const requestRoles = ['applicant', 'colleague', 'contact', 'instructor', 'reporter'] as const;
export type RequestRole = (typeof requestRoles)[number];

export const commandNames = [
  'create',
  'save',
  'submit',
  'request_changes',
  'refuse',
  'validate',
  'archive',
] as const;
export type CommandName = (typeof commandNames)[number];

/** state → command → roles. `none` is the state before the request exists. An absent cell is a refusal. */
export const lifecycle: Record<
  RequestState | 'none',
  Partial<Record<CommandName, readonly RequestRole[]>>
> = {
  none: { create: ['applicant'] },
  draft: { save: ['applicant'], submit: ['applicant'], archive: ['applicant'] },
  submitted: { request_changes: ['instructor'], refuse: ['instructor'], validate: ['instructor'] },
  // The instructor may still decide on what was last submitted: the applicant's answer may never come.
  changes_requested: {
    save: ['applicant'],
    submit: ['applicant'],
    refuse: ['instructor'],
    validate: ['instructor'],
  },
  validated: {},
  refused: { archive: ['applicant', 'instructor'] },
  revoked: { archive: ['applicant', 'instructor'] },
  archived: {},
};

/** Who reads a request. Instructors see nothing before the first submission. */
const readers: Record<'draft' | 'sent', readonly RequestRole[]> = {
  draft: ['applicant', 'colleague'],
  sent: ['applicant', 'colleague', 'instructor', 'reporter'],
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
