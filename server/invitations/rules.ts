/** What an invitation is for, how long it lives, and what it shows to whom. Pure. */
import type { ApiDefinition, Field, Step } from '../../catalogue/definition.ts';
import { stepsOf } from '../../catalogue/steps.ts';
import { retention } from '../privacy/rules.ts';
import { type CommandName, permitted, type Standing } from '../requests/life/lifecycle.ts';
import { invitationKinds, type invitations } from './tables.ts';

export type InvitationKind = (typeof invitationKinds)[number];
export type InvitationRow = typeof invitations.$inferSelect;

/** Days that a link works. */
export const invitationDays = retention.invitation.days;

/** Mails to people who asked for none: so many at a time for a request, and for a person in a day. */
export const mostOpen = 20;
export const mostPerDay = 50;

/** Codes: minutes that one lives, tries that it bears; how often one is sent; wrong ones in all. */
export const codeMinutes = retention.code.minutes;
export const triesPerCode = 5;
export const codePause = 60_000;
export const codesPerHour = 5;
export const mostWrongCodes = 20;

/** Milliseconds that a browser that has shown a code is believed. */
export const guestLife = 4 * 3_600_000;

/** What each kind of invitation lets do. */
export const commandOf = {
  fill: 'save',
  confirm: 'confirm',
  comment: 'comment',
} as const satisfies Record<InvitationKind, CommandName>;

/** Whether what an invitation is for can be done in this state: by the table of the life cycle. */
export function isOpenTo(kind: InvitationKind, request: Standing): boolean {
  return permitted(request, 'invited').includes(commandOf[kind]);
}

/** What one may invite to now: what those invited could do. */
export function openKinds(request: Standing): InvitationKind[] {
  return invitationKinds.filter((kind) => isOpenTo(kind, request));
}

export type InvitationState = 'sent' | 'opened' | 'done' | 'revoked' | 'expired';

type Dated = Pick<InvitationRow, 'revokedAt' | 'expiresAt' | 'doneAt' | 'openedAt'>;

/** What was done stays done, whatever ends afterwards. */
export function stateOf(invitation: Dated, now: Date): InvitationState {
  if (invitation.doneAt) return 'done';
  if (invitation.revokedAt) return 'revoked';
  if (invitation.expiresAt <= now) return 'expired';
  return invitation.openedAt ? 'opened' : 'sent';
}

/** Why the link opens nothing any more; undefined while it does. */
export function endOf(invitation: Dated, now: Date): 'revoked' | 'expired' | undefined {
  if (invitation.revokedAt) return 'revoked';
  return invitation.expiresAt <= now ? 'expired' : undefined;
}

/**
 * The steps that an invitation shows, with the fields that this guest may see: one step, or for who comments the whole
 * form. What the provider's security people alone may read is for who fills it, or confirms it, once they have shown
 * who they are.
 */
export function shownSteps(
  { kind, step }: Pick<InvitationRow, 'kind' | 'step'>,
  definition: ApiDefinition,
  stage: string,
  proven: boolean,
): Step[] {
  const steps = stepsOf(definition, stage).filter(({ id }) => kind === 'comment' || id === step);
  const open = (field: Field) => !field.read_by || (proven && kind !== 'comment');
  return steps.map((one) => ({ ...one, fields: one.fields.filter(open) }));
}

/** « a…z@commune.example »: enough to recognise one's own address, too little to learn somebody's. */
export function maskedEmail(email: string): string {
  const [name = '', domain = ''] = email.split('@');
  return `${name.slice(0, 1)}…${name.length > 2 ? name.slice(-1) : ''}@${domain}`;
}
