import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { EnvironmentError } from './errors.ts';
import { DRAIN_SWEEP, DRAIN_TIMEOUT } from './limits.ts';

/** One port, on one address or more. */
export interface Listening {
  readonly port: number;
  /** Ends within DRAIN_TIMEOUT. */
  stop(): Promise<void>;
}

/**
 * Listens at one port on every address. The first address is a must; another is left out when the machine doesn't have it,
 * or when the port was picked freely and is taken there. Throws EnvironmentError.
 * @param make makes a server; called once an address
 * @param option the flag that says the port, for messages
 */
export async function listenAt(
  make: () => Server,
  addresses: readonly string[],
  port: number,
  option: string,
): Promise<Listening> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    await Promise.all(stops.map((end) => end()));
  };
  let chosen = port;
  for (const [index, address] of addresses.entries()) {
    const server = make();
    server.on('clientError', refuseBrokenRequest);
    const end = prepareStop(server);
    try {
      await listen(server, chosen, address);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const dispensable = code !== 'EADDRINUSE' || port === 0;
      if (index > 0 && dispensable) continue;
      await stop();
      throw explain(error as NodeJS.ErrnoException, chosen, address, option);
    }
    stops.push(end);
    chosen = (server.address() as AddressInfo).port;
  }
  return { port: chosen, stop };
}

function listen(server: Server, port: number, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function explain(error: NodeJS.ErrnoException, port: number, address: string, option: string): Error {
  const where = `port ${port} on ${address}`;
  if (error.code === 'EADDRINUSE')
    return new EnvironmentError(
      `${where} is taken by another process`,
      `Stop that process, or choose another port: ${option} 0 picks a free one.`,
    );
  if (error.code === 'EACCES')
    return new EnvironmentError(
      `${where} needs more rights than this process has`,
      `Choose a port above 1023: ${option} 0 picks a free one.`,
    );
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new EnvironmentError(
      `${address} is no address of this machine`,
      'Give --host an address of this machine, or leave it out for 127.0.0.1.',
    );
  return new EnvironmentError(
    `cannot listen on ${where}: ${error.message}`,
    `Choose another with ${option}.`,
  );
}

/**
 * How to end a server within DRAIN_TIMEOUT: idle and unused connections at once, busy ones when they are done or time is up.
 * It keeps its own list of sockets, as Node's has none that are still in their TLS handshake.
 */
function prepareStop(server: Server): () => Promise<void> {
  const sockets = new Set<Socket>();
  let left = () => {};
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => {
      sockets.delete(socket);
      left();
    });
  });
  return () =>
    new Promise((resolve) => {
      if (!server.listening) return resolve();
      const deadline = setTimeout(() => {
        for (const socket of sockets) socket.destroy();
      }, DRAIN_TIMEOUT);
      // A connection that is busy now is kept alive when it is done, so idle ones are looked for until none is left.
      const sweep = setInterval(() => server.closeIdleConnections(), DRAIN_SWEEP);
      let closed = false;
      left = () => {
        // A server doesn't count those connections that the proxy has handed over to it.
        if (!closed || sockets.size > 0) return;
        clearTimeout(deadline);
        clearInterval(sweep);
        resolve();
      };
      server.close(() => {
        closed = true;
        left();
      });
      server.closeIdleConnections();
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    });
}

/** A request that breaks HTTP is the client's business, and not worth a word. */
function refuseBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  const tooLong = error.code === 'HPE_HEADER_OVERFLOW';
  const status = tooLong ? '431 Request Header Fields Too Large' : '400 Bad Request';
  if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
  else socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
