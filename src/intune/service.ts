import { DAY, toIso } from '../clock/index.ts';
import {
  type Actor,
  assumptionsOf,
  type DirectoryDevice,
  deviationKey,
  type ManagedDevice,
  MissingEntityError,
  type Policy,
  SERVICES,
  type Tenant,
  type User,
} from '../tenant/index.ts';
import { createAppInventory } from './app-inventory.ts';
import { assignmentsOf } from './assignment.ts';
import type { EffectiveSet } from './assignment-types.ts';
import {
  type ComplianceResult,
  type DeviceState,
  evaluateCompliance,
  graceHoursOf,
  stateInTime,
} from './compliance.ts';
import { DEFAULT_VALIDITY_DAYS, REMAIN_CONTACT } from './compliance-built-in.ts';
import type { DeviceFacts } from './device-facts.ts';
import {
  decideEnrollment,
  type EnrollmentApproval,
  type EnrollmentDecision,
  type EnrollmentRequest,
  refuseMapping,
} from './enrollment-decision.ts';
import { recordEnrollmentFailure } from './enrollment-failures.ts';
import { enrollmentFacts } from './enrollment-types.ts';
import { createLicenseCheck } from './license.ts';
import {
  createManagedDevice,
  type Enrolled,
  type EnrollingDevice,
  removeManagedDevice,
  subjectOf,
  userOf,
} from './managed-device.ts';
import { CONFLICT, profileConflicts } from './profile-conflicts.ts';
import type { Refusal } from './refusals.ts';
import { deviationsOf, evaluatedPolicies } from './reported-settings.ts';

interface CheckIn {
  readonly managedDevice: ManagedDevice;
  readonly compliance: ComplianceResult;
  /** What the device should have now. */
  readonly effective: EffectiveSet;
}

/** Intune as a device meets it. Everything it knows is in the tenant; a device is named by its managed device's id. */
export interface Intune {
  /** Whether an enrollment would be accepted now. Changes nothing. */
  decideEnrollment(request: EnrollmentRequest): EnrollmentDecision;
  /** Why Company Portal can't make the person the user of a device of automated enrollment; undefined: it can. */
  refuseMapping(request: EnrollmentRequest): Refusal | undefined;
  /** Notes that an enrollment was turned down. */
  noteFailure(request: EnrollmentRequest, refusal: Refusal): void;
  /** Enrolls what was approved. */
  enroll(approval: EnrollmentApproval, device: EnrollingDevice): Enrolled;
  /** What a device gets and does not get. Throws MissingEntityError. */
  effective(managedDeviceId: string): EffectiveSet;
  /** Takes a device's report and evaluates its compliance. Throws MissingEntityError. */
  checkIn(managedDeviceId: string, facts: DeviceFacts): CheckIn;
  /** Judges a device without writing anything. Throws MissingEntityError. */
  evaluate(managedDeviceId: string, facts: DeviceFacts): ComplianceResult;
  /**
   * Ties the record to the registered Entra device, which from now on shows the compliance. Throws MissingEntityError.
   */
  link(managedDeviceId: string, directoryDevice: DirectoryDevice): ManagedDevice;
  /** Gives a device that was enrolled without one a user. Throws MissingEntityError. */
  assignUser(managedDeviceId: string, user: User): ManagedDevice;
  /** Notes how a configuration profile was received; no `error`: it was installed. Throws MissingEntityError. */
  reportProfile(managedDeviceId: string, policyId: string, error?: string): ManagedDevice;
  /** Ends management. Throws MissingEntityError. */
  retire(managedDeviceId: string): void;
}

/** The clock's events for a device: its grace period ends; it has been out of touch for too long. */
const GRACE_ENDS = 'intune.graceEnds';
const VALIDITY_ENDS = 'intune.validityEnds';

const SERVICE = new WeakMap<Tenant, Intune>();

/** The tenant's Intune; one for each tenant. */
export function intuneOf(tenant: Tenant): Intune {
  let intune = SERVICE.get(tenant);
  if (!intune) {
    intune = createIntune(tenant);
    SERVICE.set(tenant, intune);
  }
  return intune;
}

