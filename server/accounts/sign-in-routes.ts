/** Signing in and out on our own pages: `/connexion`, ProConnect's one way back, `/deconnexion`. */
import { type Context, Hono } from 'hono';
import { csrf } from '../http/csrf.ts';
import { OrganisationRefused } from '../organisations/admission.ts';
import type { Services } from '../services.ts';
import { dropCookie, readCookie, writeCookie } from './cookies.ts';
import { keepFlow, someReturn, takeFlow } from './flow.ts';
import { AccountBanned, SignInFailed } from './proconnect.ts';
import { ownPath } from './return-path.ts';
import { sessionCookie } from './session.ts';
import { endSession, findSession, sessionIdOf, sessionLife } from './sessions.ts';
import { signIn } from './sign-in.ts';
import { failurePage, hop, signedOutPage, signOutPage } from './sign-in-pages.ts';

/** The last step of a widget's sign-in: what fails before it is told on the page that asked. */
const interaction = /^\/oauth\/interaction\/[\w-]+\/finish$/;

export function signInRoutes(services: Services): Hono {
  const { config, accounts } = services;
  const app = new Hono();
  const current = (c: Context) => findSession(services, readCookie(c, config, sessionCookie));

  app.use('/connexion/*', opener);
  app.use('/connexion', opener);
  app.use('/deconnexion', csrf(services));

  app.get('/connexion', async (c) => {
    const retour = ownPath(c.req.query('retour'));
    const again = c.req.query('nouvelle') === '1';
    const acr = c.req.query('niveau') === 'renforce' ? config.instructorAcr : [];
    const session = again ? undefined : await current(c);
    if (session && (acr.length === 0 || acr.includes(session.acr))) return c.redirect(retour, 303);
    try {
      const { url, checks } = await accounts.proconnect.start({ acr, again, loginHint: hint(c) });
      await keepFlow(c, config, { checks, retour });
      return c.redirect(url, 303);
    } catch (error) {
      return explain(c, error, retour, false);
    }
  });

  app.get('/connexion/retour', async (c) => {
    const flow = await takeFlow(c, config, c.req.query('state') ?? '');
    if (!flow) return failurePage(c, 'sign-in-lost', { retour: await someReturn(c, config) });
    try {
      const identity = await accounts.proconnect.finish(new URL(c.req.url).search, flow.checks);
      const cookie = await signIn(services, identity, c.req.header('user-agent') ?? '');
      await leave(c);
      writeCookie(c, config, sessionCookie, cookie, sessionLife / 1_000);
    } catch (error) {
      return explain(c, error, flow.retour, true);
    }
    return interaction.test(flow.retour) ? hop(c, flow.retour) : c.redirect(flow.retour, 303);
  });

  /** A reason that reaches the page that asked where there is one, and else is shown here. */
  function explain(c: Context, error: unknown, retour: string, back: boolean) {
    if (!isFailure(error)) throw error;
    if (error.code === 'proconnect-unavailable' || error.code === 'sign-in-refused') {
      const cause = (error as Error).cause as { name?: string; code?: string } | undefined;
      services.log.warn({ code: error.code, name: cause?.name, cause: cause?.code }, 'sign-in failed');
    }
    const reason = error instanceof AccountBanned ? error.reason : undefined;
    if (!interaction.test(retour)) return failurePage(c, error.code, { retour, reason });
    const told = `${retour}?erreur=${encodeURIComponent(error.code)}`;
    return back ? hop(c, told) : failurePage(c, error.code, { retour, giveUp: told, reason });
  }

  /** Ends whatever session this browser had: a new sign-in replaces it, and a second person's never mixes with it. */
  async function leave(c: Context) {
    const cookie = readCookie(c, config, sessionCookie);
    // Also one that was idle for too long: its tokens would live on.
    if (cookie) await endSession(services, undefined, sessionIdOf(cookie));
  }

  app.get('/deconnexion', async (c) => ((await current(c)) ? signOutPage(c) : signedOutPage(c)));

  app.post('/deconnexion', async (c) => {
    const session = await current(c);
    await leave(c);
    dropCookie(c, config, sessionCookie);
    if (!session) return c.redirect('/deconnexion/retour', 303);
    const elsewhere = await accounts.proconnect.signOutUrl(session.idToken).catch((error) => {
      // We have signed out; ProConnect, which is away, has not.
      if (isFailure(error)) return undefined;
      throw error;
    });
    return elsewhere ? hop(c, elsewhere) : c.redirect('/deconnexion/retour', 303);
  });

  app.get('/deconnexion/retour', signedOutPage);

  return app;
}

/** These pages appear in popups of pages on other sites: nothing here cuts them from their opener. */
async function opener(c: Context, next: () => Promise<void>): Promise<void> {
  c.header('cross-origin-opener-policy', 'unsafe-none');
  await next();
}

function isFailure(error: unknown): error is SignInFailed | OrganisationRefused {
  return error instanceof SignInFailed || error instanceof OrganisationRefused;
}

/** ProConnect takes e-mail addresses alone. */
function hint(c: Context): string | undefined {
  const text = c.req.query('login_hint');
  return text && text.length <= 254 && /^[^\s@]+@[^\s@]+$/.test(text) ? text : undefined;
}
