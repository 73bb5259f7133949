import { defineResource, type Resource } from '../../declare/resource.ts';
import { CONFIGURATION_SERVICE, policyChildren } from './policies.ts';

const path = 'deviceManagement/deviceConfigurations';

/** Device configuration policies of every platform. The SSO extension is a property of beta's type only. */
export const deviceConfigurations: readonly Resource[] = [
  defineResource({
    path,
    type: 'deviceConfiguration',
    family: 'intune',
    service: CONFIGURATION_SERVICE,
    verbs: ['list', 'get', 'create', 'update', 'delete', 'count'],
    evidence: 'recorded',
    sources: ['https://learn.microsoft.com/graph/api/resources/intune-deviceconfig-deviceconfiguration'],
  }),
  ...policyChildren({
    path,
    assignmentType: 'deviceConfigurationAssignment',
    prefix: 'deviceConfiguration',
    assignments: {
      verbs: ['list', 'get', 'create', 'update', 'delete'],
      evidence: 'documented',
      sources: [
        'https://learn.microsoft.com/graph/api/intune-deviceconfig-deviceconfigurationassignment-create',
      ],
    },
  }),
];
