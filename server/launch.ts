import { readFileSync } from 'node:fs';
import { describeTenant } from '../fixtures/describe-tenant.ts';
import type { FixtureInfo } from '../fixtures/index.ts';
import { type ClockMode, systemTime } from '../src/clock/index.ts';
import type { Simulation } from '../src/device/index.ts';
import { createEntra, type Entra } from '../src/entra/oauth/index.ts';
import type { Graph, GraphOptions } from '../src/graph/index.ts';
import { deliverNotifications } from '../src/graph/resources/subscriptions/delivery.ts';
import { createNotifier } from '../src/graph/resources/subscriptions/notifier.ts';
import { type Assumptions, assume, Tenant } from '../src/tenant/index.ts';
import { attachmentOf } from './attach/attachment.ts';
import { sendOut } from './send-out.ts';
import { type ServerOptions, startServer, type TenantlessServer } from './start-server.ts';
import { cacheDirectory } from './tls/cache-directory.ts';
import { loadSigningJwk } from './tls/signing-jwk.ts';

/** Which tenant to make, and how to serve it. */
export interface LaunchOptions extends Omit<ServerOptions, 'tenant' | 'graph' | 'entra' | 'control'> {
  /** A fixture's name (`contoso`, `empty`, `generated:500`) or the path of a tenant file. Default: contoso. */
  readonly tenant?: string;
  /** Same seed, same ids. */
  readonly seed?: number;
  /** Default: realtime, from now. A manual clock stands at the same moment at every start. */
  readonly clockMode?: ClockMode;
  /** How many sign-ins are kept in `auditLogs/signIns`; 0 keeps none. Default: SIGN_INS_KEPT. */
  readonly signInLimit?: number;
  /** What the service does to requests beyond their meaning. Default: nothing. */
  readonly conditions?: GraphOptions['conditions'];
  /** What is taken for true where the pages leave something open, over what the tenant file says. */
  readonly assumptions?: Partial<Assumptions> | undefined;
}

/** A server with the tenant that it serves. */
export interface Launched extends TenantlessServer {
  readonly tenant: Tenant;
  readonly graph: Graph;
  readonly entra: Entra;
  /** The tenant's devices. */
  readonly simulation: Simulation;
  /** The tenant's id and how to sign in. */
  readonly info: FixtureInfo;
}

/** A tenant that was asked for and cannot be had: an unknown name, an unreadable or wrong file. */
export class TenantSourceError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TenantSourceError';
  }
}

/**
 * Makes a tenant and serves it. Throws TenantSourceError and EnvironmentError.
 * @example
 * await using emulator = await launch({ tenant: 'contoso', clockMode: 'manual' });
 * console.log(emulator.url, emulator.info.clientId);
 */
export async function launch(options: LaunchOptions = {}): Promise<Launched> {
  const {
    tenant: name = 'contoso',
    seed,
    clockMode = 'realtime',
    signInLimit,
    conditions,
    assumptions,
    ...rest
  } = options;
  const cache = rest.cache ?? cacheDirectory();
  const tenant = new Tenant({
    clockMode,
    timeSource: systemTime,
    // A token's lifetime must make sense to a client that looks at its own clock.
    ...(clockMode === 'realtime' && { start: systemTime() }),
    ...(seed !== undefined && { seed }),
    ...(signInLimit !== undefined && { signInLimit }),
  });
  const loading = import('../src/emulator.ts');
  const info = await fillTenant(tenant, name);
  if (assumptions && Object.keys(assumptions).length > 0) {
    assume(tenant, assumptions);
    // What a reset goes back to assumes the same.
    tenant.markOrigin();
  }
  const { createEmulator } = await loading;
  const { graph, simulation } = createEmulator(tenant, conditions === undefined ? {} : { conditions });
  const entra = createEntra(tenant, { signingKey: () => loadSigningJwk(cache) });
  const control: ServerOptions['control'] = async ({ authority: { certificate }, version, closing }) => {
    const { createControl } = await import('./control/index.ts');
    // The tenant may have become another one since it was loaded.
    const attachment = () => attachmentOf(server, describeTenant(tenant));
    return createControl({ tenant, simulation, graph, attachment, certificate, version, closing });
  };
  const server: TenantlessServer = await startServer({ ...rest, cache, tenant, graph, entra, control });
  const notifications = deliverNotifications(createNotifier(tenant), { send: sendOut, after });
  const close = () => {
    notifications.close();
    return server.close();
  };
  return { ...server, close, [Symbol.asyncDispose]: close, tenant, graph, entra, simulation, info };
}

/** Fills an empty tenant with a fixture, by its name, or with what a tenant file holds. Throws TenantSourceError. */
export async function fillTenant(tenant: Tenant, fixture: string): Promise<FixtureInfo> {
  const { isShippedName, loadShipped } = await import('../fixtures/shipped.ts');
  if (isShippedName(fixture)) return loadShipped(tenant, fixture);
  const fixtures = await import('../fixtures/index.ts');
  const { FIXTURE_NAMES, isFixtureName, loadFixture, loadTenantText, TenantFileError } = fixtures;
  try {
    if (isFixtureName(fixture)) return loadFixture(tenant, fixture);
    return loadTenantText(tenant, read(fixture, FIXTURE_NAMES), fixture);
  } catch (error) {
    if (error instanceof TenantFileError || error instanceof RangeError)
      throw new TenantSourceError(error.message);
    throw error;
  }
}

function read(file: string, names: readonly string[]): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      throw new TenantSourceError(
        `'${file}' is neither a tenant that ships (${names.join(', ')}) nor a file that exists`,
      );
    throw new TenantSourceError(`cannot read the tenant file ${file} (${code})`);
  }
}

/** Keeps no process alive. */
function after(milliseconds: number, then: () => void): () => void {
  const timer = setTimeout(then, milliseconds).unref();
  return () => clearTimeout(timer);
}
