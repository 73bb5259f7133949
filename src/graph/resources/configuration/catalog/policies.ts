// What the two kinds of policies have in common that are made of the catalog's settings.
import {
  COLLECTION_VERBS,
  defineResource,
  type Operation,
  type Resource,
  type ResourceDeclaration,
} from '../../../declare/resource.ts';
import type { JsonObject } from '../../../model/index.ts';
import type { Call } from '../../../request/call.ts';
import { assign, assignmentRow, checkFilters } from '../../assignments.ts';
import { catalogNotFound, groupIdInvalid } from '../errors.ts';
import { CATALOG_SERVICE } from './index.ts';
import { keptSettings, policySettings, SETTINGS, settingsOf } from './policy-settings.ts';

/** [recorded] the page of lists: 25 and a next link, with more than a hundred policies. */
const PAGE = { default: 25, next: 'cosmos' } as const;

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Throws GraphError for a group that can't be one. */
function checkGroups(bodies: readonly JsonObject[]): void {
  for (const { target } of bodies) {
    const groupId = (target as JsonObject | null | undefined)?.['groupId'];
    if (typeof groupId === 'string' && !GUID.test(groupId)) throw groupIdInvalid(groupId);
  }
}

/** `assign` of what the catalog's service keeps. */
export const assignCatalogPolicy = (on: string): Operation => ({
  ...assign,
  on,
  run(call, policy, parameters, signature) {
    checkGroups((parameters['assignments'] ?? []) as JsonObject[]);
    return assign.run(call, policy, parameters, signature);
  },
  sources: [...assign.sources, 'https://github.com/Kvikku/IntuneAssignments/issues/16'],
});

/** What is counted of a policy in the set at `path`. */
export const completePolicy =
  (path: string): NonNullable<ResourceDeclaration['complete']> =>
  ({ tenant }, policy) => ({
    ...policy,
    settingCount: settingsOf(policy).length,
    isAssigned: tenant.collection(`${path}/assignments`).countWhere('$parent', policy.id) > 0,
  });

/** A set of policies with their settings and assignments. The set's own hooks get what comes with the policy itself. */
export function catalogPolicies(
  policies: Omit<ResourceDeclaration, 'family'>,
  below: {
    readonly settings: Pick<ResourceDeclaration, 'verbs' | 'evidence' | 'sources'>;
  },
): Resource[] {
  const { path } = policies;
  const shared = { versions: ['beta'], family: 'intune', service: CATALOG_SERVICE } as const;
  const withSettings = (call: Call, policy: JsonObject, draft: JsonObject): JsonObject => {
    const { settings, ...rest } = draft;
    return settings === undefined ? rest : { ...rest, [SETTINGS]: keptSettings(call, policy, settings) };
  };
  return [
    defineResource({
      ...shared,
      page: PAGE,
      countUnasked: 'page',
      missing: catalogNotFound,
      complete: completePolicy(path),
      ...policies,
      beforeCreate(call, draft, sent) {
        const kept = withSettings(call, draft, draft);
        return policies.beforeCreate?.(call, kept, sent) ?? kept;
      },
      beforeUpdate(call, policy, patch) {
        const kept = withSettings(call, { ...policy, ...patch }, patch);
        return policies.beforeUpdate?.(call, policy, kept) ?? kept;
      },
      ...(policies.beforeReplace
        ? {
            beforeReplace(call: Call, policy, value) {
              const kept = withSettings(call, value, value);
              return policies.beforeReplace?.(call, policy, kept) ?? kept;
            },
          }
        : {}),
    }),
    ...policySettings(path, below.settings),
    defineResource({
      path: `${path}/assignments`,
      type: 'deviceManagementConfigurationPolicyAssignment',
      ...shared,
      verbs: COLLECTION_VERBS,
      beforeCreate(call, draft) {
        if (!call.parent) return draft;
        checkGroups([draft]);
        const row = assignmentRow(call.parent, draft);
        checkFilters(call, [row]);
        return { ...row };
      },
      beforeUpdate(call, assignment, patch) {
        checkGroups([patch]);
        checkFilters(call, [{ ...assignment, ...patch }]);
        return patch;
      },
      evidence: 'documented',
      sources: [
        'https://learn.microsoft.com/graph/api/resources/intune-deviceconfigv2-devicemanagementconfigurationpolicyassignment?view=graph-rest-beta',
      ],
    }),
  ];
}
