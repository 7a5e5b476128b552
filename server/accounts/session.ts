/** The door of our own pages: a session cookie, where needed a role, and `c.var.actor` behind it. */
import type { Context, MiddlewareHandler } from 'hono';
import { type Language, languageOf } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import type { Services } from '../services.ts';
import { personAlone } from './acting.ts';
import type { Actor } from './actor.ts';
import { readCookie } from './cookies.ts';
import { learnLanguage } from './language.ts';
import { holdsRoleSomewhere, type RoleName } from './roles.ts';
import { type FoundSession, findSession } from './sessions.ts';

/** `__Host-datapass_session` where cookies may be `Secure`. */
export const sessionCookie = 'datapass_session';

export interface SessionEnvironment {
  Variables: { actor: Actor; session: Omit<FoundSession, 'actor' | 'language'> };
}

export interface SessionRequirement {
  /** Held for at least one API; which ones is for the page to ask (`mayInstruct`, `mayRead`). */
  role?: RoleName;
  /** Not for an administrator who acts for the person: what it shows is theirs alone. */
  personAlone?: boolean;
}

/**
 * Mount after `csrf`. Without a session a page is reached through sign-in, anything else is refused with 401; without
 * the role, 403.
 */
export function requireSession(
  services: Services,
  { role, personAlone: alone = false }: SessionRequirement = {},
): MiddlewareHandler<SessionEnvironment> {
  const { config } = services;
  return async (c, next) => {
    const found = await findSession(services, readCookie(c, config, sessionCookie));
    // Deciding on people's data asks for a second factor (`PROCONNECT_INSTRUCTOR_ACR`): at once, not after a weaker one.
    const strong = role !== undefined && config.instructorAcr.length > 0;
    if (!found) return signInFirst(c, strong);
    const { actor, language, ...session } = found;
    // Before anything is refused: what is answered then says who is signed in too.
    c.set('actor', actor);
    const reading = c.req.method === 'GET' || c.req.method === 'HEAD';
    if (actor.behind && (alone || !reading)) throw personAlone(languageOf(c));
    if (role && !holdsRoleSomewhere(actor, role)) {
      throw problem(languageOf(c), actor.behind ? 'role-of-another' : 'role-missing');
    }
    if (strong && !config.instructorAcr.includes(session.acr)) return signInFirst(c, strong);
    await learnLanguage(services, c, { actor, language });
    c.set('session', session);
    return next();
  };
}

/** Who is looking at a page that everybody may see. */
export async function visitor(c: Context, services: Services): Promise<Actor | undefined> {
  return (await findSession(services, readCookie(c, services.config, sessionCookie)))?.actor;
}

function signInFirst(c: Context, strong: boolean): Response {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') throw problem(languageOf(c), 'session-missing');
  const { pathname, search } = new URL(c.req.url);
  const level = strong ? '&niveau=renforce' : '';
  return c.redirect(`/connexion?retour=${encodeURIComponent(pathname + search)}${level}`, 303);
}

function problem(language: Language, code: keyof (typeof words)['fr']): Problem {
  const [title, detail] = words[language][code];
  return new Problem(code === 'session-missing' ? 401 : 403, code, title, detail);
}

const words = {
  fr: {
    'session-missing': [
      'Votre session a pris fin',
      'Reconnectez-vous, puis recommencez : rien n’a été changé.',
    ],
    'role-missing': [
      'Cette page est réservée',
      'Votre compte n’a pas le rôle nécessaire. Demandez-le au responsable de votre équipe, ou connectez-vous avec un autre compte.',
    ],
    'role-of-another': [
      'Vous agissez pour quelqu’un d’autre',
      'Ni vos rôles ni les siens ne comptent pendant ce temps. Cessez d’agir pour cette personne, en haut de cette page : vos pages s’ouvrent de nouveau.',
    ],
  },
  en: {
    'session-missing': ['Your session has ended', 'Sign in again, then try again: nothing has been changed.'],
    'role-missing': [
      'This page is reserved',
      'Your account does not have the role it needs. Ask whoever manages your team, or sign in with another account.',
    ],
    'role-of-another': [
      'You act for somebody else',
      'Neither your roles nor theirs count meanwhile. Stop acting for this person, at the top of this page: your pages open again.',
    ],
  },
} satisfies Record<Language, Record<string, [string, string]>>;
