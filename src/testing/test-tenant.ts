import { describeTenant } from '../../fixtures/describe-tenant.ts';
import type { FixtureInfo } from '../../fixtures/index.ts';
import { parseDuration } from '../clock/index.ts';
import { createEmulator, type Emulator } from '../emulator.ts';
import {
  type Caller,
  createReceiver,
  type GraphOptions,
  type LoggedRequest,
  type ReceivedNotification,
} from '../graph/index.ts';
import { type Change, changesSince } from '../report/index.ts';
import { type Assumptions, assume, Tenant, type TenantSnapshot } from '../tenant/index.ts';
import { type VerifyReport, type VerifyTenantOptions, verifyTenant } from '../verify/index.ts';
import { TestDevices } from './device.ts';
import { type Ask, type GraphClient, graphClientOf } from './graph-client.ts';
import { loadShared } from './shared-fixture.ts';

/** What a tenant for a test begins with. */
export interface CreateTenantOptions {
  /** `contoso`, `contoso-jit`, `empty` or `generated:N`. Default: contoso. */
  readonly tenant?: string;
  /** Begins with this instead. */
  readonly snapshot?: TenantSnapshot;
  /** Same seed, same ids. */
  readonly seed?: number;
  /** When the story begins: ISO 8601. Default: the same moment each time. */
  readonly start?: string;
  /** What the service does to requests beyond their meaning: `{ strict: true }`. */
  readonly conditions?: NonNullable<GraphOptions['conditions']>;
  /** What is taken for true where the pages leave something open: `{ wrongFirstApp: 'staysUnregistered' }`. */
  readonly assumptions?: Partial<Assumptions>;
}

/** A tenant in a test: in process, without a port, with a clock of its own. */
export interface TestTenant extends AsyncDisposable {
  /** Who it is and how to sign in. */
  readonly info: FixtureInfo;
  /** Microsoft's Graph client and typed requests, as the tenant's first registration with its application permissions. */
  readonly graph: GraphClient;
  /** The same for somebody who is signed in: a user principal name, or an id. Throws when there is no such user. */
  graphAs(user: string, permissions?: readonly string[]): GraphClient;
  readonly devices: TestDevices;
  readonly clock: {
    readonly now: Date;
    /** `PT8H`, or milliseconds. Throws RangeError for what is no duration. */
    advance(duration: string | number): void;
  };
  /** The latest requests to Graph, oldest first. */
  readonly requests: readonly LoggedRequest[];
  /**
   * What subscribers to changes were told, oldest first. In process any address on this machine will do, though nobody listens there; a
   * server sends to it.
   */
  readonly notifications: readonly ReceivedNotification[];
  /** What people and applications have changed since the tenant was made, or was last reset. */
  readonly changes: readonly Change[];
  /** Whether devices would register and be remediated as things are now. Changes nothing. */
  verify(options?: VerifyTenantOptions): VerifyReport;
  /** All that the tenant and its devices are now, as JSON. */
  snapshot(): TenantSnapshot;
  /** Replaces all of it with what a snapshot holds, its clock and seed included. */
  restore(snapshot: TenantSnapshot): void;
  /** Back to how it was made. */
  reset(): void;
  /** For all that is not here. */
  readonly emulator: Emulator;
}

/**
 * Makes a tenant for a test. As many as you like live side by side in one process.
 * @example
 * await using tenant = await createTenant({ tenant: 'contoso-jit' });
 * const phone = tenant.devices.create({ user: 'priya.raman@contoso.com' });
 * phone.enroll().signIn('Microsoft Teams');
 * console.log(phone.registered); // true
 */
export async function createTenant(options: CreateTenantOptions = {}): Promise<TestTenant> {
  const tenant = new Tenant({
    ...(options.seed !== undefined && { seed: options.seed }),
    ...(options.start !== undefined && { start: momentOf(options.start) }),
  });
  if (!options.snapshot) await loadShared(tenant, options.tenant ?? 'contoso');
  const { conditions } = options;
  const emulator = createEmulator(tenant, conditions === undefined ? {} : { conditions });
  if (options.snapshot) {
    tenant.restore(options.snapshot);
    tenant.markOrigin();
  }
  if (options.assumptions) {
    assume(tenant, options.assumptions);
    tenant.markOrigin();
  }
  return testTenantOf(emulator);
}

/** The same face for an emulator that is there already, whose tenant knows what to return to. */
export function testTenantOf(emulator: Emulator, sendOut?: Ask): TestTenant {
  const { tenant, graph, simulation } = emulator;
  const receiver = createReceiver(tenant);
  const ask: Ask = sendOut ?? (async (request) => receiver.answer(request));
  const clientOf = (caller: Caller) => {
    // Whoever asks for a client may end subscriptions; what has happened is told first.
    receiver.received();
    return graphClientOf(emulator, caller, ask);
  };
  let since = tenant.journal.lastSequence;
  return {
    emulator,
    get info() {
      return describeTenant(tenant);
    },
    get graph() {
      return clientOf(registrationOf(tenant));
    },
    graphAs: (user, permissions) => clientOf(personOf(tenant, user, permissions)),
    devices: new TestDevices(simulation, tenant),
    clock: {
      get now() {
        return new Date(tenant.clock.now);
      },
      advance: (duration) => tenant.clock.advance(millisecondsOf(duration)),
    },
    get requests() {
      return [...graph.requests.since()];
    },
    get notifications() {
      return [...receiver.received()];
    },
    get changes() {
      return changesSince(tenant, since).changes;
    },
    verify: (options) => verifyTenant(tenant, options),
    snapshot: () => tenant.snapshot(),
    restore(snapshot) {
      tenant.restore(snapshot);
      receiver.clear();
      since = tenant.journal.lastSequence;
    },
    reset() {
      tenant.reset();
      receiver.clear();
      since = tenant.journal.lastSequence;
    },
    async [Symbol.asyncDispose]() {},
  };
}

function registrationOf(tenant: Tenant): Caller {
  const [registration] = describeTenant(tenant).registrations;
  return {
    kind: 'application',
    appId: registration?.clientId ?? '',
    appDisplayName: registration?.displayName ?? '',
    permissions: new Set(registration?.permissions),
  };
}

function personOf(tenant: Tenant, name: string, permissions: readonly string[] | undefined): Caller {
  const users = tenant.collection('users');
  const user = users.get(name) ?? users.where('userPrincipalName', name)[0];
  if (!user) throw new RangeError(`there is no user '${name}': give a user principal name or an id`);
  const application = registrationOf(tenant);
  return {
    ...application,
    kind: 'delegated',
    userId: user.id,
    permissions: permissions ? new Set(permissions) : application.permissions,
  };
}

function momentOf(text: string): number {
  const moment = Date.parse(text);
  if (Number.isNaN(moment))
    throw new RangeError(`'${text}' is no moment: it looks like 2026-09-01T08:00:00Z`);
  return moment;
}

function millisecondsOf(duration: string | number): number {
  const milliseconds = typeof duration === 'number' ? duration : parseDuration(duration);
  if (milliseconds === undefined || !(milliseconds >= 0))
    throw new RangeError(`'${duration}' is no duration: it looks like PT8H, or is a number of milliseconds`);
  return milliseconds;
}
