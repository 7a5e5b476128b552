/**
 * The key that stays outside the database: of the event chain, of cookies. From the configuration, or in development
 * made once and kept in `dataDir`. Every use has its own key, derived from it (HKDF, RFC 5869), so that one never
 * serves for another.
 */
import { createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';

/** Where the key comes from. */
export type KeySource = Pick<Config, 'secretKey' | 'dataDir'>;

const derived = new WeakMap<KeySource, Map<string, Buffer>>();

/**
 * The 32-byte key of one use.
 * @param purpose names the use: `event-chain`, `cookies`; another name is another key
 */
export function keyFor(config: KeySource, purpose: string): Buffer {
  const keys = derived.get(config) ?? new Map<string, Buffer>();
  derived.set(config, keys);
  const known = keys.get(purpose);
  if (known) return known;
  const secret = config.secretKey ?? keptSecret(config.dataDir);
  const key = Buffer.from(hkdfSync('sha256', secret, 'datapass', purpose, 32));
  keys.set(purpose, key);
  return key;
}

const ready = new WeakMap<Buffer, KeyObject>();

/** The same key, ready for HMACs: made of bytes at each use, it would cost more than the HMAC. */
export function hmacKeyFor(config: KeySource, purpose: string): KeyObject {
  const key = keyFor(config, purpose);
  const known = ready.get(key) ?? createSecretKey(key);
  ready.set(key, known);
  return known;
}

/** Several processes may start together: whoever links its file first decides, the others read it. */
function keptSecret(folder: string): string {
  const path = join(folder, 'secret-key');
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  mkdirSync(folder, { recursive: true });
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path, 'utf8');
}
