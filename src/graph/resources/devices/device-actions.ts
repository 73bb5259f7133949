// What an administrator can ask of a device. Asking is all that happens here: the request waits at the managed device
// until the device checks in, and what it comes to then is between the device and Intune.
import { toIso } from '../../../clock/index.ts';
import type { DeviceActionResult, ManagedDevice } from '../../../tenant/index.ts';
import type { Evidence, Operation } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { actorOf, type Call } from '../../request/call.ts';

const DEVICES = 'deviceManagement/managedDevices';
/** The kind of clock event by which a device is asked to check in; the simulated device handles it. */
const CHECK_IN_EVENT = 'checkIn';

/** [inferred] how long Apple's push takes to wake a device, in milliseconds. */
export const PUSH_DELAY = 2_000;

/** What a device must be for Intune to take the request. */
type Need =
  /** An iPhone or iPad. */
  | 'apple'
  /** One that isn't there by user enrollment, which leaves the device itself to its owner. */
  | 'deviceEnrollment'
  | 'supervised'
  /** The nearest thing to a Shared iPad that a record shows [inferred]. */
  | 'supervisedIpad'
  | 'windows';

interface DeviceAction {
  readonly name: string;
  readonly needs: Need;
  /** The type of its row in `deviceActionResults`, when it has one of its own. */
  readonly result?: string;
  /** [recorded] retire and wipe show here and have no row: powershell-intune-samples#35 and #161. */
  readonly managementState?: string;
  readonly evidence: Evidence;
  readonly sources?: readonly string[];
}

const APPLE = 'https://developer.apple.com/documentation/devicemanagement';
/** Why retire and wipe have no rows. */
const WITHOUT_ROW = [
  'https://github.com/microsoftgraph/powershell-intune-samples/issues/35',
  'https://github.com/microsoftgraph/powershell-intune-samples/issues/161',
];
/** [documented] Apple: which commands need supervision, and which user enrollment forbids. */
const ACTIONS: readonly DeviceAction[] = [
  {
    name: 'remoteLock',
    needs: 'apple',
    result: 'remoteLockActionResult',
    evidence: 'recorded',
    sources: [
      'https://github.com/microsoftgraph/powershell-intune-samples/issues/35',
      'https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/4523',
      `${APPLE}/lock-a-device`,
    ],
  },
  {
    name: 'resetPasscode',
    needs: 'deviceEnrollment',
    result: 'resetPasscodeActionResult',
    evidence: 'documented',
    sources: [`${APPLE}/clear-passcode`],
  },
  {
    name: 'rebootNow',
    needs: 'supervised',
    evidence: 'documented',
    sources: [`${APPLE}/restart-a-device`],
  },
  {
    name: 'shutDown',
    needs: 'supervised',
    evidence: 'recorded',
    sources: [
      'https://github.com/microsoftgraph/microsoft-graph-docs/issues/12966',
      `${APPLE}/shut-down-a-device`,
    ],
  },
  {
    name: 'enableLostMode',
    needs: 'supervised',
    evidence: 'documented',
    sources: [`${APPLE}/enable-lost-mode`],
  },
  {
    name: 'disableLostMode',
    needs: 'supervised',
    evidence: 'documented',
    sources: [`${APPLE}/disable-lost-mode`],
  },
  {
    name: 'playLostModeSound',
    needs: 'supervised',
    evidence: 'documented',
    sources: [`${APPLE}/play-lost-mode-sound`],
  },
  {
    name: 'locateDevice',
    needs: 'supervised',
    result: 'locateDeviceActionResult',
    evidence: 'documented',
    sources: [`${APPLE}/get-device-location`],
  },
  {
    name: 'setDeviceName',
    needs: 'supervised',
    evidence: 'documented',
    sources: [`${APPLE}/settingscommand/command/settings/devicename`],
  },
  { name: 'bypassActivationLock', needs: 'supervised', evidence: 'documented' },
  { name: 'logoutSharedAppleDeviceActiveUser', needs: 'supervisedIpad', evidence: 'documented' },
  {
    name: 'deleteUserFromSharedAppleDevice',
    needs: 'supervisedIpad',
    result: 'deleteUserFromSharedAppleDeviceActionResult',
    evidence: 'documented',
  },
  {
    name: 'retire',
    needs: 'apple',
    managementState: 'retirePending',
    evidence: 'recorded',
    sources: WITHOUT_ROW,
  },
  {
    name: 'wipe',
    needs: 'deviceEnrollment',
    managementState: 'wipePending',
    evidence: 'recorded',
    sources: [...WITHOUT_ROW, 'https://support.apple.com/guide/security/secc46f3562c/web'],
  },
  { name: 'recoverPasscode', needs: 'windows', evidence: 'inferred' },
  {
    name: 'cleanWindowsDevice',
    needs: 'windows',
    evidence: 'inferred',
  },
  {
    name: 'windowsDefenderScan',
    needs: 'windows',
    evidence: 'inferred',
  },
  { name: 'windowsDefenderUpdateSignatures', needs: 'windows', evidence: 'inferred' },
];

