import type {
  DeviceAction,
  DeviceAssignment,
  DeviceExplanation,
  MdmConversation,
  NewDevice,
  SimulatedDevice,
  Simulation,
  TraceEntry,
} from '../device/index.ts';
import { enrollFleet, type FleetRequestInput, type FleetSummary, parseFleetRequest } from '../fleet/index.ts';
import type { Tenant } from '../tenant/index.ts';

/** An iPhone or iPad in a test. What it is and has is read afresh each time; what it does takes virtual time only. */
export class TestDevice {
  readonly #simulation: Simulation;
  readonly id: string;

  constructor(simulation: Simulation, id: string) {
    this.#simulation = simulation;
    this.id = id;
  }

  /** All that is to be known of it now. */
  get state(): SimulatedDevice {
    return this.#simulation.get(this.id);
  }

  get name(): string {
    return this.state.name;
  }

  get enrolled(): boolean {
    return this.state.enrolled;
  }

  /** Whether it is registered in Entra ID and linked to its managed device. */
  get registered(): boolean {
    return this.state.registered;
  }

  /** Intune's verdict, as `managedDevice.complianceState`; undefined before enrollment. */
  get complianceState(): string | undefined {
    return this.state.complianceState;
  }

  /** The conversation so far. */
  get trace(): readonly TraceEntry[] {
    return this.#simulation.trace(this.id);
  }

  /** Where it stands and why. */
  explain(): DeviceExplanation {
    return this.#simulation.explain(this.id);
  }

  /** Why it gets each policy and app, or why not, step by step. */
  assignments(): readonly DeviceAssignment[] {
    return this.#simulation.assignments(this.id).assignments;
  }

  /** What went over the wire in Apple's management protocol, and which commands wait. */
  mdm(): MdmConversation {
    return this.#simulation.mdm(this.id);
  }

  /**
   * Does something and lets virtual time pass until that is over. What the device refuses is in the trace. Throws
   * InvalidActionError for what makes no sense.
   */
  act(action: DeviceAction): this {
    this.#simulation.act(this.id, action);
    return this;
  }

  /** Enrolls, in the way that it was created for. `waitForApps: false`: as an impatient person would. */
  enroll(options: { readonly waitForApps?: boolean } = {}): this {
    return this.act({ do: 'enroll', ...options });
  }

  /** Opens a work app, by its name or bundle id, and signs in with the work account. */
  signIn(app: string): this {
    return this.act({ do: 'signIn', app });
  }

  /** Asks Intune what there is to do, as the device does by itself from time to time. */
  checkIn(): this {
    return this.act({ do: 'checkIn' });
  }

  /** Taps Recheck in the embedded Company Portal. */
  recheck(): this {
    return this.act({ do: 'recheck' });
  }

  /** Sets a passcode of `length` digits, as its person does in Settings. */
  setPasscode(passcode: { readonly length: number; readonly simple?: boolean }): this {
    return this.act({ do: 'setPasscode', ...passcode });
  }

  /** Installs a version of iOS or iPadOS: `18.6`. */
  updateOs(to: string): this {
    return this.act({ do: 'updateOs', to });
  }
}

/** The devices of a tenant. */
export class TestDevices implements Iterable<TestDevice> {
  readonly #simulation: Simulation;
  readonly #tenant: Tenant;

  constructor(simulation: Simulation, tenant: Tenant) {
    this.#simulation = simulation;
    this.#tenant = tenant;
  }

  /**
   * Many at once, with the variety of real people's: enrollment, first sign-in, remediation. Virtual time passes until
   * that is over. Throws InvalidFleetError, and NobodyToEnrollError when nobody in the tenant has a licence.
   * @example tenant.devices.enrollFleet({ count: 500 }).stuck
   */
  enrollFleet(fleet: FleetRequestInput): FleetSummary {
    return enrollFleet(this.#tenant, this.#simulation, parseFleetRequest(fleet));
  }

  /** Throws InvalidDeviceError. */
  create(device: NewDevice): TestDevice {
    return new TestDevice(this.#simulation, this.#simulation.create(device).id);
  }

  /** Throws UnknownDeviceError. */
  get(id: string): TestDevice {
    return new TestDevice(this.#simulation, this.#simulation.get(id).id);
  }

  /** In the order in which they were made. */
  *[Symbol.iterator](): Iterator<TestDevice> {
    for (const { id } of this.#simulation.list()) yield new TestDevice(this.#simulation, id);
  }
}
