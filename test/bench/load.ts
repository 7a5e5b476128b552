/**
 * Sends prepared requests over as many connections as there are clients, each waiting for its answer before the next.
 * Bytes on sockets: on a machine of two cores a comfortable HTTP client would be measured along with the server.
 */
import { once } from 'node:events';
import { connect } from 'node:net';

export interface LoadResult {
  perSecond: number;
  /** Milliseconds of each answer. */
  latencies: number[];
  /** How many answers had another status than the one expected, by status. */
  unexpected: Record<string, number>;
}

/** @param requests whole HTTP/1.1 requests, keep-alive */
export async function send(
  port: number,
  requests: Buffer[],
  clients: number,
  expectedStatus: number,
): Promise<LoadResult> {
  const queue = requests.toReversed();
  const latencies: number[] = [];
  const unexpected: Record<string, number> = {};
  const sockets = await Promise.all(
    Array.from({ length: clients }, async () => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      await once(socket, 'connect');
      return socket;
    }),
  );
  const begin = performance.now();
  await Promise.all(
    sockets.map(
      (socket) =>
        new Promise<void>((resolve, reject) => {
          let sent = 0;
          let received: Buffer = Buffer.alloc(0);
          const next = () => {
            const request = queue.pop();
            if (!request) {
              resolve();
              return;
            }
            sent = performance.now();
            socket.write(request);
          };
          socket.on('error', reject);
          socket.on('close', () => reject(new Error('The server closed a connection.')));
          socket.on('data', (chunk) => {
            received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
            const status = wholeAnswer(received);
            if (status === undefined) return;
            received = Buffer.alloc(0);
            latencies.push(performance.now() - sent);
            if (status !== expectedStatus) unexpected[status] = (unexpected[status] ?? 0) + 1;
            next();
          });
          next();
        }),
    ),
  );
  const seconds = (performance.now() - begin) / 1000;
  for (const socket of sockets) {
    socket.removeAllListeners('close');
    socket.destroy();
  }
  return { perSecond: requests.length / seconds, latencies, unexpected };
}

/** The status of an answer that is there to its end. */
export function wholeAnswer(bytes: Buffer): number | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = bytes.toString('latin1', 0, end);
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  const whole = length
    ? bytes.length >= end + 4 + Number(length)
    : bytes.subarray(-5).equals(Buffer.from('0\r\n\r\n'));
  return whole ? Number(head.slice(9, 12)) : undefined;
}
