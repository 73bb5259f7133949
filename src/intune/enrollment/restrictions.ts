import { DAY } from '../../clock/index.ts';
import { compareVersions } from '../../filters/index.ts';
import {
  assumptionsOf,
  type DeviceEnrollmentConfiguration,
  defaultEnrollmentConfigurations,
  type EnrollmentPlatformRestriction,
  isDefaultConfiguration,
  type Tenant,
  type User,
} from '../../tenant/index.ts';
import type { Refusal } from './refusals.ts';
import * as refuse from './refusals.ts';
import {
  assignedFrom,
  isAssignmentPending,
  knownAssignments,
  settledAssignments,
} from './restriction-assignments.ts';
import type { EnrollmentTypeFacts } from './types.ts';

/** [documented] a device that was out of touch for longer doesn't count towards the limit. */
const COUNTED_DAYS = 90;

const LIMIT = '#microsoft.graph.deviceEnrollmentLimitConfiguration';
const ALL_PLATFORMS = '#microsoft.graph.deviceEnrollmentPlatformRestrictionsConfiguration';
const ONE_PLATFORM = '#microsoft.graph.deviceEnrollmentPlatformRestrictionConfiguration';

/** What restrictions ask about an enrollment. */
export interface RestrictedEnrollment {
  readonly facts: EnrollmentTypeFacts;
  /** Absent: without user affinity. Then only the defaults hold [documented]. */
  readonly user: User | undefined;
  readonly owner: 'personal' | 'company';
  readonly osVersion: string;
  readonly serialNumber?: string | undefined;
  readonly model?: string | undefined;
  readonly enrollmentProfileName?: string | undefined;
  /** The Entra device of the record that the device has already. */
  readonly directoryId?: string | undefined;
  /** User enrollment with Company Portal by a profile isn't subject to restrictions of platforms [documented]. */
  readonly platformIsExempt: boolean;
  /** Whether assignments count that have not taken hold yet. */
  readonly settled?: boolean | undefined;
}

/** What tells apart by which restrictions an enrollment goes. */
type RestrictedSubject = Pick<
  RestrictedEnrollment,
  'user' | 'owner' | 'osVersion' | 'model' | 'enrollmentProfileName' | 'settled'
>;

/** Why enrollment restrictions turn an enrollment down; undefined when they don't. */
export function restrictionRefusal(tenant: Tenant, enrollment: RestrictedEnrollment): Refusal | undefined {
  const configurations = configurationsFor(tenant, enrollment);
  const platform = enrollment.platformIsExempt
    ? undefined
    : platformRefusal(tenant, configurations, enrollment);
  const refusal = platform ?? limitRefusal(tenant, configurations, enrollment);
  return refusal && withPending(tenant, enrollment, refusal);
}

/** Says in a refusal that another restriction will hold, where one will. */
function withPending(tenant: Tenant, subject: RestrictedSubject, refusal: Refusal): Refusal {
  const pending = pendingRestrictions(tenant, subject);
  return pending === undefined ? refusal : { ...refusal, reason: `${refusal.reason}; ${pending}` };
}

/**
 * That an enrollment goes by other restrictions than are assigned now, and until when, in a sentence; undefined when it doesn't.
 */
export function pendingRestrictions(tenant: Tenant, subject: RestrictedSubject): string | undefined {
  if (subject.settled || !isAssignmentPending(tenant)) return undefined;
  const before = restrictionsInForce(tenant, subject);
  const assigned = configurationsFor(tenant, { ...subject, settled: true });
  const pairs = [
    [before.platform, firstOfPlatform(assigned)],
    [before.limit, firstOfLimits(assigned)],
  ] as const;
  const sentences = pairs
    .filter(([old, next]) => old?.id !== next?.id)
    .map(([old, next]) => {
      const [from] = [next, old].flatMap((each) => (each && assignedFrom(tenant, each.id)) ?? []);
      return `“${next?.displayName ?? ''}” takes the place of “${old?.displayName ?? ''}” at ${from}: changed assignments of restrictions take about 15 minutes`;
    });
  return sentences.length > 0 ? sentences.join('; ') : undefined;
}

/**
 * Why Company Portal can't find the person's device after an automated enrollment: its version is outside of the range, which
 * doesn't keep such a device from enrolling. Source: Create device platform restrictions.
 */
export function mappingRefusal(tenant: Tenant, enrollment: RestrictedEnrollment): Refusal | undefined {
  const found = configurationsFor(tenant, enrollment).find((each) => iosRestriction(each) !== undefined);
  const restriction = found && iosRestriction(found);
  if (!restriction || !isOutside(restriction, enrollment.osVersion)) return undefined;
  return withPending(
    tenant,
    enrollment,
    refuse.deviceNotMapped(found.displayName ?? '', enrollment.osVersion),
  );
}

/** Whether a device has a corporate identifier: its serial number, or its IMEI [documented]. */
export function isCorporateDevice(
  tenant: Tenant,
  device: { readonly serialNumber?: string | undefined; readonly imei?: string | undefined },
): boolean {
  const identities = tenant.collection('deviceManagement/importedDeviceIdentities');
  if (identities.size === 0) return false;
  return (['serialNumber', 'imei'] as const).some((kind) => {
    const value = device[kind];
    return (
      value !== undefined &&
      identities
        .where('importedDeviceIdentifier', value)
        .some(({ importedDeviceIdentityType: type }) => type === kind)
    );
  });
}

/**
 * The restriction of platforms and the limit of devices that hold for an enrollment: of each kind the one with the
 * highest priority among those assigned, or the default.
 */
