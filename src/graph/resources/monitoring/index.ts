import type { Declarations } from '../../declare/resource.ts';
import { auditEvents, auditOperations } from './audit/audit-events.ts';
import { conflictSummary } from './conflict-summary.ts';
import { settingSummaries } from './setting-summaries.ts';
import { softwareUpdates } from './software-updates.ts';
import { stateSummaries } from './state-summaries.ts';
import { troubleshootingEvents } from './troubleshooting-events.ts';

/** What Intune tells of what happened and how things stand. */
export const monitoring: Declarations = {
  resources: [
    auditEvents,
    conflictSummary,
    ...settingSummaries,
    ...softwareUpdates,
    ...stateSummaries,
    ...troubleshootingEvents,
  ],
  operations: auditOperations,
};
