import { type Declarations, defineResource, type Resource } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import { assignmentRow, markAssigned } from '../assignments.ts';

const path = 'deviceAppManagement/mobileApps';
const SERVICE = 'AppLifecycle_2203/StatelessAppMetadataFEService';

/** Apps that come from somewhere else and can't be posted. [recorded] microsoft-graph-docs-contrib#2139 */
const SYNCHRONIZED = new Set(['#microsoft.graph.iosVppApp', '#microsoft.graph.macOsVppApp']);

/** Store, line-of-business, VPP and web apps of every platform. */
const resources: readonly Resource[] = [
  defineResource({
    path,
    type: 'mobileApp',
    family: 'intune',
    service: SERVICE,
    verbs: ['list', 'get', 'create', 'update', 'delete', 'count'],
    beforeCreate(_call, draft) {
      if (SYNCHRONIZED.has(String(draft['@odata.type'] ?? ''))) throw errors.appTypeCannotBeCreated();
      return { publishingState: 'published', ...draft };
    },
    evidence: 'recorded',
    sources: ['https://learn.microsoft.com/graph/api/resources/intune-apps-mobileapp'],
  }),
  defineResource({
    path: `${path}/assignments`,
    type: 'mobileAppAssignment',
    family: 'intune',
    service: SERVICE,
    verbs: ['list', 'get', 'create', 'update', 'delete'],
    beforeCreate: (call, draft) => (call.parent ? { ...assignmentRow(call.parent, draft) } : draft),
    afterCreate: (call) => call.parent && markAssigned(call, path, call.parent),
    afterDelete: (call) => call.parent && markAssigned(call, path, call.parent),
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/intune-apps-mobileappassignment-create'],
  }),
];

export const apps: Declarations = { resources, operations: [] };
