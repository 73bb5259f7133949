// The directory's audit, newest first. https://learn.microsoft.com/graph/api/directoryaudit-list
import { type Declarations, defineResource } from '../../declare/resource.ts';
import type { Call } from '../../request/call.ts';
import { type Audit, journalRows } from '../journal-rows.ts';
import { AuditRecord, sequenceIn } from './audit-record.ts';
import { auditedActivity } from './changes.ts';

function auditOf({ tenant }: Call): Audit {
  return {
    isAudited: (entry) => auditedActivity(tenant, entry) !== undefined,
    rowOf(entry) {
      const activity = auditedActivity(tenant, entry);
      if (!activity) throw new Error(`entry ${entry.sequence} of the journal isn't audited`);
      return new AuditRecord(tenant, entry, activity);
    },
    sequenceIn,
  };
}

/** Who did what in the directory. */
export const directoryAudits: Declarations = {
  resources: [
    defineResource({
      path: 'auditLogs/directoryAudits',
      type: 'directoryAudit',
      family: 'directory',
      verbs: ['list', 'get', 'count'],
      source: {
        kind: 'lazy',
        orderedBy: 'activityDateTime',
        rows: (call, ascending) => journalRows(call.tenant, auditOf(call), ascending),
      },
      // [documented] directoryaudit-list: a thousand records a page.
      page: { default: 1000, maximum: 1000 },
      evidence: 'documented',
      sources: [
        'https://learn.microsoft.com/graph/api/directoryaudit-list',
        'https://learn.microsoft.com/graph/api/directoryaudit-get',
        'https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities',
      ],
    }),
  ],
  operations: [],
};
