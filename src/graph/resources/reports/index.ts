import { type Declarations, defineResource } from '../../declare/resource.ts';
import { exportEvents, exportJobs, REPORTING_SERVICE } from './export-jobs.ts';

/** Intune's reports. */
export const reports: Declarations = {
  resources: [
    defineResource({
      path: 'deviceManagement/reports',
      type: 'deviceManagementReports',
      family: 'intune',
      service: REPORTING_SERVICE,
      singleton: true,
      alwaysThere: true,
      verbs: ['get', 'update'],
      evidence: 'documented',
      sources: ['https://learn.microsoft.com/graph/api/resources/intune-reporting-devicemanagementreports'],
    }),
    exportJobs,
  ],
  operations: [],
  events: exportEvents,
};
