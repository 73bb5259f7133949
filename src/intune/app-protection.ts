// Apps with Intune's SDK: when somebody signs in to one, it asks Intune whether policies for managed apps are meant for that
// person and that app, and registers if so.

import { findApp, isMicrosoftBundleId } from '../apple/app-catalogue.ts';
import { toIso } from '../clock/index.ts';
import { type Entity, SERVICES, type Tenant } from '../tenant/index.ts';
import { assignmentsOf } from './assignment.ts';
import { deviceKindOf } from './device-facts.ts';

const POLICIES = 'deviceAppManagement/managedAppPolicies';
const REGISTRATIONS = 'deviceAppManagement/managedAppRegistrations';
/** The people whose apps an administrator has blocked, by their ids. */
const BLOCKED = 'tenantless/blockedAppUsers';

/** Policies that apps on iPhones and iPads heed. */
const TYPES = new Set([
  '#microsoft.graph.iosManagedAppProtection',
  '#microsoft.graph.targetedManagedAppConfiguration',
]);

/** [documented] "Core Microsoft apps", as far as the catalogue has them: https://learn.microsoft.com/intune/app-management/protection/ref-settings-ios */
const CORE_APPS = new Set(
  [
    'com.microsoft.msedge com.microsoft.Office.Excel com.microsoft.officemobile com.microsoft.skydrive com.microsoft.onenote',
    'com.microsoft.Office.Outlook com.microsoft.Office.Powerpoint com.microsoft.sharepoint com.microsoft.skype.teams',
    'com.microsoft.to-do com.microsoft.Office.Word',
  ]
    .join(' ')
    .toLowerCase()
    .split(' '),
);

/** An app that somebody has just signed in to. */
export interface SignedInApp {
  readonly bundleId: string;
  readonly userId: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly device: {
    readonly id: string;
    readonly name: string;
    readonly model: string;
    readonly osVersion: string;
    readonly jailbroken?: boolean | undefined;
    readonly managedDeviceId?: string | undefined;
    /** The Entra device's `deviceId`. */
    readonly deviceId?: string | undefined;
  };
}

/** Notes the app as one that heeds policies, if any is meant for it. */
export function registerApp(tenant: Tenant, app: SignedInApp): void {
  if (tenant.collection(POLICIES).size === 0 || tenant.collection(BLOCKED).get(app.userId)) return;
  const policies = policiesFor(tenant, app);
  if (policies.length === 0) return;
  const { bundleId, userId, device, now } = app;
  const at = toIso(now);
  const deviceTag = deviceTagOf(tenant, device.id);
  const registrations = tenant.collection(REGISTRATIONS);
  const known = registrationsOf(tenant, userId, device.id).find((each) => bundleOf(each) === bundleId);
  const reported = {
    lastSyncDateTime: at,
    platformVersion: device.osVersion,
    deviceName: device.name,
    ...(device.deviceId === undefined ? {} : { azureADDeviceId: device.deviceId }),
    ...(device.managedDeviceId === undefined ? {} : { managedDeviceId: device.managedDeviceId }),
    flaggedReasons: [device.jailbroken ? 'rootedDevice' : 'none'],
    $policies: policies.map(({ id }) => id),
  };
  if (known) {
    registrations.update(known.id, reported, SERVICES.intune);
    return;
  }
  registrations.insert(
    {
      '@odata.type': '#microsoft.graph.iosManagedAppRegistration',
      id: tenant.random.guid(),
      createdDateTime: at,
      userId,
      deviceTag,
      deviceType: deviceKindOf(device.model),
      deviceModel: device.model,
      deviceManufacturer: 'Apple',
      appIdentifier: { '@odata.type': '#microsoft.graph.iosMobileAppIdentifier', bundleId },
      ...reported,
    },
    SERVICES.intune,
  );
}

/**
 * Whether a policy protects an app for somebody, on a managed device or another. [recorded] ms-intune-app-sdk-ios#648: conditional access takes that
 * of apps with Microsoft's library only.
 */
export function isProtected(tenant: Tenant, bundleId: string, userId: string, managed: boolean): boolean {
  if (findApp(bundleId)?.sso !== 'msal') return false;
  const { reaches } = assignmentsOf(tenant);
  return Array.from(tenant.collection(POLICIES)).some(
    (policy) =>
      policy['@odata.type'] === '#microsoft.graph.iosManagedAppProtection' &&
      isForDevice(policy, managed) &&
      isForApp(tenant, policy, bundleId) &&
      reaches(POLICIES, policy.id, { userId }),
  );
}

const deviceTagOf = (tenant: Tenant, deviceId: string) =>
  tenant.random.fork(`intune/deviceTag/${deviceId}`).guid();

/** The apps on one of a person's devices that have registered. */
function registrationsOf(tenant: Tenant, userId: string, deviceId: string): readonly Entity[] {
  const deviceTag = deviceTagOf(tenant, deviceId);
  return tenant
    .collection(REGISTRATIONS)
    .where('userId', userId)
    .filter((each) => each['deviceTag'] === deviceTag);
}

/** The apps on a device, by bundle id, that have a policy since somebody signed in to them. */
export function appsWithPolicy(tenant: Tenant, policyId: string, userId: string, deviceId: string): string[] {
  return registrationsOf(tenant, userId, deviceId)
    .filter((each) => ((each['$policies'] ?? []) as readonly string[]).includes(policyId))
    .flatMap((each) => bundleOf(each) ?? []);
}

const bundleOf = ({ appIdentifier }: Entity) =>
  (appIdentifier as { bundleId?: string } | undefined)?.bundleId;

function policiesFor(tenant: Tenant, { bundleId, userId, device }: SignedInApp): readonly Entity[] {
  const { reaches } = assignmentsOf(tenant);
  return Array.from(tenant.collection(POLICIES)).filter(
    (policy) =>
      TYPES.has(String(policy['@odata.type'])) &&
      isForDevice(policy, device.managedDeviceId !== undefined) &&
      isForApp(tenant, policy, bundleId) &&
      reaches(POLICIES, policy.id, { userId }),
  );
}

/** [documented] whether the policy is for managed or for other devices, or for both. */
export function isForDevice({ targetedAppManagementLevels }: Entity, managed: boolean): boolean {
  const levels = String(targetedAppManagementLevels ?? 'unspecified').split(',');
  return levels.includes('unspecified') || levels.includes(managed ? 'mdm' : 'unmanaged');
}

/** Whether it is about that app. */
export function isForApp(tenant: Tenant, policy: Entity, bundleId: string): boolean {
  const folded = bundleId.toLowerCase();
  switch (policy['appGroupType']) {
    case 'allCoreMicrosoftApps':
      return CORE_APPS.has(folded);
    case 'allMicrosoftApps':
    case 'allApps':
      if (isMicrosoftBundleId(bundleId)) return hasSdk(bundleId);
      break;
    default:
  }
  return tenant
    .collection(`${POLICIES}/apps`)
    .where('$parent', policy.id)
    .some(({ mobileAppIdentifier }) => {
      const { bundleId: targeted } = (mobileAppIdentifier ?? {}) as { bundleId?: string };
      return targeted?.toLowerCase() === folded;
    });
}

/** The two that only speak for others have none. [inferred] */
function hasSdk(bundleId: string): boolean {
  const role = findApp(bundleId)?.role;
  return role !== 'authenticator' && role !== 'companyPortal';
}
