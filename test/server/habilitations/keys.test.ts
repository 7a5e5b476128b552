import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { keys } from '../../../server/accounts/tables.ts';
import { ConfigurationError, readConfig } from '../../../server/config.ts';
import { connect } from '../../../server/database/connection.ts';
import { publicKeys, signingKey } from '../../../server/habilitations/keys.ts';
import { keyRoutes } from '../../../server/habilitations/routes.ts';
import { testDatabase } from '../../support/database.ts';
import { secretKey } from '../jobs/services.ts';

const { database, url } = await testDatabase();
const config = readConfig({ SECRET_KEY: secretKey });
const services = { database, config };

test('processes that start together make one key and sign alike', async () => {
  const processes = Array.from({ length: 5 }, () => connect(url, { pool: 1 }));
  const made = await Promise.all(
    processes.map((process) => signingKey({ database: process.database, config })),
  );
  expect(new Set(made.map(({ kid }) => kid)).size).toBe(1);
  expect(await database.$count(keys)).toBe(1);
  await Promise.all(processes.map((process) => process.close()));
});

test('the published keys are public, named by their thumbprint, and say what they are for', async () => {
  const { kid } = await signingKey(services);
  const set = await publicKeys(services);
  expect(set.keys).toEqual([
    { kty: 'EC', crv: 'P-256', x: expect.any(String), y: expect.any(String), kid, alg: 'ES256', use: 'sig' },
  ]);
  expect(kid).toMatch(/^[\w-]{43}$/);
});

test('the private key is not in the database, and another secret cannot open it', async () => {
  const [row] = await database.select().from(keys).where(eq(keys.use, 'habilitation'));
  expect(row?.jwk).not.toHaveProperty('d');
  const other = { database, config: readConfig({ SECRET_KEY: `${secretKey} of somebody else` }) };
  await expect(signingKey(other)).rejects.toThrow(ConfigurationError);
  await expect(signingKey(other)).rejects.toThrow(/SECRET_KEY/);
});

test('keys are served to any site, cached, and answered 304 when they have not changed', async () => {
  const app = keyRoutes(services);
  const answer = await app.request('/.well-known/jwks.json');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.get('cache-control')).toContain('max-age=300');
  const etag = String(answer.headers.get('etag'));
  const again = await app.request('/.well-known/jwks.json', { headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);
});
