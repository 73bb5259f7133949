import { toIso } from '../clock/index.ts';
import {
  type Actor,
  assumptionsOf,
  type DirectoryDevice,
  type ManagedDevice,
  MissingEntityError,
  onceFor,
  type Policy,
  SERVICES,
  type Tenant,
  type User,
} from '../tenant/index.ts';
import { createAppInventory } from './app-inventory.ts';
import { assignmentsOf } from './assignment.ts';
import type { EffectiveSet } from './assignment-types.ts';
import {
  configurationState,
  entriesOf,
  isReported,
  type Report,
  sameEntries,
  withReport,
} from './check-in-report.ts';
import { type ComplianceResult, evaluateCompliance } from './compliance/compliance.ts';
import { planActions, type TakenAction, takeActions } from './compliance/noncompliance-actions.ts';
import { createScheduleReader, createSettingsReader } from './compliance/schedule.ts';
import { watchCompliance } from './compliance/watch.ts';
import type { DeviceFacts } from './device-facts.ts';
import {
  decideEnrollment,
  type EnrollmentApproval,
  type EnrollmentDecision,
  type EnrollmentRequest,
  refuseMapping,
} from './enrollment/decision.ts';
import { recordEnrollmentFailure } from './enrollment/failures.ts';
import type { Refusal } from './enrollment/refusals.ts';
import { delayRestrictionAssignments } from './enrollment/restriction-assignments.ts';
import { enrollmentFacts } from './enrollment/types.ts';
import { createLicenseCheck } from './license.ts';
import {
  createManagedDevice,
  type Enrolled,
  type EnrollingDevice,
  removeManagedDevice,
  subjectOf,
  userOf,
} from './managed-device.ts';
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
  /**
   * Does what actions for noncompliance ask for now, in order. `companyPortal`: of a device that checks in, whether the app
   * is there to show a notification.
   */
  takeActions(managedDeviceId: string, companyPortal?: boolean): readonly TakenAction[];
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

/** The clock's event for a device that an action for noncompliance is due for; the subject is the managed device's id. */
export const ACTION_DUE_EVENT = 'intune.actionDue';

/** The tenant's Intune; one for each tenant. */
export const intuneOf = onceFor(createIntune);

function createIntune(tenant: Tenant): Intune {
  const { clock } = tenant;
  const managed = tenant.collection('deviceManagement/managedDevices');
  const directory = tenant.collection('devices');
  const users = tenant.collection('users');
  const assignments = assignmentsOf(tenant);
  const isLicensed = createLicenseCheck(tenant);
  const scheduleOf = createScheduleReader(tenant);
  const graceHours = (policyId: string) => scheduleOf(policyId).graceHours;
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
      former: device.complianceState,
      noncompliantSince: device.$noncompliantSince,
      errorSince: device.$errorSince,
      graceHours,
      secureByDefault,
      lastContact,
      validityDays,
      userExists: device.userId === undefined || (user !== undefined && isLicensed(user)),
    });
    const { complianceWithoutUser, complianceBeforeRegistration: before } = assumptionsOf(tenant);
    const isExempt = device.userId === undefined && complianceWithoutUser === 'notEvaluated';
    if (!policies || isExempt) return { ...notJudged(result, 'unknown'), failing: [] };
    if (device.$markedNoncompliant) {
      const { graceEnds: _, ...marked } = result;
      return { ...marked, state: 'noncompliant' };
    }
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

  delayRestrictionAssignments(tenant);
  const watch = watchCompliance({ tenant, by, scheduleOf, settings, tellDirectory });

  function act(id: string, companyPortal: boolean | undefined): readonly TakenAction[] {
    const device = managed.get(id);
    if (!device?.$noncompliantSince) return [];
    const { due } = planActions(tenant, device, scheduleOf, companyPortal !== undefined);
    return takeActions(tenant, device, due, companyPortal);
  }

  /** Has what comes next for a failing device done when it is due. */
  function awaitAction(device: ManagedDevice): void {
    const { next } = planActions(tenant, device, scheduleOf, false);
    if (next !== Number.POSITIVE_INFINITY) clock.schedule(next, ACTION_DUE_EVENT, device.id);
  }

  clock.on(ACTION_DUE_EVENT, (id) => {
    intune.takeActions(id);
  });

  const intune: Intune = {
    decideEnrollment: (request) => decideEnrollment(tenant, request, isLicensed),
    refuseMapping: (request) => refuseMapping(tenant, request),
    noteFailure: (request, refusal) => recordEnrollmentFailure(tenant, request, refusal),
    enroll(approval, device) {
      const enrolled = createManagedDevice(tenant, approval, device, by);
      watch.begin(enrolled.managedDevice.id);
      return enrolled;
    },
    effective: (id) => assignments.effective(subjectOf(get(id))),
    takeActions(id, companyPortal) {
      const taken = act(id, companyPortal);
      const device = managed.get(id);
      // A check-in waits for nothing more than before; what was due by itself makes room for the next.
      if (companyPortal === undefined && device) awaitAction(device);
      return taken;
    },
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
      const { state, graceEnds, noncompliantSince, errorSince } = compliance;
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
        sameEntries(noncompliantSince, before.$noncompliantSince) &&
        sameEntries(errorSince, before.$errorSince);
      const after = sameGrace
        ? isReported(before, reported)
          ? before
          : managed.replaceAt(row, withReport(managed.copy(before), reported), by)
        : managed.update(
            id,
            {
              complianceGracePeriodExpirationDateTime: grace,
              $noncompliantSince: noncompliantSince,
              $errorSince: errorSince,
              retireAfterDateTime: noncompliantSince ? before.retireAfterDateTime : undefined,
              // What was done belongs to a failure that may be over.
              $actedUntil: entriesOf(before.$actedUntil, noncompliantSince),
              $pushedUntil: entriesOf(before.$pushedUntil, noncompliantSince),
              ...reported,
            },
            by,
          );
      if (!sameGrace) {
        watch.await(after);
        if (noncompliantSince) awaitAction(after);
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
  return intune;
}

/** What is taken to be shown of a device that nobody has registered: no grace period runs meanwhile. */
function notJudged(
  { graceEnds: _, noncompliantSince: __, errorSince: ___, ...result }: ComplianceResult,
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
