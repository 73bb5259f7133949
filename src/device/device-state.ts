import type { DeviceHealth } from '../intune/device-facts.ts';
import type { EnrollmentChoice } from '../intune/enrollment/decision.ts';
import type { EnrollmentType, Registrar } from '../intune/enrollment/types.ts';
import type { SecondFactor } from '../intune/second-factor.ts';
import { type Entity, type Policy, shapeOf } from '../tenant/index.ts';
import type { NetworkFacts, Passcode } from './new-device.ts';
import type { DeviceApp } from './simulated-device.ts';

/**
 * A configuration profile on the device: the policy as it was when it was delivered. All devices with the same version
 * share it; its payloads are built from it when somebody reads them.
 */
export interface InstalledProfile {
  readonly id: string;
  readonly name: string;
  readonly policy: Policy;
}

/** Its `status` is there only where it doesn't follow from the rest: see `managedStatus`. */
export interface InstalledApp extends DeviceApp {
  /** `installing`: when it is there, in milliseconds since the epoch. */
  readonly due?: number;
}

/** A conversation in progress. It is data, so that a snapshot taken in the middle goes on where it was. */
export interface RunningJourney {
  readonly journey: string;
  /** The index of the next step. */
  readonly step: number;
  /** When the last step was, in milliseconds since the epoch. */
  readonly at: number;
  /** When the clock's event for the next step is due; an event for another moment is out of date. */
  readonly due?: number;
  /** The app that the person signs in to. */
  readonly app?: string;
  /** The trace entry that led here. */
  readonly cause?: number;
}

/** What few devices have. `ownMailAccount`: the person has set up the work mail account by hand. */
export type Health = DeviceHealth & { readonly ownMailAccount?: true | undefined };

/** Without what is undefined; undefined when nothing is left. */
export function sparse(health: Health): Health | undefined {
  const known = Object.entries(health).filter(([, value]) => value !== undefined);
  return known.length > 0 ? Object.fromEntries(known) : undefined;
}

/** Everything about a device, immutable and sparse: an absent property is the ordinary case. */
export interface DeviceState extends Entity {
  /** 1, 2, 3 … in order of creation; what the device's own randomness comes from. */
  readonly number: number;
  readonly name: string;
  readonly userId: string;
  readonly model: string;
  readonly osVersion: string;
  readonly serialNumber: string;
  readonly imei?: string;
  readonly enrollmentType: EnrollmentType;
  /** Absent: there is none. `setAt` is in milliseconds since the epoch. */
  readonly passcode?: Passcode & { readonly setAt?: number };
  readonly autoLockMinutes: number;
  readonly jailbroken?: true;
  /** What compliance asks besides; absent: nothing of it. */
  readonly health?: Health;
  readonly managedAppleAccount?: false;
  readonly wellKnownFile?: false;
  readonly ownedBy?: 'personal' | 'company';
  readonly secondFactor?: Exclude<SecondFactor, true>;
  readonly acceptsAppInstalls?: false;
  readonly network?: NetworkFacts;
  readonly clockSkewHours?: number;
  /** It has started and nobody has unlocked it since. */
  readonly locked?: true;
  readonly pauseMinutes?: number;
  readonly apps: readonly InstalledApp[];
  readonly profiles: readonly InstalledProfile[];
  readonly managedDeviceId?: string;
  /** The object id of the Entra device: at first what Intune left there at enrollment, then the registered one. */
  readonly directoryId?: string;
  /** The Entra device's `deviceId`, once the device is registered. */
  readonly deviceId?: string;
  /** What enrollment came to, when it is another type than was asked for. */
  readonly enrolledAs?: EnrollmentType;
  /** What the person has chosen, if an enrollment profile left it to them. */
  readonly choice?: EnrollmentChoice;
  /** Whose the device is, when that doesn't follow from the type of enrollment. */
  readonly owner?: 'personal' | 'company';
  /** Automated enrollment: the home screen waits for the configuration profiles. */
  readonly awaitsConfiguration?: true;
  /** Automated enrollment: Company Portal comes as a required app. */
  readonly bringsCompanyPortal?: true;
  /** Who has registered the device, when it wasn't the SSO extension at a sign-in. */
  readonly registeredBy?: Exclude<Registrar, 'justInTime'>;
  readonly enrolledAt?: number;
  /** When the device next talks to Intune by itself. A clock event for any other moment is out of date. */
  readonly nextCheckIn?: number;
  /** Until when the person may go on without a passcode that the policies accept; in milliseconds since the epoch. */
  readonly passcodeDue?: number;
  /** Apps, by bundle id, with a token for the work account. */
  readonly signedIn: readonly string[];
  /** The first app that the person signed in to, if the SSO extension didn't see it. */
  readonly startedOutside?: string;
  /** The first app that the person signed in to, if the SSO extension began to register the device there and has not. */
  readonly startedInside?: string;
  /** The app that asked last for a token and was refused one. */
  readonly refusedApp?: string;
  /** The app in which the embedded Company Portal waits for the person. */
  readonly remediating?: string;
  readonly running?: RunningJourney;
  /** When the person last had to sign in again, in milliseconds since the epoch. */
  readonly authenticatedAt?: number;
  /** Where a journey goes on once another has put right what kept it from a step. */
  readonly interrupted?: { readonly journey: string; readonly step: number };
  /** How many journeys it has begun; each has randomness of its own. */
  readonly journeys: number;
}

