import { createServer as createHttpServer, type Server } from 'node:http';
import {
  createServer as createHttpsServer,
  type Server as HttpsServer,
  type ServerOptions,
} from 'node:https';
import { HEADER_LIMIT, HEADERS_TIMEOUT, KEEP_ALIVE_TIMEOUT, REQUEST_TIMEOUT } from './limits.ts';
import type { Listener } from './listener.ts';
import { type Listening, listenAt } from './listening.ts';
import { createProxy } from './proxy/create-proxy.ts';

export interface PortOptions {
  /** Port for HTTPS; 0 (the default) picks a free one. */
  readonly port?: number;
  /** Port for plain HTTP; 0 (the default) picks a free one, false leaves it out. */
  readonly httpPort?: number | false;
  /** Port of the proxy for HTTPS_PROXY; 0 (the default) picks a free one, false leaves it out. */
  readonly proxyPort?: number | false;
  /** Whether hosts on the network that we don't stand in for are reached through the proxy. Default: they are refused. */
  readonly proxyPassthrough?: boolean;
  /** The address to listen on. Default: loopback only. */
  readonly address?: string;
}

export interface OpenPorts {
  readonly port: number;
  readonly httpPort: number | undefined;
  readonly proxyPort: number | undefined;
  /** The servers that show a certificate. */
  readonly secure: readonly HttpsServer[];
  /** Closes them all. */
  stop(): Promise<void>;
}

/** Both, because clients differ in what they take `localhost` for, and on Windows trying the wrong one takes seconds. */
const LOOPBACK = ['127.0.0.1', '::1'];
const REACHED_AS_LOCALHOST = new Set([...LOOPBACK, '0.0.0.0', '::']);

const LIMITS: ServerOptions = {
  headersTimeout: HEADERS_TIMEOUT,
  requestTimeout: REQUEST_TIMEOUT,
  keepAliveTimeout: KEEP_ALIVE_TIMEOUT,
  maxHeaderSize: HEADER_LIMIT,
};

/**
 * Opens the ports for HTTPS, HTTP and the proxy, all of them or none. Throws EnvironmentError.
 * @param refused told of each request that the proxy doesn't pass on
 */
export async function openPorts(
  options: PortOptions,
  tls: ServerOptions,
  listener: Listener,
  refused: (message: string) => void,
): Promise<OpenPorts> {
  const addresses = options.address === undefined ? LOOPBACK : [options.address];
  const open: Listening[] = [];
  const stop = async () => {
    await Promise.all(open.map((each) => each.stop()));
  };
  const listen = async (make: () => Server, port: number, option: string): Promise<number> => {
    const listening = await listenAt(make, addresses, port, option);
    open.push(listening);
    return listening.port;
  };

  const secure: HttpsServer[] = [];
  const makeSecure = () => {
    const server = createHttpsServer({ ...LIMITS, ...tls }, listener);
    secure.push(server);
    return server;
  };
  const makeProxy = () => {
    const passthrough = options.proxyPassthrough ?? false;
    return createProxy({ secure: secure[0] as HttpsServer, listener, passthrough, refused, limits: LIMITS });
  };
  const { httpPort = 0, proxyPort = 0 } = options;
  try {
    return {
      port: await listen(makeSecure, options.port ?? 0, '--port'),
      httpPort:
        httpPort === false
          ? undefined
          : await listen(() => createHttpServer(LIMITS, listener), httpPort, '--http-port'),
      proxyPort: proxyPort === false ? undefined : await listen(makeProxy, proxyPort, '--proxy-port'),
      secure,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What clients on this machine call a server that listens at `address`. */
export function nameOf(address: string | undefined): string {
  if (address === undefined || REACHED_AS_LOCALHOST.has(address)) return 'localhost';
  return address.includes(':') ? `[${address}]` : address;
}
