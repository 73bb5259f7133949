// What can be asked about filters: whether a rule is one, what rules may say, whom they match.
import { toIso } from '../../../clock/index.ts';
import {
  compileFilter,
  type DevicePredicate,
  type FilterableDevice,
  filterableDevice,
  OPERATORS_OF,
  PLATFORM_PROPERTIES,
} from '../../../filters/index.ts';
import type { ManagedDevice } from '../../../tenant/index.ts';
import type { Operation } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { actorOf, type Call } from '../../request/call.ts';
import { DEVICES } from '../devices/ask-device.ts';
import { FILTERS, filtersEnabled, ruleProblem } from './assignment-filters.ts';
import { filterRuleInvalid, filtersRemain } from './errors.ts';
import { assignmentsWith } from './filter-payloads.ts';

const TYPE = 'deviceAndAppManagementAssignmentFilter';
const source = (page: string) => [
  `https://learn.microsoft.com/graph/api/intune-policyset-${page}?view=graph-rest-beta`,
];

const validateFilter: Operation = {
  on: TYPE,
  bound: 'set',
  name: 'validateFilter',
  run(call, _entity, { deviceAndAppManagementAssignmentFilter: filter }) {
    const { rule, platform } = (filter ?? {}) as JsonObject;
    const problem = ruleProblem(rule, platform);
    if (problem !== undefined) call.note(`the rule is not valid: ${problem}`);
    return { isValidRule: problem === undefined };
  },
  evidence: 'documented',
  sources: source('deviceandappmanagementassignmentfilter-validatefilter'),
};

/** The members of `assignmentFilterOperator`, by the operators of rules. */
const OPERATOR_NAMES: Readonly<Record<string, string>> = {
  eq: 'equals',
  ne: 'notEquals',
  startsWith: 'startsWith',
  contains: 'contains',
  notContains: 'notContains',
  in: 'in',
  notIn: 'notIn',
  gt: 'greaterThan',
  ge: 'greaterThanOrEquals',
  lt: 'lessThan',
  le: 'lessThanOrEquals',
};

/** [inferred] the names of data types, and that a property has no pattern. */
function supportedProperties(platform: string) {
  return (PLATFORM_PROPERTIES[platform] ?? []).map(({ name, kind, values = [] }) => ({
    name,
    dataType: kind === 'version' ? 'version' : 'string',
    isCollection: false,
    propertyRegexConstraint: '',
    supportedOperators: OPERATORS_OF[kind].map((operator) => OPERATOR_NAMES[operator]),
    supportedValues: values,
  }));
}

const getSupportedProperties: Operation = {
  on: TYPE,
  name: 'getSupportedProperties',
  run: (_call, filter) => supportedProperties(String(filter?.['platform'])),
  evidence: 'documented',
  sources: source('deviceandappmanagementassignmentfilter-getsupportedproperties'),
};

const getPlatformSupportedProperties: Operation = {
  on: TYPE,
  bound: 'set',
  name: 'getPlatformSupportedProperties',
  run: (_call, _entity, { platform }) => supportedProperties(String(platform)),
  evidence: 'documented',
  sources: source('deviceandappmanagementassignmentfilter-getplatformsupportedproperties'),
};

const getState: Operation = {
  on: TYPE,
  bound: 'set',
  name: 'getState',
  run: (call) => ({ enabled: filtersEnabled(call) }),
  evidence: 'documented',
  sources: source('deviceandappmanagementassignmentfilter-getstate'),
};

const enable: Operation = {
  on: TYPE,
  bound: 'set',
  name: 'enable',
  run(call, _entity, { enable: on }) {
    const { tenant } = call;
    if (!on && tenant.collection(FILTERS).size > 0) throw filtersRemain();
    const root = tenant.collection('deviceManagement').first;
    if (root) {
      const $assignmentFiltersDisabled = on ? undefined : true;
      tenant.collection('deviceManagement').update(root.id, { $assignmentFiltersDisabled }, actorOf(call));
    }
  },
  evidence: 'documented',
  sources: source('deviceandappmanagementassignmentfilter-enable'),
};

/** What a device is to a rule, by the names of rules. */
function propertiesOf(platform: string, device: FilterableDevice): [name: string, value: string][] {
  return (PLATFORM_PROPERTIES[platform] ?? []).map(({ name, read }) => [name, read?.(device) ?? '']);
}

/** [inferred] what a preview shows of a device. */
const COLUMNS = [
  'DeviceId',
  'DeviceName',
  'OSVersion',
  'Manufacturer',
  'Model',
  'Ownership',
  'Category',
  'UPN',
];

/** [recorded] Intune's reports: 50 rows a page. */
const PREVIEW_PAGE = 50;

