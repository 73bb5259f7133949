import { z } from 'zod';
import type { ActionResult, DeviceAction, SimulatedDevice, TraceEntry } from '../../device/index.ts';
import type { Emulator } from '../../emulator.ts';
import type { Json } from './notation.ts';

/** What a function in a scenario can see and do. All of it takes virtual time only. */
export interface ScenarioContext {
  /** Tenant, Graph and devices, for all that is not here; `testTenantOf(emulator)` of `tenantless/testing` makes more of it. */
  readonly emulator: Emulator;
  /** The virtual moment. */
  readonly now: Date;
  /** A device as it is now, by the scenario's name for it. Throws for one that isn't there. */
  device(name: string): SimulatedDevice;
  /** A device's conversation so far. */
  trace(name: string): readonly TraceEntry[];
  /** Lets somebody do something with a device. Throws InvalidActionError. */
  act(name: string, action: DeviceAction): ActionResult;
  /** A request to Graph as the administrator; `{phone.managedDeviceId}` and the like are replaced. */
  graph(request: {
    readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: Json;
  }): { readonly status: number; readonly body: Json | undefined };
  /** Lets time pass: an ISO 8601 duration. Throws RangeError. */
  advance(duration: string): void;
  /** Gives something a name, for references such as `{name.id}` in later steps. */
  remember(name: string, value: unknown): void;
}

const FUNCTIONS = new WeakSet<z.ZodType>();

/** A function: scenarios in TypeScript have them, the schema for editors of YAML leaves them out. */
export function scenarioFunction<F>(): z.ZodType<F, F> {
  const schema = z.custom<F>(
    (value) => typeof value === 'function',
    'expected a function, as TypeScript has them',
  );
  FUNCTIONS.add(schema);
  return schema;
}

export function isScenarioFunction(schema: unknown): boolean {
  return FUNCTIONS.has(schema as z.ZodType);
}