/** `deviceEnrollmentType` of those who enrolled with a work account beside their own, all of which are users' own. */
const USER_ENROLLMENT = /^apple.*UserEnrollment/;

function meets(device: ManagedDevice, need: Need): boolean {
  const { operatingSystem, isSupervised = false, deviceEnrollmentType } = device;
  if (need === 'windows') return operatingSystem === 'Windows';
  if (operatingSystem !== 'iOS' && operatingSystem !== 'iPadOS') return false;
  if (need === 'deviceEnrollment') return !USER_ENROLLMENT.test(deviceEnrollmentType);
  if (need === 'supervisedIpad') return isSupervised && operatingSystem === 'iPadOS';
  return need === 'apple' || isSupervised;
}

/** Notes a request at the device. It replaces what there was of the same name [inferred]. */
function ask(
  call: Call,
  device: ManagedDevice,
  name: string,
  parameters: JsonObject,
  { result = 'deviceActionResult', managementState }: Partial<DeviceAction>,
): void {
  const now = toIso(call.tenant.clock.now);
  const { userPrincipalName } = parameters;
  const row: DeviceActionResult = {
    '@odata.type': `#microsoft.graph.${result}`,
    actionName: name,
    actionState: 'pending',
    startDateTime: now,
    lastUpdatedDateTime: now,
    ...(userPrincipalName !== undefined && { userPrincipalName }),
  };
  const others = (device.deviceActionResults ?? []).filter(({ actionName }) => actionName !== name);
  const waiting = (device.$remoteActions ?? []).filter((each) => each.name !== name);
  call.tenant.collection(DEVICES).update(
    device.id,
    {
      ...(managementState === undefined ? { deviceActionResults: [...others, row] } : { managementState }),
      $remoteActions: [...waiting, { name, parameters }],
    },
    actorOf(call),
  );
}

const documentation = (name: string) =>
  `https://learn.microsoft.com/graph/api/intune-devices-manageddevice-${name.toLowerCase()}`;

function operationOf(action: DeviceAction): Operation {
  const { name, needs, evidence, sources = [] } = action;
  return {
    on: 'managedDevice',
    name,
    run(call, entity, given) {
      const device = entity as ManagedDevice;
      // [recorded] the answer to remoteLock and shutDown where a device doesn't understand them; else inferred from it.
      if (!meets(device, needs)) throw errors.intuneBadRequest();
      // [inferred] Apple's command needs a name.
      if (name === 'setDeviceName' && !given['deviceName']) throw errors.intuneBadRequest();
      ask(call, device, name, given, action);
      const { clock } = call.tenant;
      clock.schedule(clock.now + PUSH_DELAY, CHECK_IN_EVENT, device.id);
    },
    evidence,
    sources: [documentation(name), ...sources],
  };
}

/** Asks a device to check in now. What comes of it is the device's affair. */
const syncDevice: Operation = {
  on: 'managedDevice',
  name: 'syncDevice',
  run(call, device) {
    if (!device) return;
    ask(call, device as ManagedDevice, 'syncDevice', {}, {});
    call.tenant.clock.schedule(call.tenant.clock.now, CHECK_IN_EVENT, device.id);
  },
  evidence: 'documented',
  sources: [documentation('syncDevice')],
};

export const deviceActions: readonly Operation[] = [syncDevice, ...ACTIONS.map(operationOf)];