function createIntune(tenant: Tenant): Intune {
  const { clock } = tenant;
  const managed = tenant.collection('deviceManagement/managedDevices');
  const directory = tenant.collection('devices');
  const users = tenant.collection('users');
  const assignments = assignmentsOf(tenant);
  const isLicensed = createLicenseCheck(tenant);
  const graceHours = createGraceReader(tenant);
  const inventory = createAppInventory(tenant);
  const settings = createSettingsReader(tenant);
  const by: Actor = SERVICES.intune;

  function get(id: string): ManagedDevice {
    const device = managed.get(id);
    if (!device) throw new MissingEntityError(managed.name, id);
    return device;
  }

  function judge(
    device: ManagedDevice,
    facts: DeviceFacts,
    effective: EffectiveSet,
    lastContact: number,
  ): ComplianceResult {
    const user = device.userId === undefined ? undefined : users.get(device.userId);
    const { secureByDefault, validityDays } = settings();
    const policies = policiesFor(effective, facts);
    const result = evaluateCompliance(policies ?? [], facts, {
      now: clock.now,
      noncompliantSince: device.$noncompliantSince,
      graceHours,
      secureByDefault,
      lastContact,
      validityDays,
      userExists: device.userId === undefined || (user !== undefined && isLicensed(user)),
    });
    if (!policies) return { ...result, state: 'unknown', failing: [] };
    if (device.$markedNoncompliant) return { ...result, state: 'noncompliant' };
    const before = assumptionsOf(tenant).complianceBeforeRegistration;
    return device.azureADRegistered || before === 'evaluated' ? result : notJudged(result, before);
  }

  /** Entra ID learns of the compliance once the device is registered; one in grace still counts as compliant. */
  function tellDirectory(device: ManagedDevice): void {
    const { $directoryDevice: id, azureADRegistered, complianceState } = device;
    const known = id === undefined || !azureADRegistered ? undefined : directory.get(id);
    const isCompliant = complianceState === 'compliant' || complianceState === 'inGracePeriod';
    if (known && (known.isCompliant !== isCompliant || !known.isManaged)) {
      directory.update(known.id, { isManaged: true, isCompliant }, by);
    }
  }

  function setState(
    device: ManagedDevice,
    complianceState: DeviceState,
    graceEnds: number | undefined,
  ): void {
    const complianceGracePeriodExpirationDateTime = graceEnds === undefined ? undefined : toIso(graceEnds);
    const after = managed.update(
      device.id,
      {
        complianceState,
        ...(complianceGracePeriodExpirationDateTime !== device.complianceGracePeriodExpirationDateTime && {
          complianceGracePeriodExpirationDateTime,
        }),
      },
      by,
    );
    tellDirectory(after);
  }

  clock.on(GRACE_ENDS, (id, now) => {
    const device = managed.get(id);
    if (!device?.$noncompliantSince || device.complianceState !== 'inGracePeriod') return;
    let next = Number.POSITIVE_INFINITY;
    for (const [policyId, since] of Object.entries(device.$noncompliantSince)) {
      const policy = tenant.collection('deviceManagement/deviceCompliancePolicies').get(policyId);
      const { state, graceEnds } = stateInTime(since, policy ? graceHours(policy) : 0, now);
      if (state === 'nonCompliant') return setState(device, 'noncompliant', undefined);
      next = Math.min(next, graceEnds);
    }
    clock.schedule(next, GRACE_ENDS, id);
  });

  clock.on(VALIDITY_ENDS, (id, now) => {
    const device = managed.get(id);
    if (!device) return;
    const ends = Date.parse(device.lastSyncDateTime) + settings().validityDays * DAY;
    if (now >= ends) {
      setState(device, 'noncompliant', undefined);
      const lost = deviationKey('nonCompliant', '', REMAIN_CONTACT);
      const others = (device.$deviations ?? []).filter((key) => key !== lost);
      managed.update(id, { $deviations: [...others, lost] }, by);
    }
    // A device that comes back is watched again: there is one such event a device, always.
    clock.schedule(now >= ends ? now + settings().validityDays * DAY : ends, VALIDITY_ENDS, id);
  });

  return {
    decideEnrollment: (request) => decideEnrollment(tenant, request, isLicensed),
    refuseMapping: (request) => refuseMapping(tenant, request),
    noteFailure: (request, refusal) => recordEnrollmentFailure(tenant, request, refusal),
    enroll(approval, device) {
      const enrolled = createManagedDevice(tenant, approval, device, by);
      clock.schedule(clock.now + settings().validityDays * DAY, VALIDITY_ENDS, enrolled.managedDevice.id);
      return enrolled;
    },
    effective: (id) => assignments.effective(subjectOf(get(id))),
    evaluate(id, facts) {
      const device = get(id);
      const lastContact = Date.parse(device.lastSyncDateTime);
      return judge(device, facts, assignments.effective(subjectOf(device, facts)), lastContact);
    },
    checkIn(id, facts) {
      const row = managed.rowOf(id);
      const before = row === undefined ? undefined : managed.at(row);
      if (row === undefined || !before) throw new MissingEntityError(managed.name, id);
      const effective = assignments.effective(subjectOf(before, facts));
      const compliance = judge(before, facts, effective, clock.now);
      const { state, graceEnds, noncompliantSince } = compliance;
      const grace = graceEnds === undefined ? undefined : toIso(graceEnds);
      const reported: Report = {
        lastSyncDateTime: toIso(clock.now),
        osVersion: facts.osVersion,
        deviceName: facts.deviceName,
        jailBroken: facts.jailbroken ? 'True' : 'False',
        complianceState: state,
        $evaluated: evaluatedPolicies(policiesFor(effective, facts) ?? NO_POLICIES),
        $deviations: deviationsOf(compliance, before.$deviations),
        $apps: inventory(facts.apps, before.managedDeviceOwnerType),
        $configuration: configurationState(before.$profileErrors, effective.appliedConfigurations),
      };
      const sameGrace =
        grace === before.complianceGracePeriodExpirationDateTime &&
        sameEntries(noncompliantSince, before.$noncompliantSince);
      const after = sameGrace
        ? isReported(before, reported)
          ? before
          : managed.replaceAt(row, withReport(managed.copy(before), reported), by)
        : managed.update(
            id,
            {
              ...reported,
              complianceGracePeriodExpirationDateTime: grace,
              $noncompliantSince: noncompliantSince,
            },
            by,
          );
      if (graceEnds !== undefined && grace !== before.complianceGracePeriodExpirationDateTime) {
        clock.schedule(graceEnds, GRACE_ENDS, id);
      }
      tellDirectory(after);
      return { managedDevice: after, compliance, effective };
    },
    link(id, { id: $directoryDevice, deviceId }) {
      get(id);
      const after = managed.update(
        id,
        {
          azureADRegistered: true,
          azureADDeviceId: deviceId,
          deviceRegistrationState: 'registered',
          $directoryDevice,
        },
        by,
      );
      tellDirectory(after);
      return after;
    },
    assignUser(id, user) {
      get(id);
      return managed.update(id, userOf(user), by);
    },
    reportProfile(id, policyId, error) {
      const { [policyId]: known, ...others } = get(id).$profileErrors ?? {};
      if (known === error) return get(id);
      const errors = error === undefined ? others : { ...others, [policyId]: error };
      const $profileErrors = Object.keys(errors).length > 0 ? errors : undefined;
      const { appliedConfigurations } = assignments.effective(subjectOf(get(id)));
      const $configuration = configurationState($profileErrors, appliedConfigurations);
      return managed.update(id, { $profileErrors, $configuration }, by);
    },
    retire: (id) => removeManagedDevice(tenant, get(id), by),
  };
}

