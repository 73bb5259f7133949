// Policies of the settings catalog. Only beta has them.
import type { Entity } from '../../../tenant/index.ts';
import type { Operation, Resource } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { shownOf } from '../../query/rows.ts';
import { actorOf, type Call, now } from '../../request/call.ts';
import { hidePolicy, showPolicy } from '../enrollment/enrollment-policies.ts';
import { assignCatalogPolicy, catalogPolicies } from './catalog/policies.ts';
import { SETTINGS } from './catalog/policy-settings.ts';
import { policyTemplates } from './catalog/templates.ts';
import { enrollmentTimeTargetOperations } from './enrollment-time-target.ts';

const TYPE = 'deviceManagementConfigurationPolicy';
const path = 'deviceManagement/configurationPolicies';

/** [recorded] what a policy that is made from no template says. */
const NO_TEMPLATE = {
  templateId: '',
  templateFamily: 'none',
  templateDisplayName: null,
  templateDisplayVersion: null,
};

/** What a policy refers to as its template, with what the service knows of it. [recorded] in what it answers with. */
function templateReference(given: unknown): JsonObject {
  const reference = (given ?? {}) as JsonObject;
  const template = policyTemplates.find(({ id }) => id === reference['templateId']);
  return {
    ...NO_TEMPLATE,
    ...reference,
    ...(template
      ? {
          templateFamily: template['templateFamily'],
          templateDisplayName: template['displayName'],
          templateDisplayVersion: template['displayVersion'],
        }
      : {}),
  };
}

const policies = catalogPolicies(
  {
    path,
    type: TYPE,
    verbs: ['list', 'get', 'create', 'update', 'replace', 'delete', 'count'],
    // [recorded] Micke-K/IntuneManagement#299: which properties are shown unasked, and this text.
    defaultSelect: [
      'createdDateTime',
      'creationSource',
      'description',
      'id',
      'lastModifiedDateTime',
      'name',
      'platforms',
      'priorityMetaData',
      'roleScopeTagIds',
      'settingCount',
      'technologies',
      'templateReference',
    ],
    tipsOfOne:
      "This request only returns a subset of the resource's properties. Your app will need to use $select to return non-default properties. To find out what other properties are available for this resource see https://learn.microsoft.com/graph/api/resources/deviceManagementConfigurationPolicy",
    beforeCreate: (_call, draft) => ({
      [SETTINGS]: [],
      ...draft,
      templateReference: templateReference(draft['templateReference']),
    }),
    afterCreate: showPolicy,
    afterUpdate: showPolicy,
    afterDelete: hidePolicy,
    // [recorded] terraform-provider-microsoft365: a replacement says again where the policy came from, or is refused; the text
    // isn't known. [inferred] that the template stays what it was.
    beforeReplace(_call, policy, value) {
      if ((policy['creationSource'] ?? null) !== (value['creationSource'] ?? null)) {
        throw errors.intuneBadRequest();
      }
      const { templateReference: _, ...rest } = value;
      return { roleScopeTagIds: ['0'], ...rest, templateReference: policy['templateReference'] };
    },
    evidence: 'recorded',
    sources: [
      'https://learn.microsoft.com/graph/api/resources/intune-deviceconfigv2-devicemanagementconfigurationpolicy?view=graph-rest-beta',
      'https://github.com/deploymenttheory/terraform-provider-microsoft365',
      'https://github.com/Micke-K/IntuneManagement/issues/299',
    ],
  },
  {
    settings: {
      // PATCH isn't routed [recorded]: settings are changed by replacing the policy.
      verbs: ['list', 'get', 'create', 'delete', 'count'],
      evidence: 'recorded',
      sources: ['https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/2018'],
    },
  },
);

const PAGE_OF =
  'https://learn.microsoft.com/graph/api/intune-deviceconfigv2-devicemanagementconfigurationpolicy';

const createCopy: Operation = {
  on: TYPE,
  name: 'createCopy',
  run(call, policy, { displayName, description = null }) {
    if (!policy) return undefined;
    if (!displayName) throw errors.missingParameters(['displayName'], 'createCopy');
    const at = now(call);
    const { isAssigned: _, settingCount: __, ...copied } = policy;
    const copy = call.tenant.collection(path).insert(
      {
        ...copied,
        id: call.tenant.random.guid(),
        name: displayName,
        description,
        createdDateTime: at,
        lastModifiedDateTime: at,
      },
      actorOf(call),
    );
    showPolicy(call, copy);
    return shownOf(call, call.resource, copy);
  },
  evidence: 'documented',
  sources: [`${PAGE_OF}-createcopy?view=graph-rest-beta`],
};

const priorityOf = (policy: Entity): number | undefined =>
  (policy['priorityMetaData'] as { readonly priority?: number } | null | undefined)?.priority;

/** Gives a policy its priority; those that it would share it with move down. [inferred] that they do. */
function giveWay(call: Call, family: unknown, id: string, priority: number): void {
  const collection = call.tenant.collection(path);
  const isPeer = (each: Entity) =>
    each.id !== id && (each['templateReference'] as JsonObject | undefined)?.['templateFamily'] === family;
  const holder = [...collection].find((each) => isPeer(each) && priorityOf(each) === priority);
  if (holder) {
    giveWay(call, family, holder.id, priority + 1);
    collection.update(holder.id, { priorityMetaData: { priority: priority + 1 } }, actorOf(call));
  }
}

const reorder: Operation = {
  on: TYPE,
  name: 'reorder',
  run(call, policy, { priority }) {
    if (!policy) return;
    if (typeof priority !== 'number') throw errors.missingParameters(['priority'], 'reorder');
    giveWay(
      call,
      (policy['templateReference'] as JsonObject | undefined)?.['templateFamily'],
      policy.id,
      priority,
    );
    call.tenant.collection(path).update(policy.id, { priorityMetaData: { priority } }, actorOf(call));
  },
  evidence: 'documented',
  sources: [`${PAGE_OF}-reorder?view=graph-rest-beta`],
};

export const configurationPolicies: readonly Resource[] = policies;
export const configurationPolicyOperations: readonly Operation[] = [
  assignCatalogPolicy(TYPE),
  createCopy,
  reorder,
  ...enrollmentTimeTargetOperations,
];
