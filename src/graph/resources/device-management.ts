import { type Declarations, defineResource, type Resource } from '../declare/resource.ts';
import { CONFIGURATION_SERVICE } from './configuration/policies.ts';

/** The roots of Intune's part of Graph. */
const resources: readonly Resource[] = [
  defineResource({
    path: 'deviceManagement',
    type: 'deviceManagement',
    family: 'intune',
    service: CONFIGURATION_SERVICE,
    singleton: true,
    verbs: ['get', 'update'],
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/resources/intune-deviceconfig-devicemanagement'],
  }),
  defineResource({
    path: 'deviceAppManagement',
    type: 'deviceAppManagement',
    family: 'intune',
    service: 'AppLifecycle_2203/StatelessAppMetadataFEService',
    singleton: true,
    alwaysThere: true,
    verbs: ['get', 'update'],
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/resources/intune-apps-deviceappmanagement'],
  }),
];

export const deviceManagement: Declarations = { resources, operations: [] };