/** What is taken to be shown of a device that nobody has registered: no grace period runs meanwhile. */
function notJudged(
  { graceEnds: _, noncompliantSince: __, ...result }: ComplianceResult,
  state: 'compliant' | 'unknown',
): ComplianceResult {
  return { ...result, state };
}

const NO_POLICIES: readonly Policy[] = [];

/**
 * The policies that a device is judged by. [documented] none on a Shared iPad, which supports no compliance policies: undefined. That
 * it stays without a verdict is inferred.
 */
function policiesFor(
  { appliedCompliancePolicies }: EffectiveSet,
  { enrollmentType }: DeviceFacts,
): readonly Policy[] | undefined {
  return enrollmentFacts(enrollmentType).setup === 'sharedIPad' ? undefined : appliedCompliancePolicies;
}

/** The tenant-wide compliance settings; absent ones have the service's defaults. */
function settingsOf(tenant: Tenant): { secureByDefault: boolean; validityDays: number } {
  const singleton = tenant.collection('deviceManagement').first;
  return {
    secureByDefault: singleton?.settings?.secureByDefault ?? false,
    validityDays: singleton?.settings?.deviceComplianceCheckinThresholdDays ?? DEFAULT_VALIDITY_DAYS,
  };
}

/** The settings, looked up once until they change. */
function createSettingsReader(tenant: Tenant): () => ReturnType<typeof settingsOf> {
  const singleton = tenant.collection('deviceManagement');
  let version = -1;
  let known = settingsOf(tenant);
  return () => {
    if (version !== singleton.version) {
      version = singleton.version;
      known = settingsOf(tenant);
    }
    return known;
  };
}

