import { DEFENDER_BUNDLE_ID, findApp } from '../apple/app-catalogue.ts';
import { addToBusinessManager, assignSetup } from '../apple/automated-enrollment.ts';
import { DAY } from '../clock/index.ts';
import { describeProblems, type InputProblem } from '../input/index.ts';
import { deviceKindOf } from '../intune/device-facts.ts';
import { firstName } from '../intune/device-name.ts';
import { enrollmentFacts } from '../intune/enrollment/types.ts';
import { SERVICES, type User } from '../tenant/index.ts';
import { appNameOf, installedApp, withApp } from './apps.ts';
import {
  copyOfState,
  type DeviceState,
  type Health,
  type InstalledApp,
  sparse,
  UNMANAGED,
} from './device-state.ts';
import { InvalidDeviceError } from './errors.ts';
import {
  type DeviceFacts,
  type NewDevice,
  newDeviceSchema,
  type Passcode,
  passcodeSchema,
} from './new-device.ts';
import { serialNumberOf } from './noise.ts';
import { Scene } from './scene.ts';
import { createShared } from './shared.ts';
import type { World } from './world.ts';

/** An ordinary passcode: six digits that are no pattern. */
const ORDINARY_PASSCODE = passcodeSchema.parse({});
const sharePasscode = createShared<Passcode>();
const shareName = createShared<string>();

/** Puts a device into a person's hands: stores it. Throws InvalidDeviceError. */
export function createDevice(world: World, newDevice: NewDevice): Scene {
  const parsed = newDeviceSchema.safeParse(newDevice);
  if (!parsed.success)
    throw new InvalidDeviceError(describeProblems(parsed.error, newDeviceSchema, newDevice));
  const facts = parsed.data;
  const user = findUser(world, facts.user);
  const apps = appsOf(facts);
  if (facts.serialNumber !== undefined && world.devices.countWhere('serialNumber', facts.serialNumber) > 0) {
    throw new InvalidDeviceError([
      {
        path: ['serialNumber'],
        message: `there is a device with the serial number ${facts.serialNumber} already`,
      },
    ]);
  }
  const number = world.nextDeviceNumber();
  const state = initialState(
    number,
    user,
    facts,
    facts.serialNumber ?? serialNumberOf(world.tenant.seed, number),
    apps,
    world.tenant.clock.now,
  );
  buy(world, state);
  world.devices.insert(state, SERVICES.seed);
  return new Scene(world, state, user);
}

/**
 * A device for automated enrollment is the organization's from the beginning. Whoever names one of the ways of it has the
 * device assigned to a profile that leads there. Throws InvalidDeviceError when there is none.
 */
function buy({ tenant }: World, { enrollmentType, serialNumber }: DeviceState): void {
  const { setup, title } = enrollmentFacts(enrollmentType);
  if (!setup || !addToBusinessManager(tenant, serialNumber)) return;
  if (enrollmentType === 'automatedDeviceEnrollment' || assignSetup(tenant, serialNumber, setup)) return;
  throw new InvalidDeviceError([
    {
      path: ['enrollmentType'],
      message: `no enrollment profile of the tenant leads to: ${title}`,
      fix: 'create one for the enrollment program token first, or say automatedDeviceEnrollment, which takes what the profile of the device says',
    },
  ]);
}

const NONE: readonly never[] = [];

function findUser({ tenant }: World, name: string): User {
  const users = tenant.collection('users');
  const user = users.get(name) ?? users.where('userPrincipalName', name)[0];
  if (user) return user;
  const local = name.toLowerCase().split('@')[0] ?? '';
  for (const { userPrincipalName } of users) {
    if (local !== '' && userPrincipalName.toLowerCase().startsWith(local)) {
      throw new InvalidDeviceError([unknownUser(name, `did you mean ${userPrincipalName}?`)]);
    }
  }
  throw new InvalidDeviceError([unknownUser(name, 'use the userPrincipalName or id of one of GET /users')]);
}

