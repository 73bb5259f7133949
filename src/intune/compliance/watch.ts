// What becomes of a device's compliance between its check-ins: grace periods end, errors are tolerated no longer, the device
// keeps silent, a policy is taken away. All of it follows from the device's record, by the tenant's clock.
import { DAY, MINUTE, SECOND, toIso } from '../../clock/index.ts';
import {
  type Actor,
  assumptionsOf,
  COMPLIANCE_SETS,
  deviationKey,
  type ManagedDevice,
  type Tenant,
} from '../../tenant/index.ts';
import { assignmentsOf } from '../assignment.ts';
import { subjectOf } from '../managed-device.ts';
import { evaluatedPolicies } from '../reported-settings.ts';
import { POLICY_ASSIGNED, REMAIN_CONTACT } from './built-in.ts';
import { compliancePolicyOf } from './catalog.ts';
import { deviceStanding, ERROR_TOLERANCE, type Since, stateInTime } from './compliance.ts';
import type { ComplianceSchedule, createSettingsReader } from './schedule.ts';

/** The clock's events for a device: its state may change by itself; it has been out of touch for too long. */
const STATE_DUE = 'intune.complianceDue';
const VALIDITY_ENDS = 'intune.validityEnds';
/** The clock's event for a policy that reaches fewer devices than before; the subject is the row to go on behind, and its id. */
const RECALCULATE = 'intune.recalculateCompliance';
/** [documented] that it is calculated with existing data when an assignment goes; [inferred] how soon, in milliseconds. */
export const RECALCULATION_DELAY = MINUTE;

/** How many devices are judged anew in one go, the others a second later: a request must not wait for a million. */
export const RECALCULATED_AT_ONCE = 10_000;

const IS_POLICY: ReadonlySet<string> = new Set(COMPLIANCE_SETS);
const IS_ASSIGNMENT: ReadonlySet<string> = new Set(COMPLIANCE_SETS.map((set) => `${set}/assignments`));
const BUILT_IN_FAILURE = '!/';

type Change = { readonly [P in keyof ManagedDevice]?: ManagedDevice[P] | undefined };

interface Watched {
  readonly tenant: Tenant;
  readonly by: Actor;
  readonly scheduleOf: (policyId: string) => ComplianceSchedule;
  readonly settings: ReturnType<typeof createSettingsReader>;
  /** Tells Entra ID. */
  readonly tellDirectory: (device: ManagedDevice) => void;
}

export interface ComplianceWatch {
  /** Has a device's state looked at when it may change by itself. */
  await(device: ManagedDevice): void;
  /** Watches a new device's contacts. */
  begin(managedDeviceId: string): void;
}