/** What a device has of management, and of what came of it, before it is enrolled and after that is over: nothing. */
export const UNMANAGED = {
  profiles: [],
  managedDeviceId: undefined,
  directoryId: undefined,
  deviceId: undefined,
  enrolledAs: undefined,
  choice: undefined,
  owner: undefined,
  awaitsConfiguration: undefined,
  bringsCompanyPortal: undefined,
  registeredBy: undefined,
  enrolledAt: undefined,
  nextCheckIn: undefined,
  passcodeDue: undefined,
  signedIn: [],
  startedOutside: undefined,
  startedInside: undefined,
  refusedApp: undefined,
  remediating: undefined,
  running: undefined,
  interrupted: undefined,
  authenticatedAt: undefined,
} as const satisfies Partial<Record<keyof DeviceState, unknown>>;

/** A journey's place, with all properties in one order: objects of one shape are copied several times as fast. */
export function runningJourney(
  journey: string,
  step: number,
  at: number,
  due: number | undefined,
  app: string | undefined,
  cause: number | undefined,
): RunningJourney {
  return { journey, step, at, due, app, cause } as RunningJourney;
}

export const DEVICES = 'tenantless/devices';
export const MANAGED_DEVICES = 'deviceManagement/managedDevices';

/**
 * A copy to change. What every device has sooner or later is written out, so that devices are objects of one shape; what
 * few have (a network that blocks something, a locked screen) comes after it only where it is there, which takes a third less
 * room in a fleet.
 */
export const copyOfState: (state: DeviceState) => DeviceState = shapeOf((state: DeviceState) => ({
  id: state.id,
  number: state.number,
  name: state.name,
  userId: state.userId,
  model: state.model,
  osVersion: state.osVersion,
  serialNumber: state.serialNumber,
  enrollmentType: state.enrollmentType,
  passcode: state.passcode,
  autoLockMinutes: state.autoLockMinutes,
  apps: state.apps,
  profiles: state.profiles,
  managedDeviceId: state.managedDeviceId,
  directoryId: state.directoryId,
  deviceId: state.deviceId,
  enrolledAs: state.enrolledAs,
  choice: state.choice,
  enrolledAt: state.enrolledAt,
  nextCheckIn: state.nextCheckIn,
  signedIn: state.signedIn,
  startedInside: state.startedInside,
  remediating: state.remediating,
  running: state.running,
  journeys: state.journeys,
}));
