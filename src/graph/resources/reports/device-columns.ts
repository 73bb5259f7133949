// The columns that tell of a device and of who has it.
import type { ManagedDevice } from '../../../tenant/index.ts';
import { managedDeviceProperty } from '../devices/managed-device-properties.ts';
import {
  COMPLIANCE_STATES,
  DEVICE_TYPES,
  ENROLLMENT_TYPES,
  MANAGEMENT_AGENTS,
  MANAGEMENT_STATES,
  OWNERS,
  REGISTRATION_STATES,
} from './coded-values.ts';
import { type Column, coded, type Facts, flag, type PropertyType, text, time, type Value } from './column.ts';

/** What Graph shows of the device under a name; nothing where it is empty. */
const property = (name: string) => (facts: Facts) => {
  const value = facts.device && managedDeviceProperty(facts.device, name);
  return value === null || value === '' ? undefined : value;
};
const string = (name: string, from: string) =>
  text(name, (facts) => property(from)(facts) as string | undefined);
const yes = (name: string, from: string) => flag(name, (facts) => property(from)(facts) === true);
const number = (name: string, type: PropertyType, read: (device: ManagedDevice) => Value): Column => ({
  name,
  type,
  read: ({ device }) => (device ? read(device) : null),
});

/** [recorded] in a report of devices: `IOS` beside `iOS`. That an iPad counts as the same is inferred. */
const OS_CODES: Readonly<Record<string, string>> = { iOS: 'IOS', iPadOS: 'IOS' };
const OS_LABELS: Readonly<Record<string, string>> = { iPadOS: 'iOS' };
const systemOf = ({ device, event }: Facts) =>
  device?.operatingSystem ?? (event?.['operatingSystem'] as string | undefined) ?? '';
const system = (name: string): Column => ({
  name,
  type: 'String',
  read: (facts) => OS_CODES[systemOf(facts)] ?? systemOf(facts),
  label: (facts) => OS_LABELS[systemOf(facts)] ?? systemOf(facts),
});

const GIGABYTE = 1024 ** 3;
const NO_DEVICE = '00000000-0000-0000-0000-000000000000';

const userId = ({ user, device }: Facts) => user?.id ?? device?.userId;
const principalName = ({ user, device }: Facts) => user?.principalName ?? device?.userPrincipalName;
const userName = ({ user, device }: Facts) => user?.name ?? device?.userDisplayName;
const address = (facts: Facts) =>
  (facts.device?.['emailAddress'] as string | undefined) ?? principalName(facts);
const entraId = ({ device }: Facts) => device?.azureADDeviceId ?? NO_DEVICE;
const deviceId = ({ device }: Facts) => device?.id;
const compliance = ({ device }: Facts) => device?.complianceState ?? 'unknown';
const agents = ({ device }: Facts) => String(device?.['managementAgent'] ?? 'mdm');
const state = ({ device }: Facts) => String(device?.managementState ?? 'managed');
const enrollment = ({ device }: Facts) => device?.deviceEnrollmentType;
const type = ({ device }: Facts) =>
  Object.keys(DEVICE_TYPES).find((name) => String(device?.model ?? '').startsWith(name)) ?? 'unknown';
/** [recorded] two columns that say how a device complies are text, though numbers stand in them. */
const AS_TEXT = { type: 'String' } as const;

export const DEVICE_COLUMNS: readonly Column[] = [
  text('DeviceId', deviceId),
  text('IntuneDeviceId', deviceId),
  text('AadDeviceId', entraId),
  text('ReferenceId', entraId),
  text('DeviceName', ({ device }) => device?.deviceName),
  text('OSDescription', systemOf),
  text('OSVersion', ({ device, event }) => device?.osVersion ?? (event?.['osVersion'] as string | undefined)),
  text('Model', ({ device }) => device?.model),
  text('DeviceModel', ({ device }) => device?.model),
  string('Manufacturer', 'manufacturer'),
  string('SerialNumber', 'serialNumber'),
  string('IMEI', 'imei'),
  string('MEID', 'meid'),
  string('ICCID', 'iccid'),
  string('PhoneNumber', 'phoneNumber'),
  string('WifiMacAddress', 'wiFiMacAddress'),
  string('EthernetMAC', 'ethernetMacAddress'),
  string('SubscriberCarrierNetwork', 'subscriberCarrier'),
  string('ManagedDeviceName', 'managedDeviceName'),
  string('CategoryName', 'deviceCategoryDisplayName'),
  text('CategoryId', ({ device }) => device?.$category),
  string('JailBroken', 'jailBroken'),
  string('EasID', 'easDeviceId'),
  string('AndroidPatchLevel', 'androidSecurityPatchLevel'),
  text('PrimaryUser', userId),
  text('UserId', userId),
  text('UPN', principalName),
  text('UserPrincipalName', principalName),
  text('UserName', userName),
  text('UserEmail', address),
  text('EmailAddress', address),
  text('EnrolledByUser', principalName),
  time('CreatedDate', ({ device }) => device?.enrolledDateTime),
  time('LastContact', ({ device }) => device?.lastSyncDateTime),
  time('InGracePeriodUntil', ({ device }) => device?.complianceGracePeriodExpirationDateTime),
  time('CertExpirationDate', property('managementCertificateExpirationDate')),
  time('EasLastSyncSuccessUtc', property('exchangeLastSuccessfulSyncDateTime')),
  time('RetireAfterDatetime', property('retireAfterDateTime')),
  system('OS'),
  coded('DeviceType', DEVICE_TYPES, type, { labelled: false }),
  coded('OwnerType', OWNERS, ({ device }) => device?.managedDeviceOwnerType),
  coded('Ownership', OWNERS, ({ device }) => device?.managedDeviceOwnerType),
  coded('ComplianceState', COMPLIANCE_STATES, compliance, AS_TEXT),
  coded('CompliantState', COMPLIANCE_STATES, compliance, AS_TEXT),
  coded('ManagementAgents', MANAGEMENT_AGENTS, agents),
  coded('ManagementAgent', MANAGEMENT_AGENTS, agents),
  coded('ManagementState', MANAGEMENT_STATES, state),
  coded('DeviceState', MANAGEMENT_STATES, state),
  coded('DeviceRegistrationState', REGISTRATION_STATES, ({ device }) => device?.deviceRegistrationState),
  coded('ClientRegistrationStatus', REGISTRATION_STATES, ({ device }) => device?.deviceRegistrationState),
  coded('EnrollmentType', ENROLLMENT_TYPES, enrollment),
  coded('DeviceEnrollmentType', ENROLLMENT_TYPES, enrollment),
  coded('DeviceHealthThreatLevel', { unknown: [0, 'Unknown'] }, () => 'unknown'),
  flag('IsManaged', ({ device }) => device !== undefined),
  flag('GraphDeviceIsManaged', ({ device }) => device?.azureADRegistered),
  flag('IsSupervised', ({ device }) => device?.isSupervised),
  flag('SupervisedStatus', ({ device }) => device?.isSupervised),
  yes('IsEncrypted', 'isEncrypted'),
  yes('EncryptionStatus', 'isEncrypted'),
  yes('EasActivationStatus', 'easActivated'),
  number('StorageTotal', 'Double', (device) => Number(device['totalStorageSpaceInBytes'] ?? 0) / GIGABYTE),
  number('StorageFree', 'Double', (device) => Number(device['freeStorageSpaceInBytes'] ?? 0) / GIGABYTE),
];
