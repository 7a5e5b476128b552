/** The line between the browsers and the backend, which can be cut: the host pages and the stand-ins stay up. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export class Line {
  readonly #to: number;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;

  /** @param to port of the backend */
  constructor(to: number) {
    this.#to = to;
  }

  get port(): number {
    return this.#port;
  }

  async open(): Promise<void> {
    const server = createServer((socket) => {
      const onward = connect(this.#to, '127.0.0.1');
      for (const [one, other] of [
        [socket, onward],
        [onward, socket],
      ] as const) {
        this.#sockets.add(one);
        one.pipe(other);
        one.on('error', () => other.destroy());
        one.once('close', () => {
          this.#sockets.delete(one);
          other.destroy();
        });
      }
    });
    this.#server = server.listen(this.#port);
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
  }

  /** New connections are refused, those under way end. */
  async cut(): Promise<void> {
    const closed = this.#server?.listening ? once(this.#server.close(), 'close') : undefined;
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await once(server.close(), 'close');
  return port;
}
