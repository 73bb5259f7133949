// How a policy stands with users, and what its overviews say: computed from how it stands on each device, never stored.
import { type Entity, STATUSES_BY_SEVERITY } from '../../../tenant/index.ts';

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

/** `byStatus`: how many devices or users have which status. */
export function statusOverview(
  policy: Entity,
  byStatus: Readonly<Record<string, number>>,
  latest: string | undefined,
): Entity {
  const counts: Record<string, number> = {};
  for (const [status, count] of Object.entries(byStatus)) {
    const counter = (status === 'notApplicable' && mismatch(policy)) || (COUNTERS[status] ?? 'pendingCount');
    counts[counter] = (counts[counter] ?? 0) + count;
  }
  return {
    id: policy.id,
    ...counts,
    ...(latest === undefined ? {} : { lastUpdateDateTime: latest }),
    configurationVersion: policy['version'],
  };
}

/** [documented] "notApplicable devices due to mismatch platform and policy" have a counter of their own; all devices here are of one platform. */
const mismatch = (policy: Entity) =>
  /^#?microsoft\.graph\.(?:macOS|windows|android|aosp)/i.test(String(policy['@odata.type'] ?? '')) &&
  'notApplicablePlatformCount';

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

function rank({ status }: Entity): number {
  return STATUSES_BY_SEVERITY.indexOf(String(status));
}
