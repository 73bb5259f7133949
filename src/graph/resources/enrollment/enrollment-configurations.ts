// Enrollment restrictions and what else decides about enrollments: the defaults that every tenant has, and what an
// administrator puts before them.
import type { FilterExpression } from '../../../odata/index.ts';
import {
  type DeviceEnrollmentConfiguration,
  defaultEnrollmentConfigurations,
  type Entity,
  isDefaultConfiguration,
} from '../../../tenant/index.ts';
import { defineResource, type FilterRewrite, type Operation, type Resource } from '../../declare/resource.ts';
import type { JsonObject } from '../../model/index.ts';
import { actorOf, type Call, now } from '../../request/call.ts';
import { assign, singleAssignments } from '../assignments.ts';
import { createNotificationTemplates } from './enrollment-notifications.ts';
import * as errors from './errors.ts';
import { closeGap, lastPriority, moveTo } from './priorities.ts';
import { ONBOARDING_SERVICE, reference } from './services.ts';

const CONFIGURATIONS = 'deviceManagement/deviceEnrollmentConfigurations';

/** [documented] how many devices a person may have at most, whatever an administrator says. */
export const DEVICE_LIMIT_MAXIMUM = 15;
/** [documented] how many restrictions of a kind there can be. */
export const RESTRICTIONS_LIMIT = 25;

const NOTIFICATION = '#microsoft.graph.deviceEnrollmentNotificationConfiguration';

/**
 * What the types say of themselves in `deviceEnrollmentConfigurationType`. The id ends in the same, with a capital letter
 * [recorded: SinglePlatformRestriction, Windows10EnrollmentCompletionPageConfiguration, EnrollmentNotificationsConfiguration].
 */
const KINDS: Readonly<Record<string, string>> = {
  deviceEnrollmentLimitConfiguration: 'limit',
  deviceEnrollmentPlatformRestrictionsConfiguration: 'platformRestrictions',
  deviceEnrollmentPlatformRestrictionConfiguration: 'singlePlatformRestriction',
  deviceEnrollmentWindowsHelloForBusinessConfiguration: 'windowsHelloForBusiness',
  windows10EnrollmentCompletionPageConfiguration: 'windows10EnrollmentCompletionPageConfiguration',
  windowsRestoreDeviceEnrollmentConfiguration: 'windowsRestore',
  deviceComanagementAuthorityConfiguration: 'deviceComanagementAuthorityConfiguration',
  deviceEnrollmentNotificationConfiguration: 'enrollmentNotificationsConfiguration',
};
const LIMITED = new Set(['limit', 'platformRestrictions', 'singlePlatformRestriction']);

function kindOf(configuration: JsonObject): string {
  return KINDS[String(configuration['@odata.type']).replace('#microsoft.graph.', '')] ?? 'unknown';
}

/** Those among which a configuration has its priority: of its kind and, in the admin center, of its platform [inferred]. */
function siblingsOf(call: Call, configuration: JsonObject): Entity[] {
  return [...call.tenant.collection(CONFIGURATIONS)].filter(
    (each) =>
      each['@odata.type'] === configuration['@odata.type'] &&
      each.platformType === configuration['platformType'] &&
      !isDefaultConfiguration(call.tenant, each.id),
  );
}

function checkLimit(body: JsonObject): void {
  const limit = body['limit'];
  if (typeof limit !== 'number' || limit < 1 || limit > DEVICE_LIMIT_MAXIMUM)
    throw errors.deviceLimitOutOfRange();
}

function beforeCreate(call: Call, draft: JsonObject): JsonObject {
  const kind = kindOf(draft);
  if (kind === 'limit') checkLimit(draft);
  const ofKind = [...call.tenant.collection(CONFIGURATIONS)].filter(
    (each) => kindOf(each) === kind && !isDefaultConfiguration(call.tenant, each.id),
  );
  if (LIMITED.has(kind) && ofKind.length >= RESTRICTIONS_LIMIT) throw errors.tooManyConfigurations();
  return {
    ...draft,
    ...(draft['@odata.type'] === NOTIFICATION ? createNotificationTemplates(call, draft) : {}),
    id: `${call.tenant.random.guid()}_${kind.charAt(0).toUpperCase()}${kind.slice(1)}`,
    deviceEnrollmentConfigurationType: kind,
    // [documented] what is new comes just before the default.
    priority: lastPriority(siblingsOf(call, draft)),
  };
}

