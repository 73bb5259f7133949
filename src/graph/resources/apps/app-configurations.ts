// Configuration that managed devices hand to apps.
import { type Entity, intuneAccountId } from '../../../tenant/index.ts';
import {
  COLLECTION_VERBS,
  defineResource,
  type Operation,
  type Resource,
  SINGLETON_VERBS,
} from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { fromBase64 } from '../../request/base64.ts';
import type { Call } from '../../request/call.ts';
import { assignAll, singleAssignments } from '../assignments.ts';
import { statusOverview, userStatuses } from '../configuration/policy-status.ts';
import { page, RECORDED_BY_GRAPH2OTEL, resourcePage, SERVICE } from './paths.ts';

const path = 'deviceAppManagement/mobileAppConfigurations';
const TYPE = 'managedDeviceMobileAppConfiguration';

/** What an app can't be handed; Intune hands it on all the same. Apple: ManagedApplicationConfiguration is a dictionary. */
function noteUnreadable(call: Call, { encodedSettingXml }: JsonObject): void {
  if (typeof encodedSettingXml !== 'string' || encodedSettingXml === '') return;
  const xml = fromBase64(encodedSettingXml)?.trim() ?? '';
  if (/^(?:<\?xml[^>]*>\s*|<!DOCTYPE[^>]*>\s*)*(?:<plist[^>]*>\s*)?<dict\s*(?:\/>|>)/.test(xml)) return;
  call.note({
    what: 'encodedSettingXml is no property list with a dictionary, so no app can read it',
    instead: 'send <dict><key>…</key><string>…</string></dict>, base64 encoded',
  });
}

/** [recorded] what every path to it says but the one that names the type: microsoft-graph-docs#15359 and #20609 */
export const assignAppConfiguration: Operation = {
  on: TYPE,
  name: 'assign',
  needsCast: true,
  run(call, configuration, { assignments }) {
    if (!configuration) return;
    if (!assignments) throw errors.missingParameters(['assignments'], 'assign');
    assignAll(call, configuration, assignments as JsonObject[]);
  },
  evidence: 'recorded',
  sources: [
    page('intune-apps-manageddevicemobileappconfiguration-assign'),
    'https://github.com/microsoftgraph/microsoft-graph-docs/issues/15359',
    'https://github.com/microsoftgraph/microsoft-graph-docs/issues/20609',
    'https://github.com/microsoftgraph/msgraph-sdk-powershell/issues/2985',
  ],
};

const statuses = (call: Call, { id }: Entity) => call.deviceStatuses(path, id);

/** [recorded] a summary's id: two ids, the second being the configuration's; that the first is Intune's of the tenant is inferred. */
const summary = (call: Call, counted: Entity): Entity => ({
  ...counted,
  id: `${intuneAccountId(call.tenant)}_${counted.id}`,
});

const below = (name: string, type: string, verbs: Resource['verbs'], source: Resource['source']): Resource =>
  defineResource({
    path: `${path}/${name}`,
    type: `${TYPE}${type}`,
    family: 'intune',
    service: SERVICE,
    singleton: verbs === SINGLETON_VERBS,
    verbs,
    source,
    evidence: 'recorded',
    sources: [resourcePage(`intune-apps-${TYPE.toLowerCase()}${type.toLowerCase()}`), RECORDED_BY_GRAPH2OTEL],
  });

const computed = (compute: (call: Call, configuration: Entity) => readonly Entity[]): Resource['source'] => ({
  kind: 'computed',
  compute: (call, configuration) => (configuration ? compute(call, configuration) : []),
});

export const appConfigurations: readonly Resource[] = [
  defineResource({
    path,
    type: TYPE,
    family: 'intune',
    service: SERVICE,
    beforeCreate(call, draft) {
      noteUnreadable(call, draft);
      return draft;
    },
    beforeUpdate(call, _configuration, patch) {
      noteUnreadable(call, patch);
      return patch;
    },
    evidence: 'recorded',
    sources: [resourcePage(`intune-apps-${TYPE.toLowerCase()}`), RECORDED_BY_GRAPH2OTEL],
  }),
  defineResource({
    path: `${path}/assignments`,
    type: `${TYPE}Assignment`,
    family: 'intune',
    service: SERVICE,
    // [recorded] POST isn't routed: microsoft-graph-docs-contrib#4017, msgraph-sdk-powershell#1318.
    verbs: ['list', 'get', 'update', 'delete', 'count'],
    ...singleAssignments,
    evidence: 'recorded',
    sources: [
      resourcePage(`intune-apps-${TYPE.toLowerCase()}assignment`),
      'https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/4017',
      'https://github.com/microsoftgraph/msgraph-sdk-powershell/issues/1318',
    ],
  }),
  below('deviceStatuses', 'DeviceStatus', COLLECTION_VERBS, {
    kind: 'perDevice',
    list: (call, { id }, after) => call.deviceStatuses(path, id, after),
  }),
  below(
    'userStatuses',
    'UserStatus',
    COLLECTION_VERBS,
    computed((call, configuration) => userStatuses(statuses(call, configuration), configuration)),
  ),
  below(
    'deviceStatusSummary',
    'DeviceSummary',
    SINGLETON_VERBS,
    computed((call, configuration) => {
      const { devices, latest } = call.devicePolicies.overview(path, configuration.id);
      return [summary(call, statusOverview(configuration, devices, latest))];
    }),
  ),
  below(
    'userStatusSummary',
    'UserSummary',
    SINGLETON_VERBS,
    computed((call, configuration) => {
      const { users, latest } = call.devicePolicies.overview(path, configuration.id);
      return [summary(call, statusOverview(configuration, users, latest))];
    }),
  ),
];
