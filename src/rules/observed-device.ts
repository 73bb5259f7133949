import type { SettingResult } from '../intune/compliance/compliance.ts';
import type { AssignmentSubject } from '../intune/index.ts';
import type { SecondFactor } from '../intune/second-factor.ts';

/** What is known of a real device; a hypothetical one has nothing of its own. */
export interface ObservedDevice {
  readonly osVersion?: string;
  readonly subject?: AssignmentSubject['device'];
  /** What somebody has noted at the device in the directory by the time that it is registered: `extensionAttribute1` to `15`. */
  readonly extensionAttributes?: Readonly<Record<string, string>>;
  /** Whether Microsoft Authenticator is on the device at this moment. */
  readonly authenticatorInstalled?: boolean;
  /** Whether the person said no when the device asked to install it. */
  readonly authenticatorRejected?: boolean;
  /** Whether it is registered in Microsoft Entra ID, and linked. */
  readonly registered?: boolean;
  readonly serialNumber?: string;
  readonly imei?: string;
  readonly managedAppleAccount?: boolean;
  readonly wellKnownFile?: boolean;
  /** What the person says when they are asked whose device it is. */
  readonly ownedBy?: 'personal' | 'company' | undefined;
  /** Whether the person can prove a second factor. */
  readonly secondFactor?: SecondFactor;
  readonly companyPortalInstalled?: boolean;
  /** Whether it has started and nobody has unlocked it since. */
  readonly locked?: boolean;
  /** How far its clock is fast; negative: slow. */
  readonly clockSkewHours?: number;
  /** How long the person left it alone in the middle of enrollment. */
  readonly pauseMinutes?: number;
  /** What of its compliance policies it doesn't meet, when somebody asks. */
  readonly failing?: readonly Pick<SettingResult, 'title' | 'reason' | 'userAction'>[];
  /** What stands between the device and Apple's confirmation that the extension may answer for Microsoft's addresses. */
  readonly associationObstacle?: string | undefined;
  /** What stands between the device and its registration in Microsoft Entra ID. */
  readonly registrationObstacle?: string | undefined;
  /** What stands between the device and Microsoft's sign-in. */
  readonly signInObstacle?: string | undefined;
  /** What stands between the device and Intune's management. */
  readonly managementObstacle?: string | undefined;
  /** What stands between the device and the Company Portal website. */
  readonly companyPortalObstacle?: string | undefined;
  /** Bundle ids of the apps that have let the person in. */
  readonly signedIn?: readonly string[];
  /** Whether Intune manages it. Absent: nobody has looked. */
  readonly enrolled?: boolean;
}
