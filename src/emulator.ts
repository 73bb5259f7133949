import { createSimulation, type Simulation } from './device/index.ts';
import { createGraph, type Graph, type GraphOptions } from './graph/index.ts';
import type { Tenant } from './tenant/index.ts';

/** A tenant with those who act in it: Microsoft Graph for scripts, and people's devices. They meet in the tenant only. */
export interface Emulator {
  readonly tenant: Tenant;
  readonly graph: Graph;
  readonly simulation: Simulation;
}

/** Puts Graph and devices into a tenant. Once a tenant: the devices answer its clock. */
export function createEmulator(tenant: Tenant, options: GraphOptions = {}): Emulator {
  return { tenant, graph: createGraph(tenant, options), simulation: createSimulation(tenant) };
}
