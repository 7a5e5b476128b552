/**
 * DPoP nonces (RFC 9449 §8–9) without state: each is derived from the minute it belongs to, so any process accepts
 * what another gave. They replace the client's clock, which is often wrong in offices. The derivation is
 * `oidc-provider`'s own, with the same key: a nonce of the token endpoint serves for the API, and back.
 */
import { hkdfSync, timingSafeEqual } from 'node:crypto';

export interface Nonces {
  /** To give to clients: good for three minutes or so. */
  current(): string;
  accepts(nonce: string): boolean;
}

/** Seconds. */
const step = 60;
/** Steps accepted before and after the present one: processes' clocks differ a little. */
const reach = 2;

export function createNonces(key: Buffer, now: () => number = Date.now): Nonces {
  let kept: { at: number; values: Buffer[] } | undefined;
  const values = () => {
    const at = Math.floor(now() / 1_000 / step);
    if (kept?.at !== at) {
      const window = Array.from({ length: 2 * reach + 1 }, (_, index) => derive(key, at - reach + index));
      kept = { at, values: window };
    }
    return kept.values;
  };
  return {
    current: () => String(values()[reach + 1]),
    accepts(nonce) {
      const given = Buffer.from(nonce);
      return values().some((value) => value.length === given.length && timingSafeEqual(value, given));
    },
  };
}

function derive(key: Buffer, minute: number): Buffer {
  const salt = Buffer.alloc(8);
  salt.writeBigUInt64BE(BigInt(minute));
  return Buffer.from(Buffer.from(hkdfSync('sha256', key, salt, 'DPoP', 32)).toString('base64url'));
}
