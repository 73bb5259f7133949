// The report DevicesWithInventory, which names its columns otherwise than they are asked for.
import type { Report } from './catalog.ts';
import type { Column } from './column.ts';
import { type Shown, shown } from './report-query.ts';

/** [documented] what is received for what is requested; the others keep their names. */
const RECEIVED: Readonly<Record<string, string>> = {
  DeviceId: 'Device ID',
  DeviceName: 'Device name',
  CreatedDate: 'Enrollment date',
  LastContact: 'Last check-in',
  ReferenceId: 'Microsoft Entra Device ID',
  OSVersion: 'OS version',
  GraphDeviceIsManaged: 'Microsoft Entra registered',
  EasID: 'EAS activation ID',
  SerialNumber: 'Serial number',
  EasActivationStatus: 'EAS activated',
  EasLastSyncSuccessUtc: 'Last EAS sync time',
  EasStateReason: 'EAS reason',
  EasAccessState: 'EAS status',
  InGracePeriodUntil: 'Compliance grace period expiration',
  AndroidPatchLevel: 'Security patch level',
  WifiMacAddress: 'Wi-Fi MAC',
  SubscriberCarrierNetwork: 'Subscriber carrier',
  StorageTotal: 'Total storage',
  StorageFree: 'Free storage',
  ManagedDeviceName: 'Management name',
  CategoryName: 'Category',
  UPN: 'Primary user UPN',
  UserEmail: 'Primary user email address',
  UserName: 'Primary user display name',
  CompliantState: 'Compliance',
  ManagementAgent: 'Managed by',
  OwnerType: 'Ownership',
  ManagementState: 'Device state',
  DeviceRegistrationState: 'Intune registered',
  IsSupervised: 'Supervised',
  IsEncrypted: 'Encrypted',
  DeviceType: 'OS',
  PhoneNumber: 'Phone number',
  JailBroken: 'Jailbroken',
};

/** [documented] exported only when they are selected. */
const ON_REQUEST = new Set([
  'EnrollmentType',
  'PartnerFeaturesBitmask',
  'ManagementAgents',
  'CertExpirationDate',
  'IsManaged',
]);

/** [documented] the column is asked for as the type of the device, and comes as its system. */
const SYSTEM: Column = {
  name: 'DeviceType',
  type: 'String',
  read: ({ device }) => device?.operatingSystem ?? '',
};

/** [inferred, known from practice] its columns say in words what they say. */
export function inventoryColumns({ columns }: Report, selected: readonly Column[]): readonly Shown[] {
  const wanted = selected.length > 0 ? selected : columns.filter(({ name }) => !ON_REQUEST.has(name));
  const named = wanted.map((column) => (column.name === 'DeviceType' ? SYSTEM : column));
  return shown(named, 'replaced').map((each) => ({ ...each, name: RECEIVED[each.name] ?? each.name }));
}
