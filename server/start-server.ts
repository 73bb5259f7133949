import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { RequestHandler } from 'express';
import type { Entra } from '../src/entra/oauth/index.ts';
import type { Tenant } from '../src/tenant/index.ts';
import { createClockDriver } from './clock-driver.ts';
import { EnvironmentError } from './errors.ts';
import type { GraphObserver, GraphService } from './graph-endpoint.ts';
import { createHostCheck } from './hosts.ts';
import {
  DRAIN_SWEEP,
  DRAIN_TIMEOUT,
  HEADERS_TIMEOUT,
  KEEP_ALIVE_TIMEOUT,
  REQUEST_TIMEOUT,
} from './limits.ts';
import { createListener, originOf } from './listener.ts';
import { createLog, type LogLevel } from './log.ts';
import { cacheDirectory } from './tls/cache-directory.ts';
import { type Certificates, LEAF_RENEWAL, loadCertificates } from './tls/certificates.ts';

/** What the control API is made from. */
export interface ControlContext {
  readonly tenant: Tenant;
  readonly graph: GraphService;
  readonly entra: Entra;
  /** The certificate authority's certificate, PEM, and the file that holds it. */
  readonly authority: { readonly certificate: string; readonly file: string };
  /** What `/` and `/health` say. */
  readonly version: string;
  /** Aborted when the server begins to stop, for answers that would go on forever. */
  readonly closing: AbortSignal;
}

export interface ServerOptions {
  readonly tenant: Tenant;
  readonly graph: GraphService;
  readonly entra: Entra;
  /** Makes what is mounted under `/_tenantless` (an Express router), when it is first needed. */
  readonly control?: (context: ControlContext) => RequestHandler | Promise<RequestHandler>;
  /** Told of every Graph request after it was answered. */
  readonly observe?: GraphObserver;
  /** Port for HTTPS; 0 (the default) picks a free one. */
  readonly port?: number;
  /** Port for plain HTTP; 0 (the default) picks a free one, false leaves it out. */
  readonly httpPort?: number | false;
  /** The address to listen on. Default: loopback only. */
  readonly address?: string;
  /** Names besides localhost and Microsoft's that the Host header may have. */
  readonly hostNames?: readonly string[];
  /** Where certificates are kept. Default: the user's cache directory. */
  readonly cache?: string;
  readonly log?: LogLevel;
  /** What `/` and `/health` say. */
  readonly version?: string;
}