export function watchCompliance({
  tenant,
  by,
  scheduleOf,
  settings,
  tellDirectory,
}: Watched): ComplianceWatch {
  const { clock } = tenant;
  const managed = tenant.collection('deviceManagement/managedDevices');
  const graceHours = (id: string) => (compliancePolicyOf(tenant, id) ? scheduleOf(id).graceHours : 0);

  /** When the state next changes without a check-in. */
  function nextChange(
    { $noncompliantSince, $errorSince, complianceState }: ManagedDevice,
    now: number,
  ): number {
    let next = Number.POSITIVE_INFINITY;
    if (complianceState === 'noncompliant') return next;
    for (const [id, since] of Object.entries($noncompliantSince ?? {})) {
      const { graceEnds } = stateInTime(since, graceHours(id), now);
      if (graceEnds > now) next = Math.min(next, graceEnds);
    }
    for (const [id, since] of Object.entries($errorSince ?? {})) {
      if ($noncompliantSince?.[id] === undefined) next = Math.min(next, since + ERROR_TOLERANCE);
    }
    return next;
  }

  function awaitChange(device: ManagedDevice): void {
    const next = nextChange(device, clock.now);
    if (next !== Number.POSITIVE_INFINITY) clock.schedule(next, STATE_DUE, device.id);
  }

  /** Brings a device's state to what its record says, after `change`. */
  function settle(device: ManagedDevice, change: Change): void {
    const { now } = clock;
    const record: Change = { ...device, ...change };
    let since = record.$noncompliantSince;
    for (const [id, at] of Object.entries(record.$errorSince ?? {})) {
      const tolerated = at + ERROR_TOLERANCE;
      if (since?.[id] === undefined && now >= tolerated) since = { ...since, [id]: tolerated };
    }
    const { state, graceEnds } = record.$markedNoncompliant
      ? { state: 'noncompliant' as const, graceEnds: undefined }
      : deviceStanding({
          former: device.complianceState,
          noncompliantSince: since,
          errorSince: record.$errorSince,
          builtInFails: (record.$deviations ?? []).some((key) => key.startsWith(BUILT_IN_FAILURE)),
          now,
          graceHours,
        });
    const grace = graceEnds === undefined ? undefined : toIso(graceEnds);
    const all: Change = {
      ...change,
      ...(since !== device.$noncompliantSince && { $noncompliantSince: since }),
      ...(state !== device.complianceState && { complianceState: state }),
      ...(grace !== device.complianceGracePeriodExpirationDateTime && {
        complianceGracePeriodExpirationDateTime: grace,
      }),
    };
    if (Object.keys(all).length === 0) return;
    const after = managed.update(device.id, all, by);
    tellDirectory(after);
    awaitChange(after);
  }

  clock.on(STATE_DUE, (id) => {
    const device = managed.get(id);
    if (device) settle(device, {});
  });

  clock.on(VALIDITY_ENDS, (id, now) => {
    const device = managed.get(id);
    if (!device) return;
    const ends = Date.parse(device.lastSyncDateTime) + settings().validityDays * DAY;
    if (now >= ends) settle(device, { $deviations: withBuiltIn(device.$deviations, REMAIN_CONTACT, true) });
    // A device that comes back is watched again: there is one such event a device, always.
    clock.schedule(now >= ends ? now + settings().validityDays * DAY : ends, VALIDITY_ENDS, id);
  });

  clock.on(RECALCULATE, (subject, at) => {
    const space = subject.indexOf(' ');
    const policyId = subject.slice(space + 1);
    const rows = rowsOf(policyId, space > 0 ? Number(subject.slice(0, space)) : undefined);
    for (const row of rows) {
      const device = managed.at(row);
      if (device && device.complianceState !== 'unknown') withdraw(device, policyId);
    }
    if (rows.length === RECALCULATED_AT_ONCE)
      clock.schedule(at + SECOND, RECALCULATE, `${rows.at(-1)} ${policyId}`);
  });

  /** The next devices that the policy judges. All at once, as what is known of them changes meanwhile. */
  function rowsOf(policyId: string, behind: number | undefined): readonly number[] {
    const rows: number[] = [];
    for (const row of managed.rowsWhere('$evaluated', policyId)?.after(behind) ?? []) {
      rows.push(row);
      if (rows.length === RECALCULATED_AT_ONCE) break;
    }
    return rows;
  }

  /** Takes a policy that reaches the device no more out of what is known of it. */
  function withdraw(device: ManagedDevice, policyId: string): void {
    const applied = assignmentsOf(tenant).effective(subjectOf(device)).appliedCompliancePolicies;
    if (applied.some(({ id }) => id === policyId)) return;
    const deviations = device.$deviations?.filter((key) => !key.slice(1).startsWith(`${policyId}/`));
    const left = applied.filter(({ id }) => device.$evaluated?.includes(id));
    const bare = left.length === 0 && settings().secureByDefault;
    const since = without(device.$noncompliantSince, policyId);
    settle(device, {
      $evaluated: evaluatedPolicies(left),
      $deviations: withBuiltIn(deviations, POLICY_ASSIGNED, bare),
      $noncompliantSince: since,
      $errorSince: without(device.$errorSince, policyId),
      // What was done belonged to a failure that is over.
      $actedUntil: without(device.$actedUntil, policyId),
      $pushedUntil: without(device.$pushedUntil, policyId),
      ...(since === undefined && { retireAfterDateTime: undefined }),
    });
  }

  tenant.journal.subscribe(({ set, change, id, before, after }) => {
    if (change === 'delete' && IS_POLICY.has(set)) return recalculate(id);
    if (IS_ASSIGNMENT.has(set)) {
      const policyId = before?.['$parent'] ?? after?.['$parent'];
      if (policyId !== undefined) recalculate(String(policyId));
    }
    if (set === 'deviceManagement' && change === 'update' && validityOf(after) < validityOf(before)) {
      // What was watched for longer is looked at anew; later looks are the devices' own.
      for (const device of managed) {
        const ends = Date.parse(device.lastSyncDateTime) + settings().validityDays * DAY;
        clock.schedule(ends, VALIDITY_ENDS, device.id);
      }
    }
  });

  function recalculate(policyId: string): void {
    if (managed.countWhere('$evaluated', policyId) === 0) return;
    if (assumptionsOf(tenant).complianceAfterUnassignment === 'nextSync') return;
    clock.schedule(clock.now + RECALCULATION_DELAY, RECALCULATE, ` ${policyId}`);
  }

  return {
    await: awaitChange,
    begin: (id) => clock.schedule(clock.now + settings().validityDays * DAY, VALIDITY_ENDS, id),
  };
}

interface WithSettings {
  readonly settings?: { readonly deviceComplianceCheckinThresholdDays?: number };
}

function validityOf(singleton: unknown): number {
  return (
    (singleton as WithSettings | undefined)?.settings?.deviceComplianceCheckinThresholdDays ?? Number.NaN
  );
}

/** A device's deviations with or without the failure of a built-in setting. */
function withBuiltIn(
  deviations: readonly string[] | undefined,
  setting: string,
  fails: boolean,
): readonly string[] | undefined {
  const key = deviationKey('nonCompliant', '', setting);
  const others = (deviations ?? []).filter((each) => each !== key);
  const all = fails ? [...others, key] : others;
  return all.length > 0 ? all : undefined;
}

function without(since: Since | undefined, policyId: string): Since | undefined {
  if (since?.[policyId] === undefined) return since;
  const { [policyId]: _, ...others } = since;
  return Object.keys(others).length > 0 ? others : undefined;
}
