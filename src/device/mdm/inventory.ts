// What a device answers to Intune's questions. Which keys a question has: https://github.com/apple/device-management
import { deviceKindOf } from '../../intune/device-facts.ts';
import type { MdmAnswer, MdmMessage } from '../../intune/mdm/message.ts';
import { profileIdentifier } from '../../intune/mobileconfig.ts';
import type { PlistDictionary, PlistValue } from '../../intune/plist.ts';
import { managedStatus } from '../apps.ts';
import type { InstalledApp } from '../device-state.ts';
import { ownerOf } from '../enrollment-decision.ts';
import { buildOf } from '../facts.ts';
import type { Teller } from '../passage.ts';

/** [documented] a user enrollment tells no serial number. */
function serialNumber({ state, enrollment }: Teller): PlistDictionary {
  return enrollment.userEnrollment ? {} : { SerialNumber: state.serialNumber };
}

export function authenticate(teller: Teller): MdmMessage {
  const { osVersion, imei } = teller.state;
  const isTold = imei !== undefined && !teller.enrollment.userEnrollment;
  return {
    messageType: 'Authenticate',
    keys: { OSVersion: osVersion, ...serialNumber(teller), ...(isTold && { IMEI: imei }) },
  };
}

export function tokenUpdate({ state }: Teller): MdmMessage {
  const awaits = state.awaitsConfiguration;
  return { messageType: 'TokenUpdate', ...(awaits && { keys: { AwaitingConfiguration: true } }) };
}

/** With a Rapid Security Response, the build that is told here is the supplemental one: it ends with a letter. */
const buildVersion = (build: string): PlistDictionary => ({
  [/[a-z]$/.test(build) ? 'SupplementalBuildVersion' : 'BuildVersion']: build,
});

/** What a device answers, or that it has an error instead. */
function answered({ state }: Teller, answer: MdmAnswer): MdmAnswer {
  const failing: readonly string[] = state.health?.failingQueries ?? [];
  if (!failing.includes(answer.requestType)) return answer;
  const { answer: _, ...command } = answer;
  return { ...command, status: 'Error' };
}

/** Asks for what it gets. */
export function deviceInformation(teller: Teller): MdmAnswer {
  const { state, enrollment } = teller;
  const build = buildOf(state);
  const QueryResponses: Record<string, PlistValue> = {
    DeviceName: state.name,
    ModelName: deviceKindOf(state.model),
    OSVersion: state.osVersion,
    ...(build !== undefined && buildVersion(build)),
    IsSupervised: enrollment.supervised,
    ...serialNumber(teller),
  };
  return answered(teller, {
    requestType: 'DeviceInformation',
    keys: { Queries: Object.keys(QueryResponses) },
    status: 'Acknowledged',
    answer: { QueryResponses },
  });
}

/** Block-level and file-level encryption; every device that iOS 13 runs on has both. */
const HARDWARE_ENCRYPTION = 3;

export function securityInfo(teller: Teller): MdmAnswer {
  const { state, enrollment } = teller;
  return answered(teller, {
    requestType: 'SecurityInfo',
    status: 'Acknowledged',
    answer: {
      SecurityInfo: {
        HardwareEncryptionCaps: HARDWARE_ENCRYPTION,
        PasscodePresent: state.passcode !== undefined,
        // Nothing else than management asks for a passcode here, so the two are the same.
        PasscodeCompliant: state.passcodeDue === undefined,
        ...(!enrollment.userEnrollment && { PasscodeCompliantWithProfiles: state.passcodeDue === undefined }),
        ManagementStatus: { IsUserEnrollment: enrollment.userEnrollment },
      },
    },
  });
}

/** How the apps stand that management has asked for. */
export function managedApplicationList(apps: readonly InstalledApp[]): MdmAnswer {
  const list: Record<string, PlistValue> = {};
  for (const app of apps) {
    const status = managedStatus(app);
    if (status !== undefined) list[app.bundleId] = { Status: status };
  }
  return {
    requestType: 'ManagedApplicationList',
    status: 'Acknowledged',
    answer: { ManagedApplicationList: list },
  };
}

/**
 * The apps that are there. A user enrollment sees no further than its own volume; of a personal device Intune asks for no
 * others either: https://learn.microsoft.com/intune/app-management/discovered-apps
 */
export function installedApplicationList(teller: Teller): MdmAnswer {
  const { state } = teller;
  const managedOnly = ownerOf(state) === 'personal';
  return answered(teller, {
    requestType: 'InstalledApplicationList',
    keys: { ManagedAppsOnly: managedOnly },
    status: 'Acknowledged',
    answer: {
      InstalledApplicationList: state.apps
        .filter(({ state: is, managed }) => is === 'installed' && (managed || !managedOnly))
        .map(({ bundleId, name }) => ({ Identifier: bundleId, Name: name })),
    },
  });
}

export function profileList(teller: Teller): MdmAnswer {
  const { state } = teller;
  return answered(teller, {
    requestType: 'ProfileList',
    keys: { ManagedOnly: true },
    status: 'Acknowledged',
    answer: {
      ProfileList: state.profiles.map(({ id, name }) => ({
        PayloadIdentifier: profileIdentifier(id),
        PayloadDisplayName: name,
        PayloadVersion: 1,
        IsManaged: true,
      })),
    },
  });
}
