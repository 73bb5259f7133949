// Enrollments that Intune turned down, as it noted them.
import type { FilterExpression } from '../../../odata/index.ts';
import {
  defineResource,
  type FilterRewrite,
  type Resource,
  type ResourceDeclaration,
} from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import { enrollmentTypeOnV1 } from '../devices/managed-device-properties.ts';
import { propertiesIn } from '../filters.ts';

const PATH = 'deviceManagement/troubleshootingEvents';

/** [recorded] it rejects filters by time, where auditEvents takes them; the answer's form is inferred. */
function refuseTimes(expression: FilterExpression): FilterRewrite {
  if (propertiesIn(expression).includes('eventdatetime')) throw errors.intuneBadRequest();
  return { expression, ignored: [] };
}

const shared = {
  type: 'deviceManagementTroubleshootingEvent',
  family: 'intune',
  service: 'TroubleshootingFE/StatelessTroubleshootingFEService',
  rewriteFilter: refuseTimes,
  derived: [
    {
      name: 'enrollmentType',
      versions: ['v1.0'],
      read: ({ enrollmentType }, tenant) => enrollmentTypeOnV1(enrollmentType, tenant),
    },
  ],
  evidence: 'recorded',
  sources: [
    'https://learn.microsoft.com/graph/api/resources/intune-troubleshooting-enrollmenttroubleshootingevent',
    'https://github.com/rknightion/graph2otel',
  ],
} as const satisfies Omit<ResourceDeclaration, 'path'>;

export const troubleshootingEvents: readonly Resource[] = [
  defineResource({ ...shared, path: PATH }),
  defineResource({
    ...shared,
    path: 'users/deviceManagementTroubleshootingEvents',
    source: { kind: 'view', of: PATH, property: 'userId', value: (user) => user?.id },
  }),
];
