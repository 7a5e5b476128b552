import { expect, test } from 'vitest';
import { ConfigurationError, readConfig } from '../../server/config.ts';

test('an empty environment starts with stand-ins on the four documented ports', () => {
  const config = readConfig({});
  expect([config.port, config.cataloguePort, config.proconnectPort, config.mailboxPort]).toEqual([
    3000, 3001, 3002, 3003,
  ]);
  expect(config.proconnect).toBeUndefined();
});

test('production names every setting that is missing, and starts no stand-in', () => {
  expect(() => readConfig({ NODE_ENV: 'production', SMTP_URL: 'smtp://mail.example' })).toThrow(
    ConfigurationError,
  );
  try {
    readConfig({ NODE_ENV: 'production', SMTP_URL: 'smtp://mail.example' });
  } catch (error) {
    expect(String(error)).toContain('DATABASE_URL');
    expect(String(error)).toContain('PROCONNECT_ISSUER');
    expect(String(error)).not.toContain('SMTP_URL: missing');
  }
});

test('a wrong port is named', () => {
  expect(() => readConfig({ PORT: 'eighty' })).toThrow(/PORT/);
});

test('half a ProConnect registration is refused', () => {
  expect(() => readConfig({ PROCONNECT_ISSUER: 'https://auth.example/api/v2' })).toThrow(/all three/);
});

test('a data folder is taken from here when relative, and as it is when absolute', () => {
  expect(readConfig({ DATA_DIR: '/srv/datapass' }).dataDir).toBe('/srv/datapass');
  expect(readConfig({}).dataDir).toBe(`${process.cwd()}/var`);
});
