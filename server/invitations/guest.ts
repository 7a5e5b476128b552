/**
 * Who stands before the page of an invitation: somebody with the link, who sees; or who has shown that the invited
 * address is theirs, by ProConnect or by a code, and may do what it is for.
 */
import { eq } from 'drizzle-orm';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Actor } from '../accounts/actor.ts';
import { isSecure } from '../accounts/cookies.ts';
import { visitor } from '../accounts/session.ts';
import type { Config } from '../config.ts';
import type { Services } from '../services.ts';
import { endGuestSession, type GuestPerson, personOf } from './proof.ts';
import { guestLife, type InvitationRow } from './rules.ts';
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

/** Cookies of one invitation's path: no other page, and no other invitation, ever sees them. */
const cookies = { link: 'datapass_invitation_link', session: 'datapass_invitation' } as const;

/** @returns undefined for who has neither the link nor the address: an id alone tells nothing */
export async function guestOf(c: Context, services: Services, id: string): Promise<Guest | undefined> {
  const invitation = await findInvitation(services.database, id);
  if (!invitation) return undefined;
  const actor = await visitor(c, services);
  if (actor && actor.email.trim().toLowerCase() === invitation.email) {
    const { userId, givenName, familyName } = actor;
    return { invitation, person: { userId, givenName, familyName, by: 'proconnect' }, signedIn: actor };
  }
  const person = await personOf(services, invitation.id, read(c, services.config, 'session'));
  if (person) return { invitation, person: { ...person, by: 'code' }, signedIn: actor };
  const key = read(c, services.config, 'link');
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

/** What the browser keeps: the key of the link, or that a code was shown. */
export function keep(
  c: Context,
  config: Config,
  id: string,
  which: keyof typeof cookies,
  value: string,
): void {
  setCookie(c, nameOf(config, which), value, { ...attributes(config, id), maxAge: guestLife / 1_000 });
}

/** On a computer that others use. */
export async function leave(c: Context, { config, database }: Services, id: string): Promise<void> {
  await endGuestSession(database, read(c, config, 'session'));
  for (const which of ['link', 'session'] as const) {
    deleteCookie(c, nameOf(config, which), attributes(config, id));
  }
}

const read = (c: Context, config: Config, which: keyof typeof cookies): string | undefined =>
  getCookie(c, nameOf(config, which));

/** `__Host-` would ask for every path. */
const nameOf = (config: Config, which: keyof typeof cookies): string =>
  isSecure(config) ? `__Secure-${cookies[which]}` : cookies[which];

const attributes = (config: Config, id: string) =>
  ({ path: `/invitation/${id}`, httpOnly: true, sameSite: 'Lax', secure: isSecure(config) }) as const;
