import type { PlistDictionary } from '../plist.ts';

/** Apple's names of the commands that Intune sends here. Source: https://github.com/apple/device-management, mdm/commands */
export type RequestType =
  | 'ClearPasscode'
  | 'DeleteUser'
  | 'DeviceConfigured'
  | 'DeviceInformation'
  | 'DeviceLocation'
  | 'DeviceLock'
  | 'DisableLostMode'
  | 'EnableLostMode'
  | 'EraseDevice'
  | 'InstallApplication'
  | 'InstallProfile'
  | 'InstalledApplicationList'
  | 'LogOutUser'
  | 'ManagedApplicationList'
  | 'PlayLostModeSound'
  | 'ProfileList'
  | 'RefreshCellularPlans'
  | 'RemoveApplication'
  | 'RemoveProfile'
  | 'RestartDevice'
  | 'SecurityInfo'
  | 'Settings'
  | 'ShutDownDevice';

/** What Intune asks of a device. */
export interface MdmCommand {
  readonly requestType: RequestType;
  /** The command's other keys, without what is secret or large. */
  readonly keys?: PlistDictionary;
  /** Of InstallProfile: the id of the policy that the profile is made of. */
  readonly profile?: string;
}

/** A command and what the device made of it. `NotNow`: it stays in the queue, and the device polls again by itself. */
export interface MdmAnswer extends MdmCommand {
  readonly status: 'Acknowledged' | 'Error' | 'NotNow';
  /** What the answer holds besides the status. */
  readonly answer?: PlistDictionary;
}

/** What a device says of itself, without having been asked. */
interface CheckInMessage {
  readonly messageType: 'Authenticate' | 'TokenUpdate' | 'CheckOut';
  readonly keys?: PlistDictionary;
}

interface Poll {
  readonly status: 'Idle';
}

/**
 * One message of Apple's device management protocol, as much of it as differs from device to device: what is the same in all
 * of a device's messages (UDID, topic, CommandUUID) is put in when somebody reads it.
 */
export type MdmMessage = CheckInMessage | Poll | MdmAnswer;

/** "What is there to do?" */
export const IDLE: MdmMessage = { status: 'Idle' };

/** What went wrong, as a device reports it; the outermost first. */
export function errorChain(domain: string, code: number, text: string): PlistDictionary {
  return {
    ErrorChain: [
      { ErrorCode: code, ErrorDomain: domain, LocalizedDescription: text, USEnglishDescription: text },
    ],
  };
}
