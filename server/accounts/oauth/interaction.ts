/**
 * Where a widget's sign-in meets ours: `/oauth/interaction/:uid` goes on with the session this browser has, or sends
 * it to ProConnect; `…/finish` gives the OAuth server the session, or the reason why there is none.
 */
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type Provider from 'oidc-provider';
import { errors } from 'oidc-provider';
import { languageOf } from '../../http/language.ts';
import { Problem } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { readCookie } from '../cookies.ts';
import { sessionCookie } from '../session.ts';
import { type FoundSession, findSession } from '../sessions.ts';
import { asPublic } from './mount.ts';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

export function interactionRoutes(services: Services): Hono {
  const app = new Hono();
  const { config, accounts } = services;

  app.get('/oauth/interaction/:uid', async (c) => {
    const interaction = await detailsOf(c, services);
    const session = await findSession(services, readCookie(c, config, sessionCookie));
    const finish = `/oauth/interaction/${interaction.uid}/finish`;
    if (session && !asksAgain(interaction)) return c.redirect(finish, 303);
    const query = new URLSearchParams({ retour: finish });
    if (asksAgain(interaction)) query.set('nouvelle', '1');
    const { login_hint } = interaction.params;
    if (typeof login_hint === 'string') query.set('login_hint', login_hint);
    return c.redirect(`/connexion?${query}`, 303);
  });

  app.get('/oauth/interaction/:uid/finish', async (c) => {
    const interaction = await detailsOf(c, services);
    const failed = c.req.query('erreur');
    const session = await findSession(services, readCookie(c, config, sessionCookie));
    if (failed !== undefined) {
      const error = /^[a-z_-]{1,60}$/.test(failed) ? failed : 'server_error';
      interaction.result = { error, error_description: 'sign-in did not succeed' };
    } else if (session && isFresh(interaction, session)) {
      interaction.result = { login: { accountId: session.id }, consent: {} };
    } else {
      return c.redirect(`/oauth/interaction/${interaction.uid}`, 303);
    }
    await interaction.save(interaction.exp - Math.floor(Date.now() / 1_000));
    return c.redirect(interaction.returnTo, 303);
  });

  async function detailsOf(c: Context, { config }: Services): Promise<Interaction> {
    const { incoming, outgoing } = c.env as HttpBindings;
    asPublic(incoming, config);
    try {
      return await accounts.oauth.interactionDetails(incoming, outgoing);
    } catch (error) {
      if (error instanceof errors.SessionNotFound) throw expired(c);
      throw error;
    }
  }

  return app;
}

function asksAgain(interaction: Interaction): boolean {
  return String(interaction.params.prompt ?? '')
    .split(' ')
    .includes('login');
}

/** `prompt=login` asks for a sign-in made since this request began (which is known to the second). */
function isFresh(interaction: Interaction, session: FoundSession): boolean {
  return !asksAgain(interaction) || session.createdAt.getTime() >= interaction.iat * 1_000;
}

function expired(c: Context): Problem {
  return languageOf(c) === 'fr'
    ? new Problem(
        400,
        'sign-in-expired',
        'Cette connexion n’est plus valable',
        'Fermez cette fenêtre et recommencez depuis la page de l’API : ce que vous avez saisi y est conservé.',
      )
    : new Problem(
        400,
        'sign-in-expired',
        'This sign-in is no longer valid',
        'Close this window and start again from the API’s page: what you typed is kept there.',
      );
}
