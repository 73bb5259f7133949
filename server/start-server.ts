import { systemTime } from '../src/clock/index.ts';
import type { Entra } from '../src/entra/oauth/index.ts';
import type { Tenant } from '../src/tenant/index.ts';
import type { Mounted } from './app.ts';
import { createClockDriver } from './clock-driver.ts';
import type { GraphObserver, GraphService } from './graph-endpoint.ts';
import { createHostCheck } from './hosts.ts';
import { createListener, originOf } from './listener.ts';
import { createLog, type LogLevel } from './log.ts';
import { nameOf, openPorts, type PortOptions } from './open-ports.ts';
import { cacheDirectory } from './tls/cache-directory.ts';
import { loadCertificates } from './tls/certificates.ts';
import { keepCurrent, tlsOptions } from './tls/keep-current.ts';

/** What the control API is made from. */
interface ControlContext {
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

export interface ServerOptions extends PortOptions {
  readonly tenant: Tenant;
  readonly graph: GraphService;
  readonly entra: Entra;
  /** Makes what is mounted under `/_tenantless` (an Express router), when it is first needed. */
  readonly control?: (context: ControlContext) => Mounted | Promise<Mounted>;
  /** Told of every Graph request after it was answered. */
  readonly observe?: GraphObserver;
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
  /** For HTTPS_PROXY: `http://localhost:8444` */
  readonly proxyUrl: string | undefined;
  /** Whether the proxy leads to hosts that we don't stand in for. */
  readonly proxyPassthrough: boolean;
  readonly port: number;
  readonly httpPort: number | undefined;
  readonly proxyPort: number | undefined;
  /** The certificate authority that vouches for the server, PEM, and the file for `NODE_EXTRA_CA_CERTS`. */
  readonly authority: { readonly certificate: string; readonly file: string };
  /** Stops listening, lets requests under way finish, and ends every connection within a second. */
  close(): Promise<void>;
}

/**
 * Serves a tenant over HTTPS and HTTP. Throws EnvironmentError when a port is taken or certificates can't be kept.
 * @example
 * await using server = await startServer({ tenant, graph: createGraph(tenant), entra: createEntra(tenant) });
 * await fetch(`${server.httpUrl}/health`);
 */
export async function startServer(options: ServerOptions): Promise<TenantlessServer> {
  const { tenant, graph, entra } = options;
  const level = options.log ?? 'error';
  const log = await createLog(level);
  const directory = options.cache ?? cacheDirectory();
  const certificates = await loadCertificates(directory, systemTime());
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
    tenant,
    graph,
    entra,
    observe: options.observe,
    allowed: createHostCheck(options.hostNames),
    clock,
    app: loadApp,
    requestLog: level === 'error' ? undefined : log,
    fail: log.error,
  });

  const ports = await openPorts(options, tlsOptions(certificates), listener, log.info).catch((error) => {
    clock.stop();
    throw error;
  });
  const { port, httpPort, proxyPort } = ports;
  const stopRenewing = keepCurrent(ports.secure, directory, certificates, log.error);
  const close = async () => {
    clock.stop();
    closing.abort();
    stopRenewing();
    await ports.stop();
  };
  clock.arm();
  // Not needed to be ready, but soon: they are loaded while the first client still starts, sign-in before control.
  setImmediate(() => loadApp().then(loadControl).catch(log.error));

  const name = nameOf(options.address);
  return {
    url: `https://${name}:${port}`,
    httpUrl: httpPort === undefined ? undefined : `http://${name}:${httpPort}`,
    proxyUrl: proxyPort === undefined ? undefined : `http://${name}:${proxyPort}`,
    proxyPassthrough: options.proxyPassthrough ?? false,
    port,
    httpPort,
    proxyPort,
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
