import { defineResource, type Resource } from '../../declare/resource.ts';
import { assignAction } from '../assignments.ts';
import { CONFIGURATION } from '../permissions.ts';
import { CONFIGURATION_SERVICE, policyChildren } from './policies.ts';

const path = 'deviceManagement/deviceConfigurations';

/** Device configuration policies of every platform. The SSO extension is a property of beta's type only. */
export const deviceConfigurations: readonly Resource[] = [
  defineResource({
    path,
    type: 'deviceConfiguration',
    family: 'intune',
    service: CONFIGURATION_SERVICE,
    permissions: CONFIGURATION,
    verbs: ['list', 'get', 'create', 'update', 'delete', 'count'],
    operations: [
      assignAction({
        path,
        parameter: 'assignments',
        type: 'deviceConfigurationAssignment',
        answers: 'assignments',
        sources: ['https://learn.microsoft.com/graph/api/intune-deviceconfig-deviceconfiguration-assign'],
      }),
    ],
    evidence: 'recorded',
    sources: ['https://learn.microsoft.com/graph/api/resources/intune-deviceconfig-deviceconfiguration'],
  }),
  ...policyChildren({
    path,
    assignmentType: 'deviceConfigurationAssignment',
    prefix: 'deviceConfiguration',
    permissions: CONFIGURATION,
    assignments: {
      verbs: ['list', 'get', 'create', 'update', 'delete'],
      evidence: 'documented',
      sources: [
        'https://learn.microsoft.com/graph/api/intune-deviceconfig-deviceconfigurationassignment-create',
      ],
    },
  }),
];
