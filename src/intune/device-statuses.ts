import { toIso } from '../clock/index.ts';
import {
  assumptionsOf,
  CATALOG_SET,
  deviationKey,
  type Entity,
  type ManagedDevice,
  type Policy,
  TEMPLATE_COMPLIANCE,
  type TEMPLATE_SET,
  type Tenant,
} from '../tenant/index.ts';
import { REPORTED_APPS } from './app-inventory.ts';
import { assignmentsOf } from './assignment.ts';
import { profileOfCatalog } from './catalog-policy.ts';
import { compliancePolicyOf } from './compliance/catalog.ts';
import { stateInTime } from './compliance/compliance.ts';
import { settingsInUse } from './compliance/policy.ts';
import { scheduleOf } from './compliance/schedule.ts';
import { subjectOf } from './managed-device.ts';
import { CONFLICT, profileConflicts } from './profile-conflicts.ts';

/** Of compliance policies, those of the catalog are meant as well. */
export type StatusSet = typeof TEMPLATE_SET | typeof CATALOG_SET | typeof TEMPLATE_COMPLIANCE;
const APP_CONFIGURATIONS = 'deviceAppManagement/mobileAppConfigurations';
const BOOKS = 'deviceAppManagement/managedEBooks';
/** The sets whose entities stand in some way on devices. */
export type ReportedSet = StatusSet | typeof APP_CONFIGURATIONS | typeof BOOKS;

/**
 * How a policy stands on each device that it is meant for, as Graph lists it below `deviceStatuses`. Nothing of it is
 * stored: a million devices with ten policies would be ten million rows.
 * @param from a device's id after which to begin, for paging
 */
export function* listDeviceStatuses(
  tenant: Tenant,
  set: ReportedSet,
  policyId: string,
  from?: string,
): Generator<Entity & { readonly $device: string }, void> {
  const statusOn = readStatuses(tenant, set, policyId);
  if (!statusOn) return;
  const devices = tenant.collection('deviceManagement/managedDevices');
  for (const row of devices.rowsAfter(from === undefined ? -1 : (devices.rowOf(from) ?? -1))) {
    const device = devices.at(row) as ManagedDevice;
    const status = statusOn(device);
    if (!status) continue;
    yield {
      id: `${policyId}_${device.id}`,
      $device: device.id,
      $parent: policyId,
      deviceDisplayName: device.deviceName,
      deviceModel: device.model,
      userName: device.userDisplayName ?? '',
      userPrincipalName: device.userPrincipalName ?? '',
      platform: 0,
      lastReportedDateTime: device.lastSyncDateTime,
      ...status,
    };
  }
}

/** Tells how a policy stands on a device; nothing of one that it isn't meant for. undefined: there is no such policy. */
export function readStatuses(
  tenant: Tenant,
  set: ReportedSet,
  policyId: string,
): ((device: ManagedDevice) => Status | undefined) | undefined {
  if (set === APP_CONFIGURATIONS) return readAppStatuses(tenant, policyId);
  if (set === BOOKS) return readBookStatuses(tenant, policyId);
  const policy = policyIn(tenant, set, policyId);
  if (!policy) return undefined;
  const assignments = assignmentsOf(tenant);
  if (set !== TEMPLATE_COMPLIANCE) {
    return (device) => {
      const { appliedConfigurations, mismatched } = assignments.effective(subjectOf(device));
      if (appliedConfigurations.includes(policy)) return profileStatus(device, policy, appliedConfigurations);
      return mismatched.includes(policy) ? MISMATCHED : undefined;
    };
  }
  const { graceHours } = scheduleOf(tenant, policyId);
  return (device) => {
    const { appliedCompliancePolicies, mismatched } = assignments.effective(subjectOf(device));
    if (mismatched.includes(policy)) return MISMATCHED;
    if (!appliedCompliancePolicies.includes(policy)) return undefined;
    const known = complianceStatus(device, policy, graceHours, tenant.clock.now);
    return disputed(tenant, appliedCompliancePolicies, policy, known);
  };
}

function policyIn(tenant: Tenant, set: StatusSet, id: string): Policy | undefined {
  if (set === TEMPLATE_COMPLIANCE) return compliancePolicyOf(tenant, id);
  const entity = tenant.collection(set).get(id);
  return entity && (set === CATALOG_SET ? profileOfCatalog(entity) : (entity as Policy));
}

