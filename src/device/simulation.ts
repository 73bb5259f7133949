import type { DeviceAction } from './actions.ts';
import type { DeviceExplanation } from './explain.ts';
import type { NewDevice } from './new-device.ts';
import type { SimulatedDevice } from './simulated-device.ts';
import type { TraceEntry } from './trace.ts';

export interface ActionResult {
  readonly device: SimulatedDevice;
  /** What the action caused, in order; for the device that acted. */
  readonly trace: readonly TraceEntry[];
}

/** The phones and tablets of a tenant's people. */
export interface Simulation {
  /** Throws InvalidDeviceError. */
  create(device: NewDevice): SimulatedDevice;
  /** Throws UnknownDeviceError. */
  get(id: string): SimulatedDevice;
  list(): SimulatedDevice[];
  /**
   * Does something with a device and lets virtual time pass until that is over. What the device refuses is in the trace.
   * Throws UnknownDeviceError, and InvalidActionError for what makes no sense.
   */
  act(id: string, action: DeviceAction): ActionResult;
  /** Begins something that goes on as the clock moves, `at` a moment (milliseconds) or now: for many devices at a time. */
  start(id: string, action: DeviceAction, at?: number): void;
  /** The device's conversation so far. Throws UnknownDeviceError. */
  trace(id: string): readonly TraceEntry[];
  /** Where a device stands and why. Throws UnknownDeviceError. */
  explain(id: string): DeviceExplanation;
  /** Calls `listener` at each trace entry of any device. Returns how to stop. */
  subscribe(listener: (entry: TraceEntry) => void): () => void;
}
