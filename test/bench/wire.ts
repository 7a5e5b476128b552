/** A line to the backend that counts what a browser really sends: each request of HTTP/1.1 with its headers and its body. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface SentRequest {
  method: string;
  path: string;
  /** Bytes: request line, headers and the empty line after them; then the body. */
  headers: number;
  body: number;
}

export interface CountingLine {
  url: string;
  sent: SentRequest[];
  /** @param port of the backend */
  lead(port: number): void;
  close(): Promise<void>;
}

export async function countingLine(): Promise<CountingLine> {
  const sent: SentRequest[] = [];
  const sockets = new Set<Socket>();
  let to = 0;
  const server = createServer((socket) => {
    const onward = connect(to, '127.0.0.1');
    const count = counter(sent);
    socket.on('data', count);
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.once('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  }).listen(0);
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    sent,
    lead(port) {
      to = port;
    },
    async close() {
      const closed = once(server.close(), 'close');
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Takes the bytes of one connection apart, request by request. */
function counter(sent: SentRequest[]): (chunk: Buffer) => void {
  let waiting: Buffer = Buffer.alloc(0);
  return (chunk) => {
    waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
    for (;;) {
      const end = waiting.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = waiting.toString('latin1', 0, end);
      const headers = end + 4;
      const body = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (waiting.length < headers + body) return;
      const [method = '', path = ''] = head.split(' ', 2);
      sent.push({ method, path, headers, body });
      waiting = waiting.subarray(headers + body);
    }
  };
}
