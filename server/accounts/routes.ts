/** Everything about who somebody is: signing in, the OAuth server, « me », the site that asks. */
import { Hono } from 'hono';
import { emailKind } from '../../catalogue/emails.ts';
import { applicantCors, publicCors } from '../http/cors.ts';
import { languageOf } from '../http/language.ts';
import { verifiedOrganisations } from '../organisations/store.ts';
import { organisationView } from '../organisations/view.ts';
import type { Services } from '../services.ts';
import { seatedIn } from './acting.ts';
import { type ApplicantEnvironment, requireApplicant } from './bearer.ts';
import { interactionRoutes } from './oauth/interaction.ts';
import { oauthHandler } from './oauth/mount.ts';
import { endSession } from './sessions.ts';
import { signInRoutes } from './sign-in-routes.ts';

export function accountRoutes(services: Services): Hono {
  const { accounts, config } = services;
  const app = new Hono();
  app.route('/', meRoutes(services));
  app.route('/', interactionRoutes(services));
  app.all('/oauth/*', oauthHandler(accounts.oauth, config));
  app.route('/', signInRoutes(services));
  app.use('/sites/current', publicCors());
  app.get('/sites/current', async (c) => {
    // Browsers send no `Origin` with a same-origin GET.
    const own =
      c.req.header('sec-fetch-site') === 'same-origin' ? new URL(config.publicUrl).origin : undefined;
    const site = await accounts.sites.byOrigin(c.req.header('origin') ?? own ?? '');
    c.header('vary', 'origin, sec-fetch-site');
    c.header('cache-control', 'private, max-age=300');
    const hosted_url = `${config.publicUrl}/demande/`;
    return c.json(
      site ? { registered: true, client_id: site.clientId, hosted_url } : { registered: false, hosted_url },
    );
  });
  return app;
}

function meRoutes(services: Services): Hono<ApplicantEnvironment> {
  const { database } = services;
  const app = new Hono<ApplicantEnvironment>();
  // Covers `/me` itself too: mounted twice, it would see each proof twice.
  app.use('/me/*', applicantCors(services), requireApplicant(services));

  async function organisationsOf(userId: string, organisationId: string, language: 'fr' | 'en') {
    const rows = await verifiedOrganisations(database, userId, services.now());
    return {
      organisations: rows.map((row) => organisationView(row, language)),
      current_siret: rows.find((row) => row.id === organisationId)?.siret ?? '',
    };
  }

  app.get('/me', async (c) => {
    const { userId, organisationId, givenName, familyName, email, phone, jobTitle } = c.var.actor;
    c.header('cache-control', 'no-store');
    return c.json({
      given_name: givenName,
      family_name: familyName,
      email,
      email_kind: emailKind(email),
      phone,
      job_title: jobTitle,
      ...(await organisationsOf(userId, organisationId, languageOf(c))),
    });
  });

  app.get('/me/organisations', async (c) => {
    const { userId, organisationId } = c.var.actor;
    c.header('cache-control', 'no-store');
    return c.json(await organisationsOf(userId, organisationId, languageOf(c)));
  });

  app.post('/me/sign-out', async (c) => {
    await endSession(services, seatedIn(c.var.actor), c.var.token.sessionId);
    return c.body(null, 204);
  });

  return app;
}