/** A server that listens. `await using` closes it. */
export interface TenantlessServer extends AsyncDisposable {
  /** `https://localhost:8443` */
  readonly url: string;
  readonly httpUrl: string | undefined;
  readonly port: number;
  readonly httpPort: number | undefined;
  /** The certificate authority that vouches for the server, PEM, and the file for `NODE_EXTRA_CA_CERTS`. */
  readonly authority: { readonly certificate: string; readonly file: string };
  /** Stops listening, lets requests under way finish, and ends every connection within a second. */
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

/**
 * Serves a tenant over HTTPS and HTTP. Throws EnvironmentError when a port is taken or certificates can't be kept.
 * @example
 * await using server = await startServer({ tenant, graph: createGraph(tenant), entra: createEntra(tenant) });
 * await fetch(`${server.httpUrl}/health`);
 */
export async function startServer(options: ServerOptions): Promise<TenantlessServer> {
  const { tenant, graph, entra, address = LOOPBACK } = options;
  const level = options.log ?? 'error';
  const log = await createLog(level);
  const directory = options.cache ?? cacheDirectory();
  const certificates = await loadCertificates(directory, Date.now());
  for (const note of certificates.notes) log.info(note);

  const clock = createClockDriver(tenant.clock, log.error);
  const closing = new AbortController();
  const version = options.version ?? '0';
  const { control } = options;
  const loadControl = control
    ? once(async () => {
        const { authority } = certificates;
        return control({ tenant, graph, entra, authority, version, closing: closing.signal });
      })
    : undefined;
  const loadApp = once(async () => {
    const { createApp } = await import('./app.ts');
    return createApp({ entra, control: loadControl, originOf, version, fail: log.error });
  });
  const listener = createListener({
    graph,
    entra,
    observe: options.observe,
    allowed: createHostCheck(options.hostNames),
    clock,
    app: loadApp,
    requestLog: level === 'error' ? undefined : log,
    fail: log.error,
  });

  const limits = {
    headersTimeout: HEADERS_TIMEOUT,
    requestTimeout: REQUEST_TIMEOUT,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT,
  };
  const https = createHttpsServer({ ...limits, ...tlsOptions(certificates) }, listener);
  const http = options.httpPort === false ? undefined : createHttpServer(limits, listener);
  const servers = http ? [https, http] : [https];
  for (const server of servers) server.on('clientError', refuseBrokenRequest);
  const stops = servers.map(prepareStop);
  const renewal = renewInTime(https, directory, certificates, log.error);

  const close = async () => {
    clock.stop();
    closing.abort();
    clearTimeout(renewal);
    await Promise.all(stops.map((stop) => stop()));
  };
  try {
    await listen(https, options.port ?? 0, address, '--port');
    if (http) await listen(http, options.httpPort || 0, address, '--http-port');
  } catch (error) {
    await close();
    throw error;
  }
  clock.arm();
  // Not needed to be ready, but soon: they are loaded while the first client still starts, sign-in before control.
  setImmediate(() => loadApp().then(loadControl).catch(log.error));

  const name =
    address === LOOPBACK || address === '::1' || isWildcard(address) ? 'localhost' : bracket(address);
  const httpPort = http ? portOf(http) : undefined;
  return {
    url: `https://${name}:${portOf(https)}`,
    httpUrl: httpPort === undefined ? undefined : `http://${name}:${httpPort}`,
    port: portOf(https),
    httpPort,
    authority: certificates.authority,
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Calls `make` when the result is first asked for; a failure is tried again. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

function tlsOptions({ leaf }: Certificates) {
  return { key: leaf.key, cert: leaf.certificate, minVersion: 'TLSv1.2' as const };
}

/** A server that runs for days gets a new leaf before clients refuse the old one. */
function renewInTime(
  server: ReturnType<typeof createHttpsServer>,
  directory: string,
  { leafExpires }: Certificates,
  fail: (error: unknown) => void,
): NodeJS.Timeout {
  const timer = setTimeout(
    async () => {
      try {
        server.setSecureContext(tlsOptions(await loadCertificates(directory, Date.now())));
      } catch (error) {
        fail(error);
      }
    },
    Math.max(0, leafExpires - LEAF_RENEWAL - Date.now()),
  );
  return timer.unref();
}

function listen(server: Server, port: number, address: string, option: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, port, address, option)));
    server.listen(port, address, resolve);
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
 * How to end a server within DRAIN_TIMEOUT: idle connections at once, busy ones when they are done or time is up.
 * It keeps its own list of sockets, as Node's has none that are still in their TLS handshake.
 */
function prepareStop(server: Server): () => Promise<void> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return () =>
    new Promise((resolve) => {
      if (!server.listening) return resolve();
      const deadline = setTimeout(() => {
        for (const socket of sockets) socket.destroy();
      }, DRAIN_TIMEOUT);
      // A connection that is busy now is kept alive when it is done, so idle ones are looked for until none is left.
      const sweep = setInterval(() => server.closeIdleConnections(), DRAIN_SWEEP);
      server.close(() => {
        clearTimeout(deadline);
        clearInterval(sweep);
        resolve();
      });
      server.closeIdleConnections();
    });
}

/** A request that breaks HTTP is the client's business, and not worth a word. */
function refuseBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
  else socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function isWildcard(address: string): boolean {
  return address === '0.0.0.0' || address === '::';
}

function bracket(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
