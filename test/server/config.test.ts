import { join } from 'node:path';
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

test('the scanner is reached by TCP or by a socket', () => {
  const clamav = (url: string) => readConfig({ CLAMAV_URL: url }).clamav;
  expect(clamav('tcp://clamav.example:3310')).toEqual({ host: 'clamav.example', port: 3310 });
  expect(clamav('tcp://[::1]:3310')).toEqual({ host: '::1', port: 3310 });
  expect(clamav('unix:///run/clamav/clamd.ctl')).toEqual({ path: '/run/clamav/clamd.ctl' });
  for (const wrong of ['clamav.example:3310', 'http://clamav.example:3310', 'tcp://clamav', 'unix://clamd']) {
    expect(() => clamav(wrong)).toThrow(/CLAMAV_URL/);
  }
});

test('half an object store is refused', () => {
  expect(() => readConfig({ S3_BUCKET: 'documents' })).toThrow(/S3_REGION/);
  expect(() => readConfig({ S3_ENDPOINT: 'https://s3.example' })).toThrow(/S3_BUCKET/);
});

test('the catalogue is ours, or any folder', () => {
  expect(readConfig({}).catalogueDir).toBe(join(import.meta.dirname, '../../catalogue'));
  expect(readConfig({ CATALOGUE_DIR: '/srv/catalogue' }).catalogueDir).toBe('/srv/catalogue');
  expect(readConfig({ CATALOGUE_DIR: 'mine' }).catalogueDir).toBe(`${process.cwd()}/mine`);
});
