import { toIso } from '../clock/index.ts';
import { filterableDevice } from '../filters/index.ts';
import {
  type Actor,
  type DirectoryDevice,
  type ManagedDevice,
  SERVICES,
  type Tenant,
  type User,
} from '../tenant/index.ts';
import type { AssignmentSubject } from './assignment-types.ts';
import { type DeviceFacts, directoryOperatingSystemOf, operatingSystemOf } from './device-facts.ts';
import type { EnrollmentApproval } from './enrollment/decision.ts';
import { closeWaitingActions } from './remote-actions.ts';

/** `azureADDeviceId` of a device that is not registered (inferred). */
const EMPTY_GUID = '00000000-0000-0000-0000-000000000000';
/** Intune itself, as `device.mdmAppId` names it. */
const INTUNE_APP_ID = '0000000a-0000-0000-c000-000000000000';
const MANUFACTURER = 'Apple';

const NOTHING: readonly string[] = [];

/** A device as it presents itself when it enrolls. */
export interface EnrollingDevice {
  readonly user: User;
  readonly name: string;
  readonly model: string;
  readonly osVersion: string;
  readonly serialNumber: string;
  readonly imei?: string | undefined;
}

type Mutable<T> = { -readonly [P in keyof T]: T[P] };

export interface Enrolled {
  readonly managedDevice: ManagedDevice;
  readonly directoryDevice: DirectoryDevice;
}

/**
 * Makes what an enrollment leaves behind: the managed device, not evaluated yet, and in Entra ID a device that is
 * managed but registered to nobody, which dynamic groups already see. A device that enrolls again takes the place of
 * its former record.
 */
export function createManagedDevice(
  tenant: Tenant,
  { facts, profile, setup, owner }: EnrollmentApproval,
  { user, name, model, osVersion, serialNumber, imei }: EnrollingDevice,
  by: Actor,
): Enrolled {
  const now = toIso(tenant.clock.now);
  const operatingSystem = operatingSystemOf(model);
  const deviceEnrollmentType = facts.deviceEnrollmentType.beta;
  const managed = tenant.collection('deviceManagement/managedDevices');
  if (!facts.userEnrollment) {
    for (const former of managed.where('serialNumber', serialNumber)) removeManagedDevice(tenant, former, by);
  }
  // Only automated enrollment shows its profile's name on the device.
  const enrollmentProfileName = facts.setup && profile?.displayName;
  // What every record has is written out in one literal, and the exceptions follow: spreads in between make objects
  // that take several times the room.
  const directoryDevice: Mutable<DirectoryDevice> = {
    id: tenant.random.guid(),
    deviceId: tenant.random.guid(),
    displayName: name,
    operatingSystem: directoryOperatingSystemOf(model),
    operatingSystemVersion: osVersion,
    accountEnabled: true,
    isManaged: true,
    isCompliant: false,
    manufacturer: MANUFACTURER,
    model,
    deviceOwnership: owner === 'company' ? 'Company' : 'Personal',
    enrollmentType: deviceEnrollmentType,
    managementType: 'MDM',
    mdmAppId: INTUNE_APP_ID,
  };
  if (enrollmentProfileName !== undefined) directoryDevice['enrollmentProfileName'] = enrollmentProfileName;
  tenant.collection('devices').insert(directoryDevice, by);
  // [documented] what "devices will become members of when enrolled": enrollmentTimeDeviceMembershipTarget resource type.
  for (const group of setup?.groups ?? []) {
    if (tenant.collection('groups').get(group))
      tenant.links('groups/members').link(group, directoryDevice.id, by);
  }
  const managedDevice: Mutable<ManagedDevice> = {
    id: tenant.random.guid(),
    deviceName: name,
    operatingSystem,
    osVersion,
    model,
    manufacturer: MANUFACTURER,
    managedDeviceOwnerType: owner,
    deviceEnrollmentType,
    isSupervised: facts.supervised,
    managementAgent: 'mdm',
    managementState: 'managed',
    jailBroken: 'Unknown',
    complianceState: 'unknown',
    azureADRegistered: false,
    azureADDeviceId: EMPTY_GUID,
    deviceRegistrationState: 'notRegistered',
    enrolledDateTime: now,
    lastSyncDateTime: now,
    // Nothing is known of these before the first check-in.
    $evaluated: NOTHING,
    $apps: NOTHING,
    $configuration: 'unknown',
    $directoryDevice: directoryDevice.id,
  };
  // Company Portal learns who it is when the device is there already (inferred: the page has no word about it).
  if (facts.userAffinity && facts.setup !== 'companyPortal') {
    managedDevice.userId = user.id;
    managedDevice.userPrincipalName = user.userPrincipalName;
    managedDevice.userDisplayName = user.displayName;
    // Without one of its own, Graph shows the sign-in name as the address.
    if (user.mail && user.mail !== user.userPrincipalName) managedDevice['emailAddress'] = user.mail;
  }
  if (!facts.userEnrollment) managedDevice.serialNumber = serialNumber;
  if (!facts.userEnrollment && imei !== undefined) managedDevice['imei'] = imei;
  if (enrollmentProfileName !== undefined) managedDevice.enrollmentProfileName = enrollmentProfileName;
  managed.insert(managedDevice, by);
  if (!facts.userEnrollment) markEnrolled(tenant, serialNumber, imei, now, by);
  return { managedDevice, directoryDevice };
}

/** The user whom a device gets after its enrollment. */
export function userOf({ id, userPrincipalName, displayName, mail }: User): Partial<ManagedDevice> {
  return {
    userId: id,
    userPrincipalName,
    userDisplayName: displayName,
    ...(mail && mail !== userPrincipalName && { emailAddress: mail }),
  };
}

/** What was known of the device beforehand, from Apple and as a corporate identifier, says that it is here now. */
function markEnrolled(
  tenant: Tenant,
  serialNumber: string,
  imei: string | undefined,
  now: string,
  by: Actor,
): void {
  const here = { enrollmentState: 'enrolled', lastContactedDateTime: now };
  const apple = tenant.collection('deviceManagement/depOnboardingSettings/importedAppleDeviceIdentities');
  for (const { id } of apple.where('serialNumber', serialNumber)) apple.update(id, here, by);
  const corporate = tenant.collection('deviceManagement/importedDeviceIdentities');
  for (const identifier of imei === undefined ? [serialNumber] : [serialNumber, imei])
    for (const { id } of corporate.where('importedDeviceIdentifier', identifier))
      corporate.update(id, here, by);
}

/** Ends management: the record goes, and the Entra device stays behind, neither managed nor compliant. */
export function removeManagedDevice(tenant: Tenant, device: ManagedDevice, by: Actor): void {
  closeWaitingActions(tenant, device);
  tenant.collection('deviceManagement/managedDevices').remove(device.id, by);
  const { $directoryDevice: directoryId } = device;
  if (directoryId !== undefined && tenant.collection('devices').get(directoryId)) {
    tenant
      .collection('devices')
      .update(directoryId, { isManaged: false, isCompliant: false }, SERVICES.intune);
  }
}

/** A managed device as assignments see it; with the facts of a check-in, as it is now. */
export function subjectOf(device: ManagedDevice, facts?: DeviceFacts): AssignmentSubject {
  const known: Mutable<NonNullable<AssignmentSubject['device']>> = filterableDevice(device, facts);
  known.directoryId = device.$directoryDevice;
  return { userId: device.userId, device: known };
}
