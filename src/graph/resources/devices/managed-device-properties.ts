// What a managed device shows of what it has: second names of the same thing, and what follows from the rest.
import { assumptionsOf, type Entity, type Tenant } from '../../../tenant/index.ts';
import type { DerivedProperty } from '../../declare/resource.ts';
import type { JsonObject } from '../../model/index.ts';
import { NO_CATEGORY_NAME } from './device-categories.ts';

/** [documented] beta's second name of a property, and the first, under which it is stored. */
const MIRRORS: Readonly<Record<string, string>> = {
  aadRegistered: 'azureADRegistered',
  azureActiveDirectoryDeviceId: 'azureADDeviceId',
  ownerType: 'managedDeviceOwnerType',
};

/** A patch with properties by the names under which they are stored. */
export function storedNames(patch: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(patch).map(([name, value]) => [MIRRORS[name] ?? name, value]));
}

/** Enrollment types that v1.0's enumeration lacks, and what v1.0 says instead [inferred]. */
const OLDER_ENROLLMENT_TYPES: Readonly<Record<string, string>> = {
  appleAccountDrivenUserEnrollment: 'appleUserEnrollment',
};

/** An enrollment type as v1.0 shows it. */
export function enrollmentTypeOnV1(type: unknown, tenant: Tenant): unknown {
  const older = OLDER_ENROLLMENT_TYPES[String(type)];
  const says = assumptionsOf(tenant).accountDrivenTypeOnV1;
  if (older === undefined || says === 'asIs') return type;
  return says === 'unknownFutureValue' ? says : older;
}

const textOf = (device: Entity, name: string): string | undefined => {
  const value = device[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** `deviceType` tells Apple's devices by their model. [documented: the enumeration; that the model decides is inferred] */
function deviceType(device: Entity): string | undefined {
  const model = textOf(device, 'model') ?? '';
  return ['iPhone', 'iPad', 'iPod'].find((type) => model.startsWith(type));
}

/**
 * [inferred, known from practice] the name that Intune makes up until somebody gives another one:
 * `<user>_<IPhone or IPad>_<month/day/year>_<hour:minute AM or PM>`.
 */
function managedDeviceName(device: Entity): string | undefined {
  const enrolled = textOf(device, 'enrolledDateTime');
  const type = deviceType(device);
  if (enrolled === undefined || type === undefined) return undefined;
  const [, year, month, day, hour, minute] = /^(\d+)-(\d+)-(\d+)T(\d+):(\d+)/.exec(enrolled) ?? [];
  const user = textOf(device, 'userPrincipalName')?.split('@')[0];
  const date = `${Number(month)}/${Number(day)}/${year}`;
  const time = `${Number(hour) % 12 || 12}:${minute} ${Number(hour) < 12 ? 'AM' : 'PM'}`;
  return [...(user ? [user] : []), `I${type.slice(1)}`, date, time].join('_');
}

/** [inferred] the certificate that a device gets when it enrolls holds for a year. */
function certificateExpiration(device: Entity): string | undefined {
  const enrolled = textOf(device, 'enrolledDateTime');
  return enrolled?.replace(/^\d+/, (year) => String(Number(year) + 1)).replace('-02-29T', '-03-01T');
}

/** [recorded] what it repeats of the device; storage, battery and network of a phone are nothing that we model. */
function hardwareInformation(device: Entity): JsonObject {
  const { serialNumber, manufacturer, model, isSupervised = false, imei } = device;
  return {
    ...(serialNumber === undefined ? {} : { serialNumber }),
    ...(imei === undefined ? {} : { imei }),
    manufacturer,
    model,
    isSupervised,
    totalStorageSpace: device['totalStorageSpaceInBytes'] ?? 0,
    freeStorageSpace: device['freeStorageSpaceInBytes'] ?? 0,
    isEncrypted: device['isEncrypted'] ?? false,
  };
}

const userPrincipalName = (device: Entity) => textOf(device, 'userPrincipalName');

/** What is made unless it is stored: an administrator or a tenant file may have said it. */
const MADE: Readonly<Record<string, (device: Entity) => unknown>> = {
  // [recorded] of devices that nobody has sorted into a category.
  deviceCategoryDisplayName: () => NO_CATEGORY_NAME,
  hardwareInformation,
  deviceType,
  // [inferred] an iPhone or iPad is registered or not; the other members are about Windows.
  joinType: (device) => (device['azureADRegistered'] ? 'azureADRegistered' : 'unknown'),
  // [inferred] a record keeps the address that its user had, where it isn't the sign-in name.
  emailAddress: userPrincipalName,
  enrolledByUserPrincipalName: userPrincipalName,
  managedDeviceName,
  managementCertificateExpirationDate: certificateExpiration,
};

/** What a device shows under one of its stored names, or of those that are made. */
export const managedDeviceProperty = (device: Entity, name: string): unknown =>
  device[name] ?? MADE[name]?.(device);

export const derivedOfDevices: readonly DerivedProperty[] = [
  ...Object.entries(MIRRORS).map(
    ([name, mirrors]): DerivedProperty => ({
      name,
      versions: ['beta'],
      mirrors,
      read: (device) => device[mirrors],
    }),
  ),
  {
    name: 'deviceEnrollmentType',
    versions: ['v1.0'],
    read: ({ deviceEnrollmentType }, tenant) => enrollmentTypeOnV1(deviceEnrollmentType, tenant),
  },
  ...Object.entries(MADE).map(
    ([name, make]): DerivedProperty => ({
      name,
      read: (device) => device[name] ?? make(device),
      ...(name === 'hardwareInformation' && { versions: ['beta'] }),
    }),
  ),
];