/** Kind and priority aren't changed by an update [inferred]: there is setPriority for one, and nothing for the other. */
function beforeUpdate(_call: Call, configuration: Entity, patch: JsonObject): JsonObject {
  const { deviceEnrollmentConfigurationType: _, priority: __, ...rest } = patch;
  if (kindOf(configuration) === 'limit' && 'limit' in rest) checkLimit(rest);
  return rest;
}

/** [recorded] the service fails at `not endsWith(…)`. */
function rewriteFilter(expression: FilterExpression): FilterRewrite {
  failAtNotEndsWith(expression);
  return { expression, ignored: [] };
}

function failAtNotEndsWith(expression: FilterExpression): void {
  if (expression.kind === 'and' || expression.kind === 'or') expression.operands.forEach(failAtNotEndsWith);
  if (expression.kind !== 'not') return;
  const { operand } = expression;
  if (operand.kind === 'call' && operand.name === 'endswith') throw errors.filterFailed();
  failAtNotEndsWith(operand);
}

const SOURCES = [
  reference('resources/intune-shared-deviceenrollmentconfiguration'),
  'https://learn.microsoft.com/intune/device-enrollment/restrictions',
];

export const enrollmentConfigurations: readonly Resource[] = [
  defineResource({
    path: CONFIGURATIONS,
    type: 'deviceEnrollmentConfiguration',
    family: 'intune',
    service: ONBOARDING_SERVICE,
    source: { kind: 'stored', builtIn: defaultEnrollmentConfigurations },
    rewriteFilter,
    beforeCreate,
    beforeUpdate,
    beforeDelete(call, { id }) {
      if (isDefaultConfiguration(call.tenant, id)) throw errors.defaultConfiguration();
    },
    afterDelete: (call, configuration) => closeGap(call, CONFIGURATIONS, siblingsOf(call, configuration)),
    evidence: 'recorded',
    sources: SOURCES,
  }),
  defineResource({
    path: `${CONFIGURATIONS}/assignments`,
    type: 'enrollmentConfigurationAssignment',
    family: 'intune',
    service: ONBOARDING_SERVICE,
    // [recorded] creating and deleting single ones isn't routed: it takes the assign action; of PATCH nothing is on record [documented].
    verbs: ['list', 'get', 'update'],
    ...singleAssignments,
    evidence: 'recorded',
    sources: [
      'https://github.com/microsoftgraph/msgraph-beta-sdk-dotnet/issues/130',
      'https://github.com/Microsoft365DSC/Microsoft365DSC/issues/3892',
    ],
  }),
];

const ON = 'deviceEnrollmentConfiguration';

const setPriority: Operation = {
  on: ON,
  name: 'setPriority',
  run(call, configuration, { priority }) {
    if (!configuration) return;
    if (isDefaultConfiguration(call.tenant, configuration.id)) throw errors.defaultConfiguration();
    if (priority === configuration['priority']) throw errors.priorityUnchanged();
    moveTo(call, CONFIGURATIONS, siblingsOf(call, configuration), configuration, Number(priority));
  },
  evidence: 'recorded',
  sources: [
    reference('intune-shared-deviceenrollmentconfiguration-setpriority'),
    'https://github.com/Microsoft365DSC/Microsoft365DSC/pull/4295',
  ],
};

const assignConfiguration: Operation = {
  ...assign,
  on: ON,
  run(call, configuration, parameters, signature) {
    if (configuration && isDefaultConfiguration(call.tenant, configuration.id))
      throw errors.defaultConfiguration();
    return assign.run(call, configuration, parameters, signature);
  },
};

const createNotifications: Operation = {
  on: ON,
  name: 'createEnrollmentNotificationConfiguration',
  bound: 'set',
  run(call, _configuration, { deviceEnrollmentNotificationConfigurations: bodies }) {
    const at = now(call);
    for (const body of (bodies as JsonObject[] | undefined) ?? []) {
      const set = { createdDateTime: at, lastModifiedDateTime: at, version: 1, roleScopeTagIds: ['0'] };
      const created = { ...set, ...beforeCreate(call, body) } as JsonObject;
      call.tenant
        .collection(CONFIGURATIONS)
        .insert(created as unknown as DeviceEnrollmentConfiguration, actorOf(call));
    }
  },
  evidence: 'documented',
  sources: [
    reference('intune-onboarding-deviceenrollmentconfiguration-createenrollmentnotificationconfiguration'),
  ],
};

export const enrollmentConfigurationOperations: readonly Operation[] = [
  setPriority,
  assignConfiguration,
  createNotifications,
];
