import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { publicCors } from '../../../server/http/cors.ts';
import { securityHeaders } from '../../../server/http/headers.ts';

const app = (production: boolean) => {
  const app = new Hono();
  app.use(securityHeaders({ config: { production } }));
  app.use('/public', publicCors());
  app.get('/public', (c) => c.json({}));
  app.get('/page', (c) => {
    c.header('content-security-policy', "default-src 'self'");
    return c.html('<p>');
  });
  return app;
};

describe('every answer', () => {
  test('cannot be framed, sniffed or made to leak its address', async () => {
    const answer = await app(false).request('/public');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('referrer-policy')).toBe('same-origin');
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(answer.headers.get('strict-transport-security')).toBeNull();
  });

  test('in production is for TLS alone', async () => {
    const answer = await app(true).request('/public');
    expect(answer.headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
  });

  test('may have a policy of its own', async () => {
    const answer = await app(false).request('/page');
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'self'");
  });
});

test('what is public may be read by every page, never with cookies', async () => {
  const answer = await app(false).request('/public', { headers: { origin: 'https://any.example' } });
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  const preflight = await app(false).request('/public', {
    method: 'OPTIONS',
    headers: { origin: 'https://any.example', 'access-control-request-method': 'GET' },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-headers')).toBe('if-none-match');
});