function unknownUser(name: string, fix: string): InputProblem {
  return { path: ['user'], message: `there is no user '${name}'`, fix };
}

function appsOf({ apps: names, defenderRisk }: DeviceFacts): readonly InstalledApp[] {
  if (names.length === 0 && defenderRisk === undefined) return NONE;
  const apps = names.map((name, index) => {
    const app = findApp(name);
    if (!app) throw new InvalidDeviceError([unknownApp(['apps', index], name)]);
    return installedApp(app.bundleId, app.name, false);
  });
  const isThere = apps.some(({ bundleId }) => bundleId === DEFENDER_BUNDLE_ID);
  return defenderRisk === undefined || isThere
    ? apps
    : withApp(apps, installedApp(DEFENDER_BUNDLE_ID, appNameOf(DEFENDER_BUNDLE_ID), false));
}

/** What few devices have of all that compliance asks. */
function healthOf(facts: DeviceFacts): Health | undefined {
  const { osBuildVersion, passcodeDelayMinutes, threatLevel, defenderRisk, ownMailAccount } = facts;
  return sparse({
    osBuildVersion,
    passcodeDelayMinutes: passcodeDelayMinutes || undefined,
    threatLevel,
    defenderRisk,
    ownMailAccount: ownMailAccount ? true : undefined,
    failingQueries: facts.failingQueries.length > 0 ? facts.failingQueries : undefined,
  });
}

function passcodeOf(passcode: DeviceFacts['passcode'], now: number): DeviceState['passcode'] {
  if (passcode === false) return undefined;
  if (passcode === true) return ORDINARY_PASSCODE;
  const { ageDays, ...kind } = passcode;
  return ageDays === undefined
    ? sharePasscode(JSON.stringify(kind), kind)
    : { ...kind, setAt: now - ageDays * DAY };
}

/** What to say about an app's name that nobody knows. */
export function unknownApp(path: InputProblem['path'], name: string): InputProblem {
  return {
    path,
    message: `there is no known app '${name}'`,
    fix: 'use a name such as "Microsoft Teams", or a bundle id such as "com.contoso.workapp"',
  };
}

/** A device that has done nothing yet. */
function initialState(
  number: number,
  user: User,
  facts: DeviceFacts,
  serialNumber: string,
  apps: readonly InstalledApp[],
  now: number,
): DeviceState {
  const { passcode, network } = facts;
  const state: { [P in keyof Required<DeviceState>]: DeviceState[P] | undefined } = {
    id: `device-${number}`,
    number,
    name: facts.name ?? nameFor(user, deviceKindOf(facts.model)),
    userId: user.id,
    model: facts.model,
    osVersion: facts.osVersion,
    serialNumber,
    imei: facts.imei,
    enrollmentType: facts.enrollmentType,
    passcode: passcodeOf(passcode, now),
    autoLockMinutes: facts.autoLockMinutes,
    jailbroken: facts.jailbroken ? true : undefined,
    health: healthOf(facts),
    managedAppleAccount: facts.managedAppleAccount ? undefined : false,
    wellKnownFile: facts.wellKnownFile ? undefined : false,
    ownedBy: facts.ownedBy,
    secondFactor: facts.secondFactor === true ? undefined : facts.secondFactor,
    acceptsAppInstalls: facts.acceptsAppInstalls ? undefined : false,
    network: Object.keys(network).length > 0 ? network : undefined,
    clockSkewHours: facts.clockSkewHours || undefined,
    locked: undefined,
    pauseMinutes: facts.pauseMinutes || undefined,
    apps,
    ...UNMANAGED,
    journeys: 0,
  };
  return copyOfState(state as DeviceState);
}

/** What Setup Assistant calls a device. */
function nameFor(user: User, kind: 'iPhone' | 'iPad'): string {
  const name = `${firstName(user)}’s ${kind}`;
  return shareName(name, name);
}
