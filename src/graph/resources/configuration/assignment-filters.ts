import { compileFilter, FilterRuleError, isAppPlatform } from '../../../filters/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import type { Call } from '../../request/call.ts';
import {
  filterInUse,
  filterRuleInvalid,
  filterRuleTooLong,
  filtersDisabled,
  tooManyFilters,
} from './errors.ts';
import { assignmentsWith } from './filter-payloads.ts';
import { CONFIGURATION_SERVICE } from './policies.ts';

export const FILTERS = 'deviceManagement/assignmentFilters';

/** [documented] "You can have up to 200 assignment filters for each tenant." */
export const FILTER_LIMIT = 200;
/** [documented] "Each assignment filter is limited to 3,072 characters." */
export const RULE_LENGTH_LIMIT = 3072;

/** Why a rule for a platform is none; undefined for one that can be evaluated. */
export function ruleProblem(rule: unknown, platform: unknown): string | undefined {
  try {
    compileFilter(String(rule ?? ''), String(platform ?? 'unknown'));
    return undefined;
  } catch (error) {
    if (error instanceof FilterRuleError) return error.message;
    throw error;
  }
}

function checkRule({ rule, platform }: JsonObject): void {
  if (typeof rule === 'string' && rule.length > RULE_LENGTH_LIMIT) throw filterRuleTooLong(RULE_LENGTH_LIMIT);
  const problem = ruleProblem(rule, platform);
  if (problem !== undefined) throw filterRuleInvalid(problem);
}

/** Whether filters are turned on; they are until somebody turns them off. */
export function filtersEnabled({ tenant }: Call): boolean {
  return tenant.collection('deviceManagement').first?.['$assignmentFiltersDisabled'] !== true;
}

/** Filters, each with the assignments that use it. Only beta has them. */
export const assignmentFilters: readonly Resource[] = [
  defineResource({
    path: FILTERS,
    type: 'deviceAndAppManagementAssignmentFilter',
    versions: ['beta'],
    family: 'intune',
    service: CONFIGURATION_SERVICE,
    complete: (call, filter) => ({
      ...filter,
      payloads: assignmentsWith(call.tenant, filter.id).map(({ mode, ...assignment }) => ({
        ...assignment,
        assignmentFilterType: mode,
      })),
    }),
    beforeCreate(call, draft) {
      if (!filtersEnabled(call)) throw filtersDisabled();
      if (!draft['displayName']) throw errors.intuneBadRequest();
      checkRule(draft);
      if (call.tenant.collection(FILTERS).size >= FILTER_LIMIT) throw tooManyFilters(FILTER_LIMIT);
      const { payloads: _, ...filter } = draft;
      return {
        assignmentFilterManagementType: isAppPlatform(String(draft['platform'])) ? 'apps' : 'devices',
        roleScopeTags: ['0'],
        ...filter,
      };
    },
    beforeUpdate(_call, filter, { payloads: _, ...patch }) {
      if ('displayName' in patch && !patch['displayName']) throw errors.intuneBadRequest();
      if ('rule' in patch || 'platform' in patch) checkRule({ ...filter, ...patch });
      return patch;
    },
    beforeDelete({ tenant }, filter) {
      if (assignmentsWith(tenant, filter.id).length > 0) throw filterInUse();
    },
    evidence: 'documented',
    sources: [
      'https://learn.microsoft.com/graph/api/resources/intune-policyset-deviceandappmanagementassignmentfilter?view=graph-rest-beta',
      'https://learn.microsoft.com/intune/intune-service/fundamentals/filters',
      'https://github.com/Micke-K/IntuneManagement/issues/94',
    ],
  }),
];
