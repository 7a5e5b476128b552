/**
 * An object store that speaks S3 over HTTP: one bucket, addressed by path, every call signed (Signature Version 4) or
 * refused. It knows the four calls that keep documents.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { ObjectStore } from '../../../server/config.ts';

export interface StoreStandIn {
  config: ObjectStore;
  objects: Map<string, Buffer>;
  /** Method and key of each call that was let in. */
  calls: string[];
  /** While true, every call is answered 503. */
  away: boolean;
  close(): Promise<void>;
}

export async function startObjectStore(): Promise<StoreStandIn> {
  const standIn: StoreStandIn = {
    config: {
      bucket: 'documents',
      region: 'fr-par',
      endpoint: '',
      accessKeyId: 'key-of-the-tests',
      secretAccessKey: 'secret-of-the-tests',
    },
    objects: new Map(),
    calls: [],
    away: false,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  const server = createServer((request, response) => {
    answer(standIn, request, response).catch(() => refuse(response, 500, 'InternalError'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  standIn.config.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return standIn;
}

async function answer(
  standIn: StoreStandIn,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await buffer(request);
  if (standIn.away) return refuse(response, 503, 'ServiceUnavailable');
  if (!isSigned(standIn.config, request, body)) return refuse(response, 403, 'SignatureDoesNotMatch');
  const { pathname } = new URL(request.url ?? '', standIn.config.endpoint);
  const prefix = `/${standIn.config.bucket}/`;
  if (!pathname.startsWith(prefix)) return refuse(response, 404, 'NoSuchBucket');
  const key = decodeURIComponent(pathname.slice(prefix.length));
  standIn.calls.push(`${request.method} ${key}`);
  const object = standIn.objects.get(key);
  switch (request.method) {
    case 'PUT':
      standIn.objects.set(key, body);
      response.writeHead(200, { etag: `"${createHash('md5').update(body).digest('hex')}"` }).end();
      return;
    case 'DELETE':
      standIn.objects.delete(key);
      response.writeHead(204).end();
      return;
    case 'GET':
    case 'HEAD':
      if (!object) return refuse(response, 404, 'NoSuchKey');
      response
        .writeHead(200, { 'content-length': object.length })
        .end(request.method === 'GET' ? object : undefined);
      return;
    default:
      return refuse(response, 405, 'MethodNotAllowed');
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
function isSigned(config: ObjectStore, request: IncomingMessage, body: Buffer): boolean {
  const header = (name: string) => String(request.headers[name] ?? '').trim();
  const parts =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      header('authorization'),
    );
  if (!parts) return false;
  const [, id, date = '', region = '', names = '', signature = ''] = parts;
  const payload = header('x-amz-content-sha256');
  if (id !== config.accessKeyId || region !== config.region) return false;
  if (payload !== 'UNSIGNED-PAYLOAD' && payload !== sha256(body)) return false;
  const { pathname, searchParams } = new URL(request.url ?? '', config.endpoint);
  const query = [...searchParams]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .join('&');
  const signed = names.split(';').map((name) => `${name}:${header(name)}\n`);
  const canonical = [request.method, pathname, query, signed.join(''), names, payload].join('\n');
  const scope = `${date}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', header('x-amz-date'), scope, sha256(canonical)].join('\n');
  const key = [date, region, 's3', 'aws4_request'].reduce<Buffer | string>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    `AWS4${config.secretAccessKey}`,
  );
  const expected = createHmac('sha256', key).update(toSign).digest();
  return timingSafeEqual(expected, Buffer.from(signature, 'hex'));
}

const sha256 = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex');

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code></Error>`);
}
