// The columns that tell of policies and their settings, and how they stand.

import { CATALOG_SET, TEMPLATE_SET } from '../../../tenant/index.ts';
import { COMPLIANCE_STATUSES, CONFIGURATION_STATUSES, POLICY_PLATFORMS } from './coded-values.ts';
import { type Column, coded, count, type Facts, type PolicySet, text, time } from './column.ts';
import { COMPLIANCE } from './device-rows.ts';

/** [recorded] what callers filter by, of each kind of policy. */
const BASE_TYPES: Readonly<Record<PolicySet, string>> = {
  [COMPLIANCE]: 'Microsoft.Management.Services.Api.DeviceCompliancePolicy',
  [TEMPLATE_SET]: 'Microsoft.Management.Services.Api.DeviceConfiguration',
  [CATALOG_SET]: 'DeviceManagementConfigurationPolicy',
};

/** [recorded] `GroupPolicyConfiguration`: the type's name without its namespace; `SettingsCatalog`. */
const typeName = ({ policy }: Facts) =>
  policy?.set === CATALOG_SET || policy?.entity?.['platforms'] !== undefined
    ? 'SettingsCatalog'
    : String(policy?.entity?.['@odata.type'] ?? '')
        .replace(/^#?microsoft\.graph\./, '')
        .replace(/^./, (first) => first.toUpperCase());

/** The built-in policy is for all platforms [recorded]; every other one here is Apple's. */
function platform({ policy, setting }: Facts): string {
  if (!policy?.entity) return setting !== undefined && /^ios/i.test(setting) ? 'iOS' : 'all';
  const { platforms, '@odata.type': type } = policy.entity;
  return /^(?:#?microsoft\.graph\.)?macOS/i.test(String(platforms ?? type)) ? 'macOS' : 'iOS';
}

const statuses = ({ policy }: Facts) =>
  policy?.set === TEMPLATE_SET || policy?.set === CATALOG_SET ? CONFIGURATION_STATUSES : COMPLIANCE_STATUSES;
const status = (facts: Facts) => facts.status ?? 'unknown';

const counters = [
  'Compliant',
  'NonCompliant',
  'Error',
  'Conflict',
  'NotApplicable',
  'NotEvaluated',
  'InProgress',
];
const furtherCounters = ['NonCompliantOrError', 'Removed', 'Remediated', 'Unknown', 'Other'];

export const POLICY_COLUMNS: readonly Column[] = [
  text('PolicyId', ({ policy }) => policy?.id),
  text('PolicyName', ({ policy }) => policy?.name),
  text('PolicyBaseTypeName', ({ policy }) => policy && BASE_TYPES[policy.set]),
  text('UnifiedPolicyType', typeName),
  text('PolicyType', typeName),
  text('PolicyTypeName', typeName),
  coded('PolicyPlatformType', POLICY_PLATFORMS, platform, { labelled: false }),
  text('PolicyPlatform', (facts) => POLICY_PLATFORMS[platform(facts)]?.[1]),
  text('UnifiedPolicyPlatformType', (facts) => POLICY_PLATFORMS[platform(facts)]?.[1]),
  text('PolicyVersion', ({ policy }) => String(policy?.entity?.['version'] ?? '')),
  text('AssignmentFilterIds', ({ policy }) => policy?.filterIds),
  // [recorded] text in which a number stands, and the words in a column of their own
  coded('PolicyStatus', statuses, status, { labelled: true }),
  coded('AssignmentStatus', statuses, status),
  coded('SettingStatus', statuses, status),
  text('ReportStatus', (facts) => statuses(facts)[status(facts)]?.[1]),
  time('PspdpuLastModifiedTimeUtc', ({ device }) => device?.lastSyncDateTime),
  text('SettingId', ({ settingId }) => settingId),
  // [recorded] the same name in both
  text('SettingName', ({ setting }) => setting),
  text('SettingNm', ({ setting }) => setting),
  ...[...counters, ...furtherCounters].map((name) => count(`NumberOf${name}Devices`)),
  { name: 'ErrorCode', type: 'Int32', read: () => 0 },
];
