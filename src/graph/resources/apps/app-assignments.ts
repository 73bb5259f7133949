// To whom apps go, and whether they have to or may have them.
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Operation, type Resource } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { assignAll, assignmentRow, markAssigned, targetKey } from '../assignments.ts';
import { APPS, page, SERVICE } from './paths.ts';

const path = `${APPS}/assignments`;

/** What stands for each intent in the id of an assignment. [recorded] the first three */
const INTENTS = ['available', 'required', 'uninstall', 'availableWithoutEnrollment'];
const EXCLUSION = '#microsoft.graph.exclusionGroupAssignmentTarget';

const RECORDED_IDS = [
  'https://github.com/microsoftgraph/microsoft-graph-docs/issues/12766',
  'https://github.com/MSEndpointMgr/IntuneWin32App/issues/149',
];

/**
 * An assignment as it is stored: its id says to whom, with which intent, and whether it excludes [recorded]:
 * `<group's id or the sentinel>_<intent>_<0 or 1>`. The same group can be in several, with one intent each.
 */
function appAssignmentRow(app: Entity, body: JsonObject): Entity {
  const row = assignmentRow(app, body);
  const target = row['target'] as JsonObject;
  const intent = Math.max(0, INTENTS.indexOf(String(body['intent'])));
  const excludes = target['@odata.type'] === EXCLUSION ? 1 : 0;
  return { ...row, id: `${app.id}_${targetKey(target)}_${intent}_${excludes}`, sourceId: null };
}

export const assignApp: Operation = {
  on: 'mobileApp',
  name: 'assign',
  run(call, app, { mobileAppAssignments }) {
    if (!app) return;
    if (!mobileAppAssignments) throw errors.missingParameters(['mobileAppAssignments'], 'assign');
    assignAll(call, app, mobileAppAssignments as JsonObject[], appAssignmentRow);
  },
  evidence: 'recorded',
  sources: [page('intune-apps-mobileapp-assign'), ...RECORDED_IDS],
};

export const appAssignments: Resource = defineResource({
  path,
  type: 'mobileAppAssignment',
  family: 'intune',
  service: SERVICE,
  verbs: ['list', 'get', 'create', 'update', 'delete', 'count'],
  localIds: true,
  // [recorded] msgraph-sdk-powershell#2985
  routedBehindCast: false,
  beforeCreate: (call, draft) => (call.parent ? { ...appAssignmentRow(call.parent, draft) } : draft),
  afterCreate: (call) => call.parent && markAssigned(call, APPS, call.parent),
  afterDelete: (call) => call.parent && markAssigned(call, APPS, call.parent),
  evidence: 'recorded',
  sources: [
    page('intune-apps-mobileappassignment-create'),
    'https://github.com/microsoftgraph/msgraph-sdk-powershell/issues/2985',
    ...RECORDED_IDS,
  ],
});