function compiled(rule: unknown, platform: unknown): DevicePredicate {
  const problem = ruleProblem(rule, platform);
  if (problem !== undefined) throw filterRuleInvalid(problem);
  return compileFilter(String(rule), String(platform));
}

function previewRow(device: ManagedDevice): string[] {
  const { deviceName, manufacturer, model, osVersion, ownership, deviceCategory } = filterableDevice(device);
  const shown = [
    deviceName,
    osVersion,
    manufacturer,
    model,
    ownership,
    deviceCategory,
    device.userPrincipalName,
  ];
  return [device.id, ...shown.map((each) => each ?? '')];
}

/** The devices that a rule matches, page by page. It takes a look at every device, as rules have no index. */
const evaluateAssignmentFilter: Operation = {
  on: 'deviceManagement',
  name: 'evaluateAssignmentFilter',
  run(call, _root, { data }) {
    const { rule, platform, search, skip, top } = (data ?? {}) as JsonObject;
    const matches = compiled(rule, platform);
    const text = typeof search === 'string' ? search.toLowerCase() : '';
    const from = Number(skip ?? 0);
    // An unset number arrives as zero.
    const to = from + (Number(top ?? 0) || PREVIEW_PAGE);
    const page: string[][] = [];
    let total = 0;
    for (const device of call.tenant.collection(DEVICES)) {
      if (!matches(filterableDevice(device))) continue;
      if (text !== '' && !previewRow(device).some((each) => each.toLowerCase().includes(text))) continue;
      if (total >= from && total < to) page.push(previewRow(device));
      total += 1;
    }
    return JSON.stringify({
      TotalRowCount: total,
      Schema: COLUMNS.map((Column) => ({ Column, PropertyType: 'String' })),
      Values: page,
      SessionId: '',
    });
  },
  evidence: 'inferred',
  sources: source('devicemanagement-evaluateassignmentfilter'),
};

/** How a filter stands to a device. */
function evaluate(call: Call, filterId: string, device: FilterableDevice, mode: string) {
  const filter = call.tenant.collection(FILTERS).get(filterId);
  if (!filter) return [];
  const problem = ruleProblem(filter.rule, filter.platform);
  const result = problem
    ? 'failure'
    : compileFilter(filter.rule, filter.platform)(device)
      ? 'match'
      : 'notMatch';
  return [
    {
      assignmentFilterId: filter.id,
      assignmentFilterDisplayName: filter.displayName,
      assignmentFilterPlatform: filter.platform,
      assignmentFilterType: mode,
      assignmentFilterLastModifiedDateTime: filter['lastModifiedDateTime'],
      evaluationResult: result,
      assignmentFilterTypeAndEvaluationResults: [{ assignmentFilterType: mode, evaluationResult: result }],
    },
  ];
}

/** How the filters of a policy or app stand to a device. */
const getAssignmentFiltersStatusDetails: Operation = {
  on: 'deviceManagement',
  name: 'getAssignmentFiltersStatusDetails',
  run(call, _root, { managedDeviceId, payloadId, userId, assignmentFilterIds, skip = 0, top }) {
    const record = call.tenant.collection(DEVICES).get(String(managedDeviceId ?? ''));
    if (!record) throw errors.intuneNotFound();
    const device = filterableDevice(record);
    const wanted = new Map<string, string>(
      ((assignmentFilterIds ?? []) as readonly string[]).map((id) => [id.toLowerCase(), 'none']),
    );
    for (const { id } of call.tenant.collection(FILTERS)) {
      const used = assignmentsWith(call.tenant, id).find((each) => each.payloadId === payloadId);
      if (used && (assignmentFilterIds === undefined || wanted.has(id))) wanted.set(id, used.mode);
    }
    const now = toIso(call.tenant.clock.now);
    const summaries = [...wanted].flatMap(([id, mode]) => evaluate(call, id, device, mode));
    const from = Number(skip);
    return {
      managedDeviceId: record.id,
      payloadId: payloadId ?? null,
      userId: userId ?? record.userId ?? null,
      deviceProperties: propertiesOf('iOS', device).map(([name, value]) => ({ name, value })),
      evalutionSummaries: summaries
        .slice(from, top === undefined ? undefined : from + Number(top))
        .map((summary) => ({ ...summary, evaluationDateTime: now })),
    };
  },
  evidence: 'documented',
  sources: source('devicemanagement-getassignmentfiltersstatusdetails'),
};

export const filterOperations: readonly Operation[] = [
  validateFilter,
  getSupportedProperties,
  getPlatformSupportedProperties,
  getState,
  enable,
  evaluateAssignmentFilter,
  getAssignmentFiltersStatusDetails,
];
