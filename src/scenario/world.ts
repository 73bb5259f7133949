import { describeTenant } from '../../fixtures/describe-tenant.ts';
import type { DeviceExplanation, SimulatedDevice, Simulation, TraceEntry } from '../device/index.ts';
import { createEmulator, type Emulator } from '../emulator.ts';
import type { FleetSummary } from '../fleet/index.ts';
import {
  type Caller,
  createReceiver,
  type Graph,
  type GraphOptions,
  type GraphResponse,
  type LoggedRequest,
  type NotificationReceiver,
  type ReceivedNotification,
} from '../graph/index.ts';
import { closest } from '../input/index.ts';
import { type Assumptions, assume, SERVICES, Tenant, type TenantSnapshot } from '../tenant/index.ts';
import { filledTenant } from './filled-tenant.ts';
import { interpolate } from './interpolate.ts';
import type { GraphExpectation, Json } from './schema/notation.ts';
import type { Scenario } from './schema.ts';

/** What one run of a scenario plays in: a tenant of its own, the devices, and the names that the scenario gave to things. */
export interface World {
  /** The scenario's file. */
  readonly file: string;
  /** Waits for a function of the scenario. */
  readonly patience: Patience;
  readonly emulator: Emulator;
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
  /** Remembers what Graph answered, for references such as `{sso-extension.id}`; `path`: where it is. */
  remember(name: string, entity: unknown, path?: string): void;
  /** Where something is that has a name: `groups/<id>`. Throws UnknownNameError. */
  pathOf(name: string): string;
  /** The fleets so far, by name. */
  readonly fleets: Map<string, FleetSummary>;
  /** Replaces references in a value. Throws UnknownReferenceError. */
  resolve<T>(value: T): T;
  /** A request to Graph, as the tenant's registration with the permissions that it holds. */
  request(request: GraphExpectation): GraphAnswer;
  /** The same with every permission: what an administrator does in the admin center, aside of what scripts ask. */
  administer(request: GraphExpectation): GraphAnswer;
  /** What came to Graph so far, the administrator's preparations among it. */
  requests(): readonly LoggedRequest[];
  /** The `sequence` of the latest of them; 0 before the first. */
  lastRequest(): number;
  /** What the latest of them was likely meant to be, if it was refused. */
  hint(): string | undefined;
  /** What scripts asked of Graph in the story. */
  asked(): readonly LoggedRequest[];
  /** What subscribers were told so far. The scenario takes it for them, whatever their addresses. */
  notifications(): readonly ReceivedNotification[];
  /** Does something whose requests to Graph are no part of the story. */
  aside<T>(part: () => T | Promise<T>): Promise<T>;
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

class UnknownNameError extends Error {
  constructor(name: string, known: readonly string[]) {
    const meant = closest(name, known);
    super(
      `nothing that Graph keeps is called '${name}'; there ${
        meant === undefined ? `is ${known.join(', ') || 'nothing'}` : `is '${meant}'`
      }. A policy of 'given' has the name that 'as' gives it`,
    );
    this.name = 'UnknownNameError';
  }
}

/** What a scenario plays in, beside what it says itself. */
export interface RunOptions {
  /** What the service does to requests beyond their meaning, where the scenario says nothing about it. */
  readonly conditions?: NonNullable<GraphOptions['conditions']>;
  /** Takes the place of `given.tenant` and `given.start`: what somebody left behind. */
  readonly tenant?: TenantSnapshot;
  /** What they asked of Graph, as if the scenario's own scripts had. */
  readonly asked?: readonly LoggedRequest[];
  /** What is taken for true where the pages leave something open; the scenario's own goes over it. */
  readonly assumptions?: Partial<Assumptions>;
  /** Whether golden traces are written instead of compared. */
  readonly update?: boolean;
  /** How functions of the scenario are waited for; as long as they take if left out. */
  readonly patience?: Patience;
}

/** Calls something and waits for it. Rejects with what it throws, or when it takes too long. */
export type Patience = <T>(call: () => Promise<T>) => Promise<T>;

export function createWorld(
  given: Scenario['given'],
  seed: number,
  {
    conditions = {},
    tenant: left,
    asked = [],
    assumptions = {},
    patience = (call) => call(),
  }: RunOptions = {},
  file = '',
): World {
  const tenant = left ? new Tenant({ seed }) : filledTenant(given.tenant, seed, given.start);
  const emulator = createEmulator(tenant, { conditions });
  const { simulation, graph } = emulator;
  if (left) tenant.restore(left);
  const { registrations } = describeTenant(tenant);
  const receiver = createReceiver(tenant);
  const devices = new Map<string, SimulatedDevice>();
  const remembered = new Map<string, unknown>();
  const paths = new Map<string, string>();
  const fleets = new Map<string, FleetSummary>();
  /** Requests that are no part of the story, as pairs: after the first number, up to the second. */
  const asides: (readonly [number, number])[] = [];
  const [registration] = registrations;
  const script: Caller = {
    kind: 'application',
    appId: registration?.clientId ?? '',
    appDisplayName: registration?.displayName ?? '',
    permissions: new Set(registration?.permissions),
  };
  const administrator: Caller = { ...script, permissions: new EveryPermission(registration?.permissions) };
  assume(tenant, { ...assumptions, ...given.assumptions });
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
    for (const [name, summary] of fleets) names.set(name, summary);
    for (const [name, { id }] of devices) names.set(name, simulation.get(id));
    return interpolate(value, names);
  };

