import { toIso } from '../clock/index.ts';
import { firstRegistrationFails, syncedManually } from '../directory/index.ts';
import type { Actor, DirectoryDevice, Tenant, User } from '../tenant/index.ts';

export { firstRegistrationFails, syncedManually };

/** The device as it presents itself to the registration service. */
export interface RegistrationRequest {
  /** Absent: the device is registered for itself, in shared device mode. */
  readonly user: User | undefined;
  readonly displayName: string;
  readonly operatingSystem: string;
  readonly operatingSystemVersion: string;
  readonly model: string;
  readonly ownership: 'personal' | 'company';
  /** The object that Intune left in the directory at enrollment, if any: the device becomes that one. */
  readonly directoryId?: string | undefined;
}

/**
 * Workplace-joins a device: the only way to be registered that iOS knows. The user becomes its owner; it counts as
 * managed and compliant only when Intune has confirmed the link.
 * Returns the Entra device; its `deviceId` is what the device's certificate names.
 */
export function registerDevice(tenant: Tenant, request: RegistrationRequest, by: Actor): DirectoryDevice {
  const devices = tenant.collection('devices');
  const now = toIso(tenant.clock.now);
  const known = request.directoryId === undefined ? undefined : devices.get(request.directoryId);
  const registered = {
    displayName: request.displayName,
    operatingSystem: request.operatingSystem,
    operatingSystemVersion: request.operatingSystemVersion,
    trustType: 'Workplace',
    profileType: 'RegisteredDevice',
    registrationDateTime: now,
    approximateLastSignInDateTime: now,
  };
  const device = known
    ? devices.update(known.id, registered, by)
    : devices.insert({ ...stranger(tenant, request), ...registered }, by);
  if (request.user) {
    tenant.links('devices/registeredOwners').link(device.id, request.user.id, by);
    tenant.links('devices/registeredUsers').link(device.id, request.user.id, by);
  }
  return device;
}

/** A device of which the directory has never heard: Intune's object of it was deleted. */
function stranger(
  tenant: Tenant,
  { displayName, model, ownership, ...os }: RegistrationRequest,
): DirectoryDevice {
  return {
    id: tenant.random.guid(),
    deviceId: tenant.random.guid(),
    displayName,
    operatingSystem: os.operatingSystem,
    operatingSystemVersion: os.operatingSystemVersion,
    accountEnabled: true,
    isManaged: false,
    isCompliant: false,
    manufacturer: 'Apple',
    model,
    deviceOwnership: ownership === 'company' ? 'Company' : 'Personal',
    managementType: 'MDM',
  };
}
