import { describeTenant } from '../../fixtures/describe-tenant.ts';
import { loadFixture } from '../../fixtures/index.ts';
import type { DeviceExplanation, SimulatedDevice, Simulation, TraceEntry } from '../device/index.ts';
import { createEmulator } from '../emulator.ts';
import type { Caller, Graph, GraphOptions, GraphResponse, LoggedRequest } from '../graph/index.ts';
import { SERVICES, Tenant, type TenantSnapshot } from '../tenant/index.ts';
import { interpolate } from './interpolate.ts';
import type { GraphExpectation, Json, Scenario } from './schema.ts';

/** What one run of a scenario plays in: a tenant of its own, the devices, and the names that the scenario gave to things. */
export interface World {
  readonly tenant: Tenant;
  readonly simulation: Simulation;
  readonly conditions: Graph['conditions'];
  /** A device by the scenario's name for it. Throws UnknownDeviceNameError. */
  device(name: string): SimulatedDevice;
  /** The device as it was when the story began. */
  deviceBefore(name: string): SimulatedDevice;
  trace(name: string): readonly TraceEntry[];
  explain(name: string): DeviceExplanation;
  deviceNames(): string[];
  addDevice(name: string, device: Scenario['devices'][string]): void;
  /** Remembers what Graph answered, for references such as `{sso-extension.id}`. */
  remember(name: string, entity: unknown): void;
  /** Replaces references in a value. Throws UnknownReferenceError. */
  resolve<T>(value: T): T;
  /** A request of the administrator to Graph. */
  request(request: GraphExpectation): GraphAnswer;
  /** What came to Graph so far, the administrator's preparations among it. */
  requests(): readonly LoggedRequest[];
}

export interface GraphAnswer {
  readonly status: number;
  readonly body: Json | undefined;
}

class UnknownDeviceNameError extends Error {
  constructor(name: string, known: readonly string[]) {
    super(
      `no device is called '${name}'; there ${known.length === 1 ? 'is' : 'are'} ${known.join(', ') || 'none'}`,
    );
    this.name = 'UnknownDeviceNameError';
  }
}

/** What a scenario plays in, beside what it says itself. */
export interface RunOptions {
  /** What the service does to requests beyond their meaning, where the scenario says nothing about it. */
  readonly conditions?: NonNullable<GraphOptions['conditions']>;
  /** Takes the place of `given.tenant` and `given.start`: what somebody left behind. */
  readonly tenant?: TenantSnapshot;
}

export function createWorld(
  given: Scenario['given'],
  seed: number,
  { conditions = {}, tenant: left }: RunOptions = {},
): World {
  const tenant = new Tenant({ seed, ...(given.start && { start: Date.parse(given.start) }) });
  if (!left) loadFixture(tenant, given.tenant);
  const { simulation, graph } = createEmulator(tenant, { conditions });
  if (left) tenant.restore(left);
  const { registrations } = describeTenant(tenant);
  const devices = new Map<string, SimulatedDevice>();
  const remembered = new Map<string, unknown>();
  const [registration] = registrations;
  const administrator: Caller = {
    kind: 'application',
    appId: registration?.clientId ?? '',
    appDisplayName: registration?.displayName ?? '',
    permissions: new Set(registration?.permissions),
  };
  if (given.settings) {
    const [root] = tenant.collection('deviceManagement');
    if (root) {
      const settings = { ...root.settings, ...given.settings };
      tenant.collection('deviceManagement').update(root.id, { settings }, SERVICES.seed);
    }
  }

  const deviceBefore = (name: string) => {
    const device = devices.get(name);
    if (device === undefined) throw new UnknownDeviceNameError(name, [...devices.keys()]);
    return device;
  };
  const idOf = (name: string) => deviceBefore(name).id;
  const resolve = <T>(value: T): T => {
    const names = new Map(remembered);
    for (const [name, { id }] of devices) names.set(name, simulation.get(id));
    return interpolate(value, names);
  };

  return {
    tenant,
    simulation,
    conditions: graph.conditions,
    device: (name) => simulation.get(idOf(name)),
    deviceBefore,
    trace: (name) => simulation.trace(idOf(name)),
    explain: (name) => simulation.explain(idOf(name)),
    deviceNames: () => [...devices.keys()],
    addDevice: (name, device) => devices.set(name, simulation.create(device)),
    remember: (name, entity) => remembered.set(name, entity),
    resolve,
    request: (request) => answerOf(send(graph, administrator, resolve(request))),
    requests: () => [...graph.requests.since()],
  };
}

const INTUNE = /^\/(?:v1\.0|beta)\/(?:deviceManagement|deviceAppManagement)(?:[/?(]|$)/i;

function send(graph: Graph, caller: Caller, { method, path, body }: GraphExpectation): GraphResponse {
  const headers: Record<string, string> = {
    ...(body !== undefined && { 'content-type': 'application/json' }),
    // Intune takes no heed of it, and strict would say so.
    ...(!INTUNE.test(path) && { consistencylevel: 'eventual' }),
  };
  return graph.handle(
    {
      method,
      url: path,
      origin: 'https://graph.microsoft.com',
      header: (name) => headers[name],
      body: body === undefined ? undefined : JSON.stringify(body),
    },
    caller,
  );
}

function answerOf({ status, body }: GraphResponse): GraphAnswer {
  if (!body) return { status, body: undefined };
  try {
    return { status, body: JSON.parse(body) as Json };
  } catch {
    // `$count` and `$value` answer with plain text.
    return { status, body };
  }
}
