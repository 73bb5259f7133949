import type { Registrar } from '../intune/enrollment/types.ts';
import type { Health } from './device-state.ts';
import type { DeviceFacts, Passcode } from './new-device.ts';
import type { ActionTaken } from './noncompliance.ts';

/**
 * How Apple's management tells of an app that it was asked for. `Prompting`: the person is asked whether it may be installed,
 * `PromptingForLogin`: for an Apple Account, `PromptingForManagement`: whether an app that is there may be managed. Apple's
 * redemption codes, updates and removed apps (`NeedsRedemption`, `Redeeming`, `ValidatingPurchase`, `Queued`, `Updating`,
 * `ManagedButUninstalled` and their like) don't occur here.
 * Source: https://developer.apple.com/documentation/devicemanagement/managedapplicationlistresponse
 */
export type ManagedAppStatus =
  | 'Prompting'
  | 'PromptingForLogin'
  | 'PromptingForManagement'
  | 'Installing'
  | 'Managed'
  | 'UserInstalledApp'
  | 'UserRejected'
  | 'ManagementRejected'
  | 'Failed';

/** An app on a device. */
export interface DeviceApp {
  readonly bundleId: string;
  readonly name: string;
  /** Installed by management, rather than by the person. */
  readonly managed: boolean;
  /** `installing`: on its way. `rejected`: the person said no. The others are installed or could not be. */
  readonly state: 'installing' | 'installed' | 'rejected' | 'failed';
  /** In Apple's words; absent of apps that management has no part in. */
  readonly status?: ManagedAppStatus;
}

/** A device as the control API and scenarios see it. */
export interface SimulatedDevice extends Health {
  readonly id: string;
  readonly name: string;
  readonly user: { readonly id: string; readonly userPrincipalName: string; readonly displayName: string };
  readonly model: string;
  readonly osVersion: string;
  readonly serialNumber: string;
  readonly enrollmentType: DeviceFacts['enrollmentType'];
  /** What enrollment has come to, when it is another type: its profile says so, or the device is too old. */
  readonly enrolledAs?: DeviceFacts['enrollmentType'];
  /** False: there is none. */
  readonly passcode: false | Passcode;
  readonly autoLockMinutes: number;
  readonly jailbroken: boolean;
  readonly network: DeviceFacts['network'];
  readonly apps: readonly DeviceApp[];
  /** Configuration profiles that management has installed. */
  readonly profiles: readonly { readonly id: string; readonly name: string }[];
  readonly enrolled: boolean;
  /** Registered in Entra ID and linked to its managed device. */
  readonly registered: boolean;
  /** Who has registered it; absent before. */
  readonly registeredBy?: Registrar;
  /** Intune's verdict, as `managedDevice.complianceState`; absent before enrollment. */
  readonly complianceState?: string;
  /** What Intune did because the device did not comply, in order; absent: nothing so far. */
  readonly noncomplianceActions?: readonly ActionTaken[];
  readonly managedDeviceId?: string;
  /** The `deviceId` of the Entra device. */
  readonly azureADDeviceId?: string;
  readonly lastCheckInDateTime?: string;
  /** Until when the person gets past without a passcode that the policies accept; absent: nobody asks for one. */
  readonly passcodeDueDateTime?: string;
  /** The embedded Company Portal is open in this app and waits for the person. */
  readonly remediating?: string;
  /** Apps with a token for the work account. */
  readonly signedIn: readonly string[];
}
