// The commands that Intune sends for what administrators want: apps, and actions on a device.
import { onceFor, type RemoteAction } from '../../tenant/index.ts';
import type { AppInstall } from '../apps.ts';
import type { PlistDictionary, PlistValue } from '../plist.ts';
import { MANAGEMENT_PROFILE_IDENTIFIER } from './enrollment-profile.ts';
import type { MdmCommand } from './message.ts';

/** The app goes when the management does. Source: Apple, InstallApplication, ManagementFlags. */
const REMOVE_WITH_MANAGEMENT = 1;

/** Devices that get the same app in the same way share the command. */
export const installApplication = onceFor(commandFor);

function commandFor({ app, bundleId, delivery }: AppInstall): MdmCommand {
  const storeId = /\/id(\d+)/.exec(String(app?.['appStoreUrl'] ?? ''))?.[1];
  return {
    requestType: 'InstallApplication',
    keys: {
      ...(storeId === undefined ? { Identifier: bundleId } : { iTunesStoreID: Number(storeId) }),
      // [documented] 1: bought in volume, without the App Store's sign-in; the only one for user enrollment.
      Options: { PurchaseMethod: delivery === 'userLicense' || delivery === 'deviceLicense' ? 1 : 0 },
      ManagementFlags: REMOVE_WITH_MANAGEMENT,
    },
  };
}

type Parameters = RemoteAction['parameters'];

function texts(parameters: Parameters, keys: Readonly<Record<string, string>>): PlistDictionary {
  const found: Record<string, PlistValue> = {};
  for (const [parameter, key] of Object.entries(keys)) {
    const value = parameters[parameter];
    if (typeof value === 'string' && value !== '') found[key] = value;
  }
  return found;
}

/** Which of Apple's commands stands behind an action of Graph (inferred from what both do). The others aren't the device's. */
const ACTIONS: Readonly<Record<string, (parameters: Parameters) => MdmCommand>> = {
  remoteLock: () => ({ requestType: 'DeviceLock' }),
  resetPasscode: () => ({ requestType: 'ClearPasscode' }),
  rebootNow: () => ({ requestType: 'RestartDevice' }),
  shutDown: () => ({ requestType: 'ShutDownDevice' }),
  enableLostMode: (parameters) => ({
    requestType: 'EnableLostMode',
    keys: texts(parameters, { message: 'Message', phoneNumber: 'PhoneNumber', footer: 'Footnote' }),
  }),
  disableLostMode: () => ({ requestType: 'DisableLostMode' }),
  playLostModeSound: () => ({ requestType: 'PlayLostModeSound' }),
  locateDevice: () => ({ requestType: 'DeviceLocation' }),
  setDeviceName: ({ deviceName }) => ({
    requestType: 'Settings',
    keys: { Settings: [{ Item: 'DeviceName', DeviceName: String(deviceName) }] },
  }),
  activateDeviceEsim: (parameters) => ({
    requestType: 'RefreshCellularPlans',
    keys: texts(parameters, { carrierUrl: 'eSIMServerURL' }),
  }),
  logoutSharedAppleDeviceActiveUser: () => ({ requestType: 'LogOutUser' }),
  deleteUserFromSharedAppleDevice: (parameters) => ({
    requestType: 'DeleteUser',
    keys: texts(parameters, { userPrincipalName: 'UserName' }),
  }),
  retire: () => ({ requestType: 'RemoveProfile', keys: { Identifier: MANAGEMENT_PROFILE_IDENTIFIER } }),
  wipe: ({ persistEsimDataPlan }) => ({
    requestType: 'EraseDevice',
    ...(persistEsimDataPlan === true && { keys: { PreserveDataPlan: true } }),
  }),
};

/** The command of an action; undefined when the device has no part in it. */
export function commandOf({ name, parameters }: RemoteAction): MdmCommand | undefined {
  return ACTIONS[name]?.(parameters);
}
