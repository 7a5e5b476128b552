/**
 * Who stands before the page of an invitation: somebody with the link, who sees; or who has shown that the invited
 * address is theirs, by ProConnect or by a code, and may do what it is for.
 */
import { eq } from 'drizzle-orm';
import type { Context } from 'hono';
import { deleteCookie } from 'hono/cookie';
import type { Actor } from '../accounts/actor.ts';
import { visitor } from '../accounts/session.ts';
import type { Services } from '../services.ts';
import { cookieAttributes, cookieName, kept } from './door.ts';
import { endGuestSession, type GuestPerson, personOf } from './proof.ts';
import type { InvitationRow } from './rules.ts';
import { keyHashOf, same } from './secrets.ts';
import { findInvitation } from './store.ts';
import { invitations } from './tables.ts';

export interface Guest {
  invitation: InvitationRow;
  /** Undefined: the link alone. */
  person: (GuestPerson & { by: 'code' | 'proconnect' }) | undefined;
  /** Signed in on our pages, be it under another address than the invited one. */
  signedIn: Actor | undefined;
}

/** Where the page of an invitation is. */
export const pageOf = (id: string): string => `/invitation/${id}`;

/** @returns undefined for who has neither the link nor the address: an id alone tells nothing */
export async function guestOf(c: Context, services: Services, id: string): Promise<Guest | undefined> {
  const invitation = await findInvitation(services.database, id);
  if (!invitation) return undefined;
  const found = await visitor(c, services);
  // Who acts for somebody answers no invitation of theirs.
  const actor = found?.behind ? undefined : found;
  if (actor && actor.email.trim().toLowerCase() === invitation.email) {
    const { userId, givenName, familyName } = actor;
    return { invitation, person: { userId, givenName, familyName, by: 'proconnect' }, signedIn: actor };
  }
  const person = await personOf(services, invitation.id, kept(c, services.config, 'session'));
  if (person) return { invitation, person: { ...person, by: 'code' }, signedIn: actor };
  const key = kept(c, services.config, 'link');
  return key && opens(invitation, key) ? { invitation, person: undefined, signedIn: actor } : undefined;
}

/** Whether this is the key in the link. */
export function opens({ keyHash }: Pick<InvitationRow, 'keyHash'>, key: string): boolean {
  return same(keyHashOf(key), keyHash);
}

/** For the commands of a request: nothing but what this invitation is for. */
export function guestActor({ invitation }: Guest, { userId, givenName, familyName }: GuestPerson): Actor {
  return {
    userId,
    email: invitation.email,
    givenName,
    familyName,
    phone: '',
    jobTitle: '',
    organisationId: '',
    organisationIds: [],
    roles: [],
    via: 'invitation',
    invitedTo: invitation.requestId,
  };
}

/** The first time that somebody looks. */
export async function markOpened(
  { database, now }: Pick<Services, 'database' | 'now'>,
  { id, openedAt }: InvitationRow,
): Promise<void> {
  if (!openedAt) await database.update(invitations).set({ openedAt: now() }).where(eq(invitations.id, id));
}

/** On a computer that others use. */
export async function leave(c: Context, { config, database }: Services, id: string): Promise<void> {
  await endGuestSession(database, kept(c, config, 'session'));
  for (const which of ['link', 'session'] as const) {
    deleteCookie(c, cookieName(config, which), cookieAttributes(config, pageOf(id)));
  }
}
