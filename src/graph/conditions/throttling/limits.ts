// The limits that Microsoft publishes: https://learn.microsoft.com/graph/throttling-limits
import { MINUTE, SECOND } from '../../../clock/index.ts';
import type { Resource } from '../../declare/resource.ts';
import type { Route } from '../../request/route.ts';

/** Who answers when it is too much; each has words of its own. */
export type Answerer = 'gateway' | 'intune' | 'directory' | 'conditionalAccess' | 'queryBroker';

export interface Limit {
  readonly name: string;
  readonly amount: number;
  /** In milliseconds. */
  readonly period: number;
  /** Whether every application has its own, or all share one. */
  readonly per: 'application' | 'tenant';
  readonly counts: 'requests' | 'writes' | 'units';
  readonly answeredBy: Answerer;
  readonly retryAfter: boolean;
}

const limit = (
  name: string,
  per: Limit['per'],
  counts: Limit['counts'],
  amount: number,
  period: number,
  answeredBy: Answerer,
  retryAfter = true,
): Limit => ({ name, per, counts, amount, period, answeredBy, retryAfter });

/** [documented] for all of Graph. */
const GLOBAL: readonly Limit[] = [limit('graph', 'application', 'requests', 2000, SECOND, 'gateway')];

const INTUNE_PERIOD = 20 * SECOND;

/** [documented] a table for each of Intune's services; they differ for devices only. */
function intuneLimits(group: string, factor: number, retryAfter: boolean): readonly Limit[] {
  const one = (per: Limit['per'], counts: Limit['counts'], amount: number) =>
    limit(`intune/${group}`, per, counts, amount * factor, INTUNE_PERIOD, 'intune', retryAfter);
  return [
    one('application', 'writes', 100),
    one('application', 'requests', 1000),
    one('tenant', 'writes', 200),
    one('tenant', 'requests', 2000),
  ];
}

/** [documented] what belongs to the devices' service, as far as iPhones and iPads have to do with it. */
const DEVICE_TYPES = new Set(
  'managedDevice managedDeviceOverview detectedApp applePushNotificationCertificate remoteActionAudit dataSharingConsent'.split(
    ' ',
  ),
);

/** [recorded] graph2otel: exports. */
const EXPORTS: readonly Limit[] = [
  limit('intune/exportJobs', 'application', 'requests', 48, MINUTE, 'intune'),
];

/** [recorded] graph2otel: the broker that reports come from, and its words. [inferred] that its limit is that of exports. */
const REPORTS: readonly Limit[] = [
  limit('intune/queryBroker', 'application', 'requests', 48, MINUTE, 'queryBroker', false),
];

/** [documented] without Retry-After. */
const CONDITIONAL_ACCESS: readonly Limit[] = [
  limit('conditionalAccess', 'tenant', 'requests', 1, SECOND, 'conditionalAccess', false),
];

/** [documented] sign-ins, audits and what else the directory reports. */
const DIRECTORY_REPORTS: readonly Limit[] = [
  limit('directoryReports', 'application', 'requests', 5, 10 * SECOND, 'gateway'),
];

/** [documented] by the number of users: below 50, up to 500, above. */
export function directoryUnits(users: number): number {
  return users < 50 ? 3500 : users <= 500 ? 5000 : 8000;
}

/** [documented] units for each application, writes for each application and for all. */
function directoryLimits(users: number): readonly Limit[] {
  return [
    limit('directory', 'application', 'writes', 3000, 150 * SECOND, 'directory'),
    limit('directory', 'application', 'units', directoryUnits(users), 10 * SECOND, 'directory'),
    limit('directory', 'tenant', 'writes', 18_000, 5 * MINUTE, 'directory'),
  ];
}

const DEFAULT_GROUP = 'DeviceConfiguration';

function intuneGroup({ type, service = DEFAULT_GROUP }: Resource): string {
  return DEVICE_TYPES.has(type) ? 'devices' : (service.split(/[/_]/)[0] as string);
}

/** All limits that count a request, those first that are tightest where it goes. */
export function limitsOf(route: Route, users: number): readonly Limit[] {
  const { resource } = (route.steps[route.steps.length - 1] as Route['steps'][number]).node;
  const { path, family } = resource;
  if (family === 'intune') {
    const group = intuneGroup(resource);
    const own = path.startsWith('deviceManagement/reports/exportJobs')
      ? EXPORTS
      : path === 'deviceManagement/reports' && route.tail.kind === 'operation'
        ? REPORTS
        : [];
    // [recorded] IntuneCD#217: the service of audit events says nothing about when to come back.
    const retryAfter = !path.startsWith('deviceManagement/auditEvents');
    return [...own, ...intuneLimits(group, group === 'devices' ? 2 : 1, retryAfter), ...GLOBAL];
  }
  if (/^identity\/conditionalAccess|^identityProtection/.test(path))
    return [...CONDITIONAL_ACCESS, ...GLOBAL];
  if (/^(?:auditLogs|reports)(?:\/|$)/.test(path)) return [...DIRECTORY_REPORTS, ...GLOBAL];
  return [...directoryLimits(users), ...GLOBAL];
}