  return {
    file,
    patience,
    emulator,
    tenant,
    simulation,
    fleets,
    conditions: graph.conditions,
    device: (name) => simulation.get(idOf(name)),
    deviceBefore,
    trace: (name) => simulation.trace(idOf(name)),
    explain: (name) => simulation.explain(idOf(name)),
    deviceNames: () => [...devices.keys()],
    addDevice: (name, device) => devices.set(name, simulation.create(device)),
    remember: (name, entity, path) => {
      remembered.set(name, entity);
      if (path !== undefined) paths.set(name, path);
    },
    pathOf: (name) => {
      const path = paths.get(name);
      if (path === undefined) throw new UnknownNameError(name, [...paths.keys()]);
      return path;
    },
    resolve,
    request: (request) => answerOf(send(graph, script, resolve(request), receiver)),
    administer: (request) => {
      const after = graph.requests.lastSequence;
      const answer = answerOf(send(graph, administrator, resolve(request), receiver));
      asides.push([after, graph.requests.lastSequence]);
      return answer;
    },
    notifications: () => receiver.received(),
    requests: () => [...graph.requests.since()],
    lastRequest: () => graph.requests.lastSequence,
    hint: () => [...graph.requests.since(graph.requests.lastSequence - 1)][0]?.hint,
    asked: () => [
      ...asked,
      ...[...graph.requests.since()].filter(
        ({ sequence }) => !asides.some(([after, upTo]) => sequence > after && sequence <= upTo),
      ),
    ],
    aside: async (part) => {
      const after = graph.requests.lastSequence;
      try {
        return await part();
      } finally {
        asides.push([after, graph.requests.lastSequence]);
      }
    },
  };
}

class EveryPermission extends Set<string> {
  override has(): boolean {
    return true;
  }
}

const INTUNE = /^\/(?:v1\.0|beta)\/(?:deviceManagement|deviceAppManagement)(?:[/?(]|$)/i;

function send(
  graph: Graph,
  caller: Caller,
  { method, path, body, headers: given }: GraphExpectation,
  receiver: NotificationReceiver,
): GraphResponse {
  const headers: Record<string, string> = {
    ...(body !== undefined && { 'content-type': 'application/json' }),
    // Intune takes no heed of it, and strict would say so.
    ...(!INTUNE.test(path) && { consistencylevel: 'eventual' }),
    ...Object.fromEntries(Object.entries(given ?? {}).map(([name, value]) => [name.toLowerCase(), value])),
  };
  // What has happened is told before anything else does.
  receiver.received();
  let response = graph.handle(
    {
      method,
      url: path,
      origin: 'https://graph.microsoft.com',
      header: (name) => headers[name],
      body: body === undefined ? undefined : JSON.stringify(body),
      settles: true,
    },
    caller,
  );
  while (response.awaits) response = response.awaits.proceed(receiver.answer(response.awaits.request));
  return response;
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
