import { type Declarations, defineResource } from '../../declare/resource.ts';
import { cachedReportConfigurations, cachedReportEvents, getCachedReport } from './cached-reports.ts';
import { exportEvents, exportJobs } from './export-jobs.ts';
import { reportActions } from './report-actions.ts';
import { REPORTING_SERVICE } from './reporting-service.ts';

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
    cachedReportConfigurations,
  ],
  operations: [...reportActions, getCachedReport],
  events: [...exportEvents, ...cachedReportEvents],
};
