/**
 * Asks ClamAV's daemon about a content, by its INSTREAM command (clamd(8)): chunks with their length in four bytes,
 * big-endian, then an empty one.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Config } from '../config.ts';

/** The daemon is away, too slow, or refuses to look (a content over its own limit). */
export class ScannerUnavailable extends Error {
  override name = 'ScannerUnavailable';
}

/** Milliseconds without a word from the daemon. */
const patience = 20_000;

/** @throws {ScannerUnavailable} and what the content itself throws */
export async function scan(
  content: AsyncIterable<Uint8Array>,
  address: NonNullable<Config['clamav']>,
): Promise<'clean' | 'infected'> {
  let broken: { error: unknown } | undefined;
  const watched = async function* () {
    try {
      yield* content;
    } catch (error) {
      broken = { error };
      throw error;
    }
  };
  const socket = connect(address);
  socket.setTimeout(patience, () => socket.destroy(new Error('no answer')));
  try {
    // Listened to from the start: the daemon may answer, or hang up, before it has read all.
    const [verdict] = await Promise.all([answerOf(socket), send(socket, watched())]);
    if (verdict.endsWith(' FOUND')) return 'infected';
    if (verdict.endsWith(': OK')) return 'clean';
    throw new Error(verdict);
  } catch (error) {
    if (broken) throw broken.error;
    throw new ScannerUnavailable('the scanner did not answer', { cause: error });
  } finally {
    socket.destroy();
  }
}

async function send(socket: Socket, content: AsyncIterable<Uint8Array>): Promise<void> {
  await write(socket, Buffer.from('zINSTREAM\0'));
  for await (const chunk of content) {
    if (chunk.byteLength === 0) continue;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.byteLength);
    await write(socket, length);
    await write(socket, chunk);
  }
  await write(socket, Buffer.alloc(4));
}

async function write(socket: Socket, bytes: Uint8Array): Promise<void> {
  if (socket.destroyed) throw socket.errored ?? new Error('closed');
  if (socket.write(bytes)) return;
  const gone = new AbortController();
  try {
    await Promise.race([
      once(socket, 'drain', { signal: gone.signal }),
      once(socket, 'close', { signal: gone.signal }).then(() => {
        throw socket.errored ?? new Error('closed');
      }),
    ]);
  } finally {
    gone.abort();
  }
}

async function answerOf(socket: Socket): Promise<string> {
  let answer = '';
  for await (const chunk of socket) answer += chunk.toString('utf8');
  return answer.replace(/\0.*$/s, '').trim();
}
