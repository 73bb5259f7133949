// What every check-in tells, on a device's record.
import type { ManagedDevice, Policy } from '../tenant/index.ts';
import { CONFLICT, profileConflicts } from './profile-conflicts.ts';

/** What every check-in tells. */
export interface Report {
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
export function configurationState(
  errors: ManagedDevice['$profileErrors'],
  profiles: readonly Policy[],
): NonNullable<ManagedDevice['$configuration']> {
  if (errors) return Object.values(errors).every((each) => each === CONFLICT) ? 'conflict' : 'error';
  if (profileConflicts(profiles).size > 0) return 'conflict';
  return profiles.length > 0 ? 'compliant' : 'notApplicable';
}

export function isReported(device: ManagedDevice, report: Report): boolean {
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
export function withReport(copy: ManagedDevice, report: Report): ManagedDevice {
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

export function sameEntries(
  one: Readonly<Record<string, number>> | undefined,
  other: Readonly<Record<string, number>> | undefined,
): boolean {
  if (!one || !other) return one === other;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

/** Of what is known of policies, what belongs to those that still fail. */
export function entriesOf(
  known: Readonly<Record<string, number>> | undefined,
  failing: Readonly<Record<string, number>> | undefined,
): Readonly<Record<string, number>> | undefined {
  const kept = Object.entries(known ?? {}).filter(([id]) => failing?.[id] !== undefined);
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}
