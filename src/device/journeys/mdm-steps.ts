import { identityProtocol } from '../../intune/management-identity.ts';
import { IDLE } from '../../intune/mdm/message.ts';
import { type DeviceState, MANAGED_DEVICES } from '../device-state.ts';
import { enrollmentOf } from '../enrollment-decision.ts';
import type { Step } from '../journey.ts';
import { authenticate, deviceInformation, securityInfo, tokenUpdate } from '../mdm/inventory.ts';
import type { Scene } from '../scene.ts';

/** From how many to how many seconds a step takes that the person puts off for a while. */
export function afterPause(
  { pauseMinutes = 0 }: DeviceState,
  minimum: number,
  maximum: number,
): readonly [number, number] {
  const pause = pauseMinutes * 60;
  return [pause + minimum, pause + maximum];
}

/** The identity that the device proves itself with to Intune from now on. */
export const IDENTITY: readonly Step[] = [
  {
    name: 'GetEnrollmentProfile',
    from: 'device',
    to: 'intune',
    takes: [1, 3],
    requires: ['managementReachable', 'enrollmentAllowed'],
    says: 'Fetches the enrollment profile: the MDM server, its topic at Apple, and how to get an identity',
  },
  {
    name: 'IdentityCertificate',
    from: 'device',
    to: 'intune',
    takes: (state) => (enrollmentOf(state).installsInSettings ? [1, 2] : afterPause(state, 1, 2)),
    requires: ['clockRight', 'certificateInTime'],
    says: ({ enrollment, state }) =>
      identityProtocol(enrollment, state.model, state.osVersion) === 'ACME'
        ? 'ACME: asks for an identity certificate, and gets it'
        : 'SCEP: asks for an identity certificate, and gets it within the 15 minutes that the challenge is valid',
  },
];

/** Apple's check-in protocol: from here on Intune knows the device. */
export const CHECK_IN: readonly Step[] = [
  {
    name: 'Authenticate',
    from: 'device',
    to: 'intune',
    takes: [1, 2],
    changes: ['enrollDevice'],
    mdm: authenticate,
    says: ({ enrollment, state }) =>
      enrollment.userEnrollment
        ? 'Introduces itself with an EnrollmentID; neither UDID nor serial number leaves the device'
        : `Introduces itself: ${state.model}, serial number ${state.serialNumber}, ${state.osVersion}`,
  },
  {
    name: 'TokenUpdate',
    from: 'device',
    to: 'intune',
    takes: [1, 1],
    mdm: tokenUpdate,
    says: ({ state }) =>
      state.awaitsConfiguration
        ? 'Topic, PushMagic, Token and AwaitingConfiguration: true'
        : 'Topic, PushMagic and Token: Intune can wake the device now',
  },
  { name: 'Push', from: 'intune', to: 'apple', takes: [1, 2], says: 'Asks Apple to wake the device' },
  {
    name: 'Idle',
    from: 'device',
    to: 'intune',
    takes: [1, 2],
    mdm: () => IDLE,
    says: 'Status: Idle. What is there to do?',
  },
  {
    name: 'DeviceInformation',
    from: 'device',
    to: 'intune',
    takes: [1, 1],
    mdm: deviceInformation,
    says: ({ state }) => `${state.name}, ${state.model}, ${state.osVersion}`,
  },
  {
    name: 'SecurityInfo',
    from: 'device',
    to: 'intune',
    takes: [1, 1],
    mdm: securityInfo,
    says: ({ state }) => `PasscodePresent ${state.passcode ? 'true' : 'false'}`,
  },
];

/** What Intune gives a device that it has just met. */
export const CONFIGURE: readonly Step[] = [
  {
    name: 'InstallProfile',
    from: 'intune',
    to: 'device',
    takes: [1, 3],
    changes: ['applyProfiles'],
    says: ({ state }) => {
      const count = state.profiles.length;
      return `Sends the configuration profiles that are assigned: ${count === 0 ? 'there are none' : count}`;
    },
  },
];

const awaits = ({ state }: Scene) => state.awaitsConfiguration === true;

/** In automated enrollment: before the home screen when the device awaits its final configuration, and else behind it. */
export const CONFIGURE_EARLY: readonly Step[] = CONFIGURE.map((step) => ({ ...step, when: awaits }));
export const CONFIGURE_LATE: readonly Step[] = CONFIGURE.map((step) => ({
  ...step,
  when: (scene) => !awaits(scene),
}));

export const INSTALL_APPS: readonly Step[] = [
  {
    name: 'InstallApplication',
    from: 'intune',
    to: 'device',
    takes: [2, 4],
    changes: ['requestApps'],
    says: ({ state }) => {
      const names = state.apps.filter(({ state: is }) => is === 'installing').map(({ name }) => name);
      if (names.length > 0) return `Sends the required apps: ${names.join(', ')}`;
      const refused = state.apps.some(({ state: is }) => is === 'failed' || is === 'rejected');
      return refused ? 'None of the required apps is on its way' : 'No app is required';
    },
  },
];

/** Intune's first verdict, and when the device comes back. */
export const SETTLE: readonly Step[] = [
  {
    name: 'EvaluateCompliance',
    from: 'intune',
    to: 'intune',
    takes: [1, 2],
    changes: ['evaluateCompliance', 'watchPasscode', 'beginCheckIns'],
    says: ({ tenant, state }) => {
      const managed = tenant.collection(MANAGED_DEVICES).get(state.managedDeviceId ?? '');
      return `The device is ${managed?.complianceState ?? 'unknown'} in Intune, and not registered in Entra ID`;
    },
  },
];
