/** [recorded] in the inner URL of errors. */
export const REPORTING_SERVICE = 'ReportingService/StatelessReportingFEService';