/** The grace hours of policies, looked up once each until the actions for noncompliance change. */
function createGraceReader(tenant: Tenant): (policy: Policy) => number {
  const actions = tenant.collection('deviceManagement/deviceCompliancePolicies/scheduledActionsForRule');
  const known = new Map<string, number>();
  let version = -1;
  return ({ id }) => {
    if (version !== actions.version) {
      version = actions.version;
      known.clear();
    }
    let hours = known.get(id);
    if (hours === undefined) {
      hours = graceHoursOf(actions.where('$parent', id));
      known.set(id, hours);
    }
    return hours;
  };
}

/** What every check-in tells. */
interface Report {
  readonly lastSyncDateTime: string;
  readonly osVersion: string;
  readonly deviceName: string;
  readonly jailBroken: string;
  readonly complianceState: string;
  readonly $evaluated: readonly string[];
  readonly $deviations: readonly string[] | undefined;
  readonly $apps: readonly string[];
  readonly $configuration: NonNullable<ManagedDevice['$configuration']>;
}

/** How all profiles together stand on a device. */
function configurationState(
  errors: ManagedDevice['$profileErrors'],
  profiles: readonly Policy[],
): NonNullable<ManagedDevice['$configuration']> {
  if (errors) return Object.values(errors).every((each) => each === CONFLICT) ? 'conflict' : 'error';
  if (profileConflicts(profiles).size > 0) return 'conflict';
  return profiles.length > 0 ? 'compliant' : 'notApplicable';
}

function isReported(device: ManagedDevice, report: Report): boolean {
  return (
    device.lastSyncDateTime === report.lastSyncDateTime &&
    device.osVersion === report.osVersion &&
    device.deviceName === report.deviceName &&
    device['jailBroken'] === report.jailBroken &&
    device.complianceState === report.complianceState &&
    device.$evaluated === report.$evaluated &&
    device.$deviations === report.$deviations &&
    device.$apps === report.$apps &&
    device.$configuration === report.$configuration
  );
}

/** @param copy nobody else's */
function withReport(copy: ManagedDevice, report: Report): ManagedDevice {
  const device: { -readonly [P in keyof ManagedDevice]: ManagedDevice[P] | undefined } = copy;
  device.lastSyncDateTime = report.lastSyncDateTime;
  device.osVersion = report.osVersion;
  device.deviceName = report.deviceName;
  device['jailBroken'] = report.jailBroken;
  device.complianceState = report.complianceState;
  device.$evaluated = report.$evaluated;
  device.$deviations = report.$deviations;
  device.$apps = report.$apps;
  device.$configuration = report.$configuration;
  return copy;
}

function sameEntries(
  one: Readonly<Record<string, number>> | undefined,
  other: Readonly<Record<string, number>> | undefined,
): boolean {
  if (!one || !other) return one === other;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
