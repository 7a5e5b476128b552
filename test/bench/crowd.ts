/**
 * The applicants of the autosave bench, in a process of their own: each with a key, a token and a connection, each saving
 * at moments of its own. What they send is signed ahead, so that their work is not measured with the server's; sent when
 * its moment comes, whether the last one has been answered or not, so that a stall of the server counts for all it delays.
 */
import { generateKeyPairSync, hash, type KeyObject, randomBytes, randomUUID, sign } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { wholeAnswer } from './load.ts';

export interface Member {
  token: string;
  /** Of its key. */
  thumbprint: string;
}

export interface Task {
  port: number;
  /** Our own address, as the proofs name it. */
  address: string;
  nonce: string;
  /** Of each member's request, and the version that they all have. */
  requests: string[];
  version: number;
  /** JSON of one save after the other: those of a member differ from each other. */
  bodies: string[];
  /** Milliseconds between two saves of a member. */
  pause: number;
  /** How many saves of each member come before those that are measured. */
  warmUp: number;
}

export interface Outcome {
  /** Milliseconds from the moment a save was due until its answer was there. */
  latencies: number[];
  /** What was not served, by status or by what happened to the connection. */
  failures: Record<string, number>;
}

interface Key {
  privateKey: KeyObject;
  jwk: { kty: string; crv: string; x: string; y: string };
}

const keys: Key[] = [];
const members: Member[] = [];

process.on('message', async (message: { count: number } | { task: Task }) => {
  if ('count' in message) process.send?.(gather(message.count));
  else process.send?.(await save(message.task));
});
process.once('disconnect', () => process.exit());

function gather(count: number): Member[] {
  for (let member = 0; member < count; member++) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    const jwk = { kty: 'EC', crv: 'P-256', x, y };
    keys.push({ privateKey, jwk });
    const thumbprint = hash('sha256', JSON.stringify({ crv: 'P-256', kty: 'EC', x, y }), 'base64url');
    members.push({ token: randomBytes(32).toString('base64url'), thumbprint });
  }
  return members;
}

interface Due {
  at: number;
  member: number;
  measured: boolean;
  bytes: Buffer;
}

async function save(task: Task): Promise<Outcome> {
  const dues = schedule(task);
  const lines = await Promise.all(members.map(() => open(task.port)));
  // A form sends one save at a time: the next one of a member waits for the last, and its wait counts.
  const last: Promise<void>[] = members.map(() => Promise.resolve());
  const outcome: Outcome = { latencies: [], failures: {} };
  const fail = (what: string) => {
    outcome.failures[what] = (outcome.failures[what] ?? 0) + 1;
  };
  const begin = performance.now();
  for (const { at, member, measured, bytes } of dues) {
    const early = begin + at - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    last[member] = (last[member] as Promise<void>)
      .then(() => answer(lines[member] as Socket, bytes))
      .then(
        (status) => {
          if (status !== 200) fail(`${status}`);
          else if (measured) outcome.latencies.push(performance.now() - begin - at);
        },
        () => fail('connection lost'),
      );
  }
  await Promise.all(last);
  for (const line of lines) line.destroy();
  return outcome;
}

/** Everybody begins at a moment of their own, drawn at random, and saves at each pause from then on. */
function schedule({ address, nonce, requests, version, bodies, pause, warmUp }: Task): Due[] {
  const { host } = new URL(address);
  return members
    .flatMap(({ token }, member) => {
      const first = Math.random() * pause;
      const path = `/requests/${requests[member]}`;
      return bodies.map((body, index) => ({
        at: first + index * pause,
        member,
        measured: index >= warmUp,
        bytes: Buffer.from(
          `${[
            `PATCH ${path} HTTP/1.1`,
            `host: ${host}`,
            `origin: ${address}`,
            `authorization: DPoP ${token}`,
            `dpop: ${proof(keys[member] as Key, address + path, token, nonce)}`,
            'content-type: application/json',
            `if-match: "${version + index}"`,
            `content-length: ${Buffer.byteLength(body)}`,
          ].join('\r\n')}\r\n\r\n${body}`,
        ),
      }));
    })
    .sort((one, other) => one.at - other.at);
}

/** RFC 9449 §4.2. */
function proof({ privateKey, jwk }: Key, htu: string, token: string, nonce: string): string {
  const claims = { jti: randomUUID(), htm: 'PATCH', htu, iat: Math.floor(Date.now() / 1_000), nonce };
  const parts = [
    { typ: 'dpop+jwt', alg: 'ES256', jwk },
    { ...claims, ath: hash('sha256', token, 'base64url') },
  ];
  const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}

async function open(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  return socket;
}

/** @returns the status; rejects when the server closes the connection instead of answering */
function answer(socket: Socket, bytes: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    let received: Buffer = Buffer.alloc(0);
    const listen = (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      const status = wholeAnswer(received);
      if (status === undefined) return;
      socket.off('data', listen).off('close', reject).off('error', reject);
      resolve(status);
    };
    socket.on('data', listen).once('close', reject).once('error', reject);
    socket.write(bytes);
  });
}
