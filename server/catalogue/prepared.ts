/** A body serialised, hashed and compressed once, then served any number of times. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context } from 'hono';

export interface Prepared {
  identity: Uint8Array<ArrayBuffer>;
  br: Uint8Array<ArrayBuffer>;
  gzip: Uint8Array<ArrayBuffer>;
  /** Weak: it names the content, whatever its compression. */
  etag: string;
}

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Compression runs beside the event loop: preparing delays nobody. */
export async function prepare(text: string): Promise<Prepared> {
  const identity = new TextEncoder().encode(text);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: identity.length,
  };
  const [br, gz] = await Promise.all([brotli(identity, { params }), zip(identity, { level: 9 })]);
  const hash = createHash('sha256').update(identity).digest('base64url').slice(0, 22);
  return { identity, br: new Uint8Array(br), gzip: new Uint8Array(gz), etag: `W/"${hash}"` };
}

/** For anybody: the element reads the catalogue from other sites, without credentials. */
export const publicHeaders = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'timing-allow-origin': '*',
  'x-content-type-options': 'nosniff',
};

/**
 * A browser asks again after a minute, and shows what it has meanwhile.
 * @param fresh it asks each time: somebody is writing the files, and looks at what they changed
 */
export function respond(c: Context, body: Prepared, { fresh }: { fresh: boolean }): Response {
  const headers: Record<string, string> = {
    ...publicHeaders,
    'cache-control': fresh ? 'no-cache' : 'public, max-age=60, stale-while-revalidate=3600',
    etag: body.etag,
    vary: 'accept-encoding, accept-language',
  };
  if (matches(c.req.header('if-none-match'), body.etag)) return c.body(null, 304, headers);
  headers['content-type'] = 'application/json; charset=utf-8';
  const encoding = chooseEncoding(c.req.header('accept-encoding') ?? '');
  if (encoding !== 'identity') headers['content-encoding'] = encoding;
  return c.body(body[encoding], 200, headers);
}

/** RFC 9110 §13.1.2, with the weak comparison that it asks for. */
export function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  const bare = (tag: string) => tag.trim().replace(/^W\//, '');
  return ifNoneMatch?.split(',').some((tag) => tag.trim() === '*' || bare(tag) === bare(etag)) ?? false;
}

export function chooseEncoding(accepted: string): 'br' | 'gzip' | 'identity' {
  const offered = accepted
    .toLowerCase()
    .split(',')
    .map((part) => part.split(';').map((text) => text.trim()))
    .filter(([, weight]) => !/^q=0(\.0*)?$/.test(weight ?? ''))
    .map(([name]) => name);
  return offered.includes('br') ? 'br' : offered.includes('gzip') ? 'gzip' : 'identity';
}
