/** A daemon that speaks ClamAV's INSTREAM and finds the EICAR test text, as the real one does. */
import { createServer, type Server } from 'node:net';

/** The industry's harmless test text, in two parts so that no scanner stops at this file. */
export const eicar = `X5O!P%@AP[4\\PZX54(P^)7CC)7}$${'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'}`;

export interface Daemon {
  port: number;
  /** Bytes of each content received. */
  received: Buffer[];
  close(): Promise<void>;
}

/**
 * @param at a port, or the path of a socket
 * @param limit its `StreamMaxLength`, bytes
 */
export function startDaemon(at: number | string = 0, limit = 25_000_000): Promise<Daemon> {
  const received: Buffer[] = [];
  const server: Server = createServer((socket) => {
    let buffer = Buffer.alloc(0);
    let started = false;
    const content: Buffer[] = [];
    let size = 0;
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      buffer = Buffer.concat([buffer, chunk]);
      if (!started) {
        const command = buffer.indexOf(0);
        if (command < 0) return;
        if (buffer.subarray(0, command).toString() !== 'zINSTREAM') {
          socket.end('UNKNOWN COMMAND\0');
          return;
        }
        started = true;
        buffer = buffer.subarray(command + 1);
      }
      while (buffer.length >= 4) {
        const length = buffer.readUInt32BE();
        if (length === 0) {
          const whole = Buffer.concat(content);
          received.push(whole);
          const found = whole.includes(eicar) ? 'Eicar-Test-Signature FOUND' : 'OK';
          socket.end(`stream: ${found}\0`);
          return;
        }
        if (buffer.length < 4 + length) return;
        content.push(buffer.subarray(4, 4 + length));
        buffer = buffer.subarray(4 + length);
        size += length;
        if (size > limit) {
          socket.end('INSTREAM size limit exceeded. ERROR\0');
          return;
        }
      }
    });
  });
  return new Promise((resolve) => {
    const place = typeof at === 'string' ? { path: at } : { port: at, host: '127.0.0.1' };
    server.listen(place, () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address ? address.port : 0,
        received,
        close: () => new Promise((closed) => server.close(() => closed())),
      });
    });
  });
}
