/**
 * A sign-in under way, kept by the browser itself in a sealed cookie: any process can finish it, and it is found again
 * by the state that ProConnect brings back. Several tabs may sign in at once; each has its own cookie.
 */
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { EncryptJWT, jwtDecrypt } from 'jose';
import type { Config } from '../config.ts';
import { keyFor } from '../secret.ts';
import { cookieName, dropCookie, readCookie, writeCookie } from './cookies.ts';
import type { SignInChecks } from './proconnect.ts';

export interface Flow {
  checks: SignInChecks;
  /** Own path to go on with. */
  retour: string;
}

/** Seconds: as long as ProConnect keeps its own interaction, with mails to read for a code. */
const life = 1_200;
const prefix = 'datapass_connexion_';
/** Abandoned attempts keep their cookie; more of them than this would weigh on every request. */
const most = 5;

export async function keepFlow(c: Context, config: Config, flow: Flow): Promise<void> {
  const others = names(c, config);
  if (others.length >= most) for (const name of others) dropCookie(c, config, name);
  const sealed = await new EncryptJWT({ ...flow })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setExpirationTime(`${life}s`)
    .encrypt(keyFor(config, 'sign-in'));
  writeCookie(c, config, nameOf(flow.checks.state), sealed, life);
}

/** The sign-in that this state belongs to, once: its cookie goes. */
export async function takeFlow(c: Context, config: Config, state: string): Promise<Flow | undefined> {
  const name = nameOf(state);
  const flow = await open(config, readCookie(c, config, name));
  if (flow) dropCookie(c, config, name);
  return flow?.checks.state === state ? flow : undefined;
}

/** Where a sign-in of this browser was to return, when ProConnect's answer says nothing that can be used. */
export async function someReturn(c: Context, config: Config): Promise<string> {
  for (const name of names(c, config).reverse()) {
    const flow = await open(config, readCookie(c, config, name));
    if (flow) return flow.retour;
  }
  return '/';
}

async function open(config: Config, sealed: string | undefined): Promise<Flow | undefined> {
  if (!sealed) return undefined;
  try {
    const { payload } = await jwtDecrypt<Flow & Record<string, unknown>>(sealed, keyFor(config, 'sign-in'), {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return { checks: payload.checks, retour: payload.retour };
  } catch {
    return undefined;
  }
}

/** A part of the state is enough for a name, and what is in the cookie proves the rest. */
function nameOf(state: string): string {
  return prefix + state.replace(/[^\w-]/g, '').slice(0, 12);
}

function names(c: Context, config: Config): string[] {
  const full = cookieName(config, prefix);
  return Object.keys(getCookie(c))
    .filter((name) => name.startsWith(full))
    .map((name) => name.slice(full.length - prefix.length));
}
