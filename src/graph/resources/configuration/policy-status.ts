// What a policy's overviews count: computed from how it stands on each device, never stored.
import type { Entity } from '../../../tenant/index.ts';

/** [documented] `complianceStatus`; which counter a status goes into is inferred from the overview's description. */
const COUNTERS: Readonly<Record<string, string>> = {
  unknown: 'pendingCount',
  notAssigned: 'pendingCount',
  notApplicable: 'notApplicableCount',
  compliant: 'successCount',
  remediated: 'successCount',
  nonCompliant: 'failedCount',
  error: 'errorCount',
  conflict: 'conflictCount',
};

/** From best to worst: a user has the worst of the statuses of his devices. */
const SEVERITY = [
  'notAssigned',
  'unknown',
  'notApplicable',
  'compliant',
  'remediated',
  'nonCompliant',
  'conflict',
  'error',
];

export function deviceStatusOverview(statuses: Iterable<Entity>, policy: Entity): Entity {
  return overview(policy, statuses);
}

export function userStatusOverview(statuses: Iterable<Entity>, policy: Entity): Entity {
  return overview(policy, userStatuses(statuses, policy));
}

function overview(policy: Entity, statuses: Iterable<Entity>): Entity {
  const counts: Record<string, number> = {};
  let latest: string | undefined;
  for (const status of statuses) {
    const counter = COUNTERS[String(status['status'])] ?? 'pendingCount';
    counts[counter] = (counts[counter] ?? 0) + 1;
    const at = status['lastReportedDateTime'];
    if (typeof at === 'string' && (latest === undefined || at > latest)) latest = at;
  }
  return {
    id: policy.id,
    ...counts,
    ...(latest === undefined ? {} : { lastUpdateDateTime: latest }),
    configurationVersion: policy['version'],
  };
}

/** One status for each user who has a device with one. */
export function userStatuses(statuses: Iterable<Entity>, policy: Entity): readonly Entity[] {
  const byUser = new Map<string, { worst: Entity; devices: number; latest: string }>();
  for (const status of statuses) {
    const user = String(status['userPrincipalName'] ?? '');
    if (user === '') continue;
    const at = String(status['lastReportedDateTime'] ?? '');
    const known = byUser.get(user);
    const worst = known && rank(known.worst) >= rank(status) ? known.worst : status;
    byUser.set(user, {
      worst,
      devices: (known?.devices ?? 0) + 1,
      latest: known && known.latest > at ? known.latest : at,
    });
  }
  return [...byUser].map(([user, { worst, devices, latest }]) => ({
    id: `${policy.id}_${user}`,
    userDisplayName: worst['userName'] ?? user,
    userPrincipalName: user,
    devicesCount: devices,
    status: worst['status'],
    ...(latest === '' ? {} : { lastReportedDateTime: latest }),
  }));
}

function rank(status: Entity): number {
  return SEVERITY.indexOf(String(status['status']));
}
