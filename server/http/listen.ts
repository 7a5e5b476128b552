/** Listens on a port; a port that is taken is an error that names the variable to change. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigurationError } from '../config.ts';

export interface Listening {
  port: number;
  close(): Promise<void>;
}

/** @param variable the environment variable that sets this port */
export function listen(listener: RequestListener, port: number, variable: string): Promise<Listening> {
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, listener);
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? portTaken(port, variable) : error),
    );
    server.listen(port, () =>
      resolve({ port: (server.address() as AddressInfo).port, close: () => close(server) }),
    );
  });
}

/** @param variable as above */
export const portTaken = (port: number, variable: string): ConfigurationError =>
  new ConfigurationError(`Port ${port} is taken: set ${variable} to another one, or stop what uses it.`);

/** Lets answers under way finish, and waits for no idle keep-alive connection. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    const force = setTimeout(() => server.closeAllConnections(), 3_000);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}
