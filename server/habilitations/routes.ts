/** The public keys that gateways check habilitations with, and the page where a habilitation is collected. */
import { Hono } from 'hono';
import { etag, RETAINED_304_HEADERS } from 'hono/etag';
import type { ActorEnvironment } from '../accounts/actor.ts';
import { requireSession } from '../accounts/session.ts';
import { definitionAt } from '../catalogue/versions.ts';
import { newId } from '../database/columns.ts';
import { publicCors } from '../http/cors.ts';
import { languageOf } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import { formTargets, page, sendPage } from '../pages/layout.ts';
import type { Services } from '../services.ts';
import { countedBy } from '../together/depends.ts';
import { accessMain, endedMain } from './access-page.ts';
import { certificatePdf } from './certificate.ts';
import { signCredential } from './credential.ts';
import { stateAt } from './in-force.ts';
import { publicKeys } from './keys.ts';
import { accessTexts } from './messages.ts';
import { findHeld, recordDelivery } from './store.ts';

/** Browsers ask again from other sites too. */
const retained = [...RETAINED_304_HEADERS, 'access-control-allow-origin'];

/** `GET /.well-known/jwks.json`: mounted at the root. */
export function keyRoutes(services: Pick<Services, 'database' | 'config'>): Hono {
  const app = new Hono();
  app.get('/.well-known/jwks.json', publicCors(), etag({ retainedHeaders: retained }), async (c) => {
    c.header('cache-control', 'public, max-age=300');
    c.header('cross-origin-resource-policy', 'cross-origin');
    return c.body(JSON.stringify(await publicKeys(services)), 200, {
      'content-type': 'application/jwk-set+json',
    });
  });
  return app;
}

/** « Récupérer mon accès », mounted at `/acces`: a session, and to be the applicant or the technical contact. */
export function accessRoutes(services: Services): Hono<ActorEnvironment> {
  const { database, catalogue, config, now } = services;
  const app = new Hono<ActorEnvironment>();
  app.get('/:number{[Hh][0-9]{1,15}}', requireSession(services, { personAlone: true }), async (c) => {
    const language = languageOf(c);
    const { actor } = c.var;
    const t = accessTexts[language];
    const held = await findHeld(database, Number(c.req.param('number').slice(1)), actor);
    if (!held) throw new Problem(404, 'not-found', t.absent.title, t.absent.detail);
    const { habilitation, organisation } = held;
    const at = now();
    const definition = await definitionAt({ database, catalogue }, habilitation, language);
    const shown = { held, definition, language, address: c.req.url };
    const frame = { language, user: actor, address: c.req.url };
    const sent = { formTargets: formTargets(config) };
    if (stateAt(habilitation, at) !== 'active') {
      const gone = page({ ...frame, title: t.ended.title, main: endedMain(shown) });
      return sendPage(c, gone, { ...sent, status: 410 });
    }
    const counted = definition ? await countedBy(services, habilitation, definition) : [];
    const id = newId();
    const token = await signCredential(services, habilitation, organisation, { id, issuedAt: at });
    // Before it is shown: nobody holds a token that we do not know of.
    await recordDelivery(database, {
      id,
      habilitationId: habilitation.id,
      userId: actor.userId,
      deliveredAt: at,
    });
    return sendPage(
      c,
      page({ ...frame, title: t.title, main: accessMain({ ...shown, token, counted }) }),
      sent,
    );
  });
  app.get('/:number{[Hh][0-9]{1,15}}/attestation.pdf', requireSession(services), async (c) => {
    const language = languageOf(c);
    const t = accessTexts[language];
    const held = await findHeld(database, Number(c.req.param('number').slice(1)), c.var.actor);
    // In French, as what it quotes.
    const definition = held && (await definitionAt({ database, catalogue }, held.habilitation, 'fr'));
    if (!held || !definition) throw new Problem(404, 'not-found', t.absent.title, t.absent.detail);
    const bytes = await certificatePdf({ ...held, definition, publicUrl: config.publicUrl, at: now() });
    return c.body(bytes, 200, {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="habilitation-H${held.habilitation.number}.pdf"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    });
  });
  return app;
}
