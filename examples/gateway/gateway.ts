/** A gateway that lets a call through when it carries a valid habilitation for its API. Start: see README.md. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';

/** The keys could not be had: no fault of the token. */
const outOfReach = ['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'];

/**
 * @param issuer the address of DataPass
 * @param api the id of the API behind this gateway
 */
export function createGateway(issuer: string, api: string) {
  // Fetched once and kept; fetched again when a token names a key that is not there, twice a minute at most.
  const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', issuer));
  const app = new Hono<{ Variables: { habilitation: JWTPayload } }>();

  app.use(async (c, next) => {
    const [, token] = /^Bearer ([\w.-]+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
    if (!token) return c.json({ error: 'habilitation missing' }, 401, { 'www-authenticate': 'Bearer' });
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ['ES256'],
        typ: 'habilitation+jwt',
        issuer,
        audience: api,
        requiredClaims: ['exp', 'nbf', 'sub', 'jti'],
        clockTolerance: 30,
      });
      c.set('habilitation', payload);
    } catch (error) {
      const known = error instanceof errors.JOSEError && !outOfReach.includes(error.code);
      if (!known) return c.json({ error: 'keys out of reach' }, 503);
      return c.json({ error: error.code }, 401, { 'www-authenticate': 'Bearer error="invalid_token"' });
    }
    return next();
  });

  // Here a real gateway passes the call on; what may be answered follows from `scope`.
  app.all('*', (c) => {
    const { sub, organisation, scope, stage } = c.var.habilitation;
    return c.json({ habilitation: sub, organisation, scope, stage });
  });
  return app;
}

if (import.meta.main) {
  const { DATAPASS = 'http://localhost:3000', API = 'impot-particulier', PORT = '4000' } = process.env;
  serve({ fetch: createGateway(DATAPASS, API).fetch, port: Number(PORT) });
  console.log(`Gateway of ${API} on http://localhost:${PORT}, trusting ${DATAPASS}`);
}
