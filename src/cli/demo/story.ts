import type { DeviceAction, NewDevice, SimulatedDevice, Simulation, TraceEntry } from '../../device/index.ts';

/** Somebody with a phone, and what they do with it. */
export interface Scene {
  readonly device: NewDevice;
  readonly actions: readonly DeviceAction[];
}

const WORK_DAY: readonly DeviceAction[] = [{ do: 'enroll' }, { do: 'signIn', app: 'Microsoft Teams' }];

/** One device of each enrollment type that the page names; each person then opens Teams, as the page recommends. */
export const ENROLLMENTS: readonly Scene[] = [
  {
    device: {
      user: 'elif.aydin@contoso.com',
      model: 'iPhone 15',
      enrollmentType: 'accountDrivenUserEnrollment',
    },
    actions: WORK_DAY,
  },
  {
    device: {
      user: 'chantal.lavoie@contoso.com',
      model: 'iPhone 14',
      osVersion: '17.7',
      enrollmentType: 'userEnrollmentWithCompanyPortal',
    },
    actions: WORK_DAY,
  },
  {
    device: { user: 'hamish.kerr@contoso.com', model: 'iPhone 16', enrollmentType: 'webDeviceEnrollment' },
    actions: WORK_DAY,
  },
  {
    device: {
      user: 'wanjiru.mwangi@contoso.com',
      model: 'iPad Air',
      enrollmentType: 'deviceEnrollmentWithCompanyPortal',
    },
    actions: WORK_DAY,
  },
  {
    device: {
      user: 'otieno.odhiambo@contoso.com',
      model: 'iPhone 16 Pro',
      enrollmentType: 'automatedDeviceEnrollment',
    },
    actions: WORK_DAY,
  },
];

/** Somebody whose phone has no passcode, so that Teams shows the Company Portal before it lets them in. */
export const NONCOMPLIANT: Scene = {
  device: {
    user: 'aoife.gallagher@contoso.com',
    model: 'iPhone 13',
    enrollmentType: 'webDeviceEnrollment',
    passcode: false,
  },
  actions: WORK_DAY,
};

/** How the person puts it right, without leaving Teams for longer than Settings takes. */
export const REMEDY: readonly DeviceAction[] = [{ do: 'setPasscode', length: 6 }, { do: 'recheck' }];

export interface Lived {
  readonly device: SimulatedDevice;
  readonly trace: readonly TraceEntry[];
}

/** Lets somebody live through a scene. Virtual time passes as it needs to. */
export function live(simulation: Simulation, { device, actions }: Scene): Lived {
  return perform(simulation, simulation.create(device), actions);
}

export function perform(
  simulation: Simulation,
  device: SimulatedDevice,
  actions: readonly DeviceAction[],
): Lived {
  const trace: TraceEntry[] = [];
  let latest = device;
  for (const action of actions) {
    const result = simulation.act(device.id, action);
    latest = result.device;
    trace.push(...result.trace);
  }
  return { device: latest, trace };
}