export function restrictionsInForce(
  tenant: Tenant,
  subject: RestrictedSubject,
): {
  readonly platform: DeviceEnrollmentConfiguration | undefined;
  readonly limit: DeviceEnrollmentConfiguration | undefined;
} {
  const configurations = configurationsFor(tenant, subject);
  return { platform: firstOfPlatform(configurations), limit: firstOfLimits(configurations) };
}

/** What a configuration restricts for iPhones and iPads; undefined when it has nothing to do with them. */
export function restrictionKind(each: DeviceEnrollmentConfiguration): 'platform' | 'limit' | undefined {
  if (each['@odata.type'] === LIMIT) return 'limit';
  return iosRestriction(each) === undefined ? undefined : 'platform';
}

const firstOfPlatform = (configurations: readonly DeviceEnrollmentConfiguration[]) =>
  configurations.find((each) => restrictionKind(each) === 'platform');
const firstOfLimits = (configurations: readonly DeviceEnrollmentConfiguration[]) =>
  configurations.find((each) => restrictionKind(each) === 'limit');

interface Defaults {
  readonly version: number;
  readonly builtIn: readonly DeviceEnrollmentConfiguration[];
  readonly now: readonly DeviceEnrollmentConfiguration[];
}

const DEFAULTS = new WeakMap<Tenant, Defaults>();

/** The defaults as administrators have left them; looked up anew when a configuration has changed. */
function defaultsOf(tenant: Tenant): readonly DeviceEnrollmentConfiguration[] {
  const stored = tenant.collection('deviceManagement/deviceEnrollmentConfigurations');
  const builtIn = defaultEnrollmentConfigurations(tenant);
  const known = DEFAULTS.get(tenant);
  if (known?.version === stored.version && known.builtIn === builtIn) return known.now;
  const now = builtIn.map((each) => stored.get(each.id) ?? each);
  DEFAULTS.set(tenant, { version: stored.version, builtIn, now });
  return now;
}

/** What is assigned to the person and the device, the highest priority first, and behind it the defaults. */
function configurationsFor(
  tenant: Tenant,
  { user, owner, osVersion, model, enrollmentProfileName, settled }: RestrictedSubject,
): readonly DeviceEnrollmentConfiguration[] {
  const defaults = defaultsOf(tenant);
  const { rows, assignments } = settled ? settledAssignments(tenant) : knownAssignments(tenant);
  if (!user || rows.size === 0) return defaults;
  const device = { manufacturer: 'Apple', ownership: owner, osVersion, model, enrollmentProfileName };
  const assigned = assignments
    .enrollmentConfigurations({ userId: user.id, device })
    .filter(({ applies, entity }) => applies && !isDefaultConfiguration(tenant, entity.id))
    .map(({ entity }) => entity);
  return [...assigned.sort((a, b) => a.priority - b.priority), ...defaults];
}

/** Its part about iPhones and iPads, if it has one. */
function iosRestriction(
  configuration: DeviceEnrollmentConfiguration,
): EnrollmentPlatformRestriction | undefined {
  switch (configuration['@odata.type']) {
    case ALL_PLATFORMS:
      return configuration.iosRestriction ?? {};
    case ONE_PLATFORM:
      return configuration.platformType === 'ios' ? (configuration.platformRestriction ?? {}) : undefined;
    default:
      return undefined;
  }
}

function platformRefusal(
  tenant: Tenant,
  configurations: readonly DeviceEnrollmentConfiguration[],
  { facts, owner, osVersion }: RestrictedEnrollment,
): Refusal | undefined {
  const found = firstOfPlatform(configurations);
  const restriction = found && iosRestriction(found);
  if (!restriction) return undefined;
  const name = found.displayName ?? '';
  const automated = facts.setup !== undefined;
  if (restriction.platformBlocked) return refuse.platformBlocked(name, automated);
  // [documented] neither of these is about devices of automated enrollment.
  if (automated) return undefined;
  if (restriction.personalDeviceEnrollmentBlocked && owner === 'personal')
    return refuse.personalDeviceBlocked(name);
  if (
    assumptionsOf(tenant).osRestrictionScope === 'companyPortalOnly' &&
    !facts.needs.includes('companyPortalApp')
  )
    return undefined;
  const { osMinimumVersion: minimum, osMaximumVersion: maximum } = restriction;
  return isOutside(restriction, osVersion)
    ? refuse.osVersionRestricted(name, osVersion, minimum, maximum)
    : undefined;
}

function isOutside(
  { osMinimumVersion: minimum, osMaximumVersion: maximum }: EnrollmentPlatformRestriction,
  osVersion: string,
): boolean {
  if (minimum && compareVersions(osVersion, minimum) < 0) return true;
  return Boolean(maximum) && compareVersions(osVersion, maximum as string) > 0;
}

function limitRefusal(
  tenant: Tenant,
  configurations: readonly DeviceEnrollmentConfiguration[],
  { user, serialNumber, directoryId }: RestrictedEnrollment,
): Refusal | undefined {
  const configuration = firstOfLimits(configurations);
  const limit = configuration?.limit;
  if (!user || limit === undefined) return undefined;
  const devices = tenant.collection('deviceManagement/managedDevices');
  if (devices.countWhere('userId', user.id) < limit) return undefined;
  const since = tenant.clock.now - COUNTED_DAYS * DAY;
  const counted = devices
    .where('userId', user.id)
    .filter(
      (each) =>
        Date.parse(each.lastSyncDateTime) >= since &&
        (each.serialNumber === undefined || each.serialNumber !== serialNumber) &&
        (directoryId === undefined || each.$directoryDevice !== directoryId),
    );
  return counted.length >= limit
    ? refuse.deviceCapReached(user.userPrincipalName, limit, configuration?.displayName ?? '')
    : undefined;
}