/** The configuration of an app applies where one of its apps is. [recorded] graph2otel: some devices count as not applicable */
function readAppStatuses(
  tenant: Tenant,
  id: string,
): ((device: ManagedDevice) => Status | undefined) | undefined {
  const configuration = tenant.collection(APP_CONFIGURATIONS).get(id) as Policy | undefined;
  if (!configuration) return undefined;
  const assignments = assignmentsOf(tenant);
  const apps = tenant.collection('deviceAppManagement/mobileApps');
  const targets = (configuration['targetedMobileApps'] ?? []) as readonly string[];
  const seen = new Set(
    targets
      .flatMap((app) => tenant.collection(REPORTED_APPS).where('$bundleId', apps.get(app)?.bundleId))
      .map((app) => app.id),
  );
  return (device) => {
    if (!assignments.reaches(APP_CONFIGURATIONS, id, subjectOf(device))) return undefined;
    const there = ((device['$apps'] ?? []) as readonly string[]).some((app) => seen.has(app));
    return there ? configurationStatus(device, configuration) : { status: 'notApplicable' };
  };
}

/** No device says anything about books: those that are to have one are known, no more. */
function readBookStatuses(
  tenant: Tenant,
  id: string,
): ((device: ManagedDevice) => Status | undefined) | undefined {
  if (!tenant.collection(BOOKS).get(id)) return undefined;
  const assignments = assignmentsOf(tenant);
  return (device) => (assignments.reaches(BOOKS, id, subjectOf(device)) ? { status: 'unknown' } : undefined);
}

type Status = { readonly status: string; readonly complianceGracePeriodExpirationDateTime?: string };

/**
 * [documented] there is such a status, and a count of those that have it "due to mismatch platform and policy": deviceComplianceDeviceOverview.
 * [inferred] that it is what a device has of a policy that is assigned to it or its user.
 */
export const MISMATCHED: Status = { status: 'notApplicable' };

/** A profile counts as received at the first check-in after the policy was last changed (inferred). */
function configurationStatus(device: ManagedDevice, policy: Policy): Status {
  const error = device.$profileErrors?.[policy.id];
  if (error !== undefined) return { status: error === CONFLICT ? 'conflict' : 'error' };
  return { status: isReported(device, policy) ? 'compliant' : 'unknown' };
}

/** How one of the profiles that reach a device stands on it: what the others want has a part in that. */
export function profileStatus(device: ManagedDevice, policy: Policy, all: readonly Policy[]): Status {
  const known = configurationStatus(device, policy);
  return known.status === 'compliant' && profileConflicts(all).has(policy.id)
    ? { status: 'conflict' }
    : known;
}

/** The status of a compliance policy among all that reach a device, where conflicts are taken to be shown. */
export function disputed<S extends { readonly status: string }>(
  tenant: Tenant,
  all: readonly Policy[],
  policy: Policy,
  known: S,
): S | { readonly status: 'conflict' } {
  const shown = assumptionsOf(tenant).complianceConflict === 'shown';
  return shown && known.status !== 'unknown' && profileConflicts(all).has(policy.id)
    ? { status: 'conflict' }
    : known;
}

/** How a compliance policy stands on a device, from what the device last reported. */
export function complianceStatus(
  device: ManagedDevice,
  policy: Policy,
  graceHours: number,
  now: number,
): Status {
  if (device.complianceState === 'unknown' || !isReported(device, policy)) return { status: 'unknown' };
  if (device.$errorSince?.[policy.id] !== undefined) return { status: 'error' };
  const since = device.$noncompliantSince?.[policy.id];
  if (since === undefined) return { status: saysNothingOf(device, policy) ? 'unknown' : 'compliant' };
  const { state, graceEnds } = stateInTime(since, graceHours, now);
  // Graph's enumeration of policy states knows no grace: it is told by the date.
  return state === 'inGracePeriod'
    ? { status: 'nonCompliant', complianceGracePeriodExpirationDateTime: toIso(graceEnds) }
    : { status: 'nonCompliant' };
}

/** Whether a device has reported nothing about any setting of a policy. */
function saysNothingOf({ $deviations }: ManagedDevice, policy: Policy): boolean {
  if ($deviations === undefined) return false;
  const settings = settingsInUse(policy);
  return (
    settings.length > 0 &&
    settings.every(({ property }) => $deviations.includes(deviationKey('unknown', policy.id, property)))
  );
}

function isReported(device: ManagedDevice, policy: Policy): boolean {
  const changed = policy['lastModifiedDateTime'];
  return typeof changed !== 'string' || Date.parse(changed) <= Date.parse(device.lastSyncDateTime);
}
