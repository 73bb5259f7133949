// Intune's audit: what administrators and their applications changed, read backwards from the journal.
import { defineResource, type Operation, type Resource } from '../../../declare/resource.ts';
import type { Call } from '../../../request/call.ts';
import { DEVICE_ACTIONS } from '../../devices/device-action-table.ts';
import { journalRows } from '../../journal-rows.ts';
import { auditEventOf, isAuditEntry, sequenceIn } from './audit-event.ts';
import { AUDIT_CATEGORIES, resourceTypeOf, setsOfCategory } from './audit-names.ts';

const auditRows = ({ tenant }: Call, ascending: boolean) =>
  journalRows(
    tenant,
    { isAudited: isAuditEntry, rowOf: (entry) => auditEventOf(tenant, entry), sequenceIn },
    ascending,
  );

const SOURCES = [
  'https://learn.microsoft.com/graph/api/resources/intune-auditing-auditevent',
  'https://github.com/rknightion/graph2otel',
];

export const auditEvents: Resource = defineResource({
  path: 'deviceManagement/auditEvents',
  type: 'auditEvent',
  family: 'intune',
  service: 'AuditingFE/StatelessAuditingFEService',
  source: { kind: 'lazy', orderedBy: 'activityDateTime', rows: auditRows },
  evidence: 'recorded',
  sources: SOURCES,
});

/** [inferred] all that there are, whatever has happened. */
const getAuditCategories: Operation = {
  on: 'auditEvent',
  bound: 'set',
  name: 'getAuditCategories',
  run: () => AUDIT_CATEGORIES,
  evidence: 'inferred',
  sources: ['https://learn.microsoft.com/graph/api/intune-auditing-auditevent-getauditcategories'],
};

/** [inferred] what can be done to the sets of a category; of no category that there is, nothing. */
const getAuditActivityTypes: Operation = {
  on: 'auditEvent',
  bound: 'set',
  name: 'getAuditActivityTypes',
  run(_call, _set, { category }) {
    const sets = setsOfCategory(String(category));
    const changes = sets.flatMap((set) =>
      ['Create', 'Patch', 'Delete'].map((change) => `${change} ${resourceTypeOf(set)}`),
    );
    const actions = sets.includes('deviceManagement/managedDevices')
      ? ['syncDevice', ...DEVICE_ACTIONS.map(({ name }) => name)].map((name) => `${name} ManagedDevice`)
      : [];
    return [...changes, ...actions];
  },
  evidence: 'inferred',
  sources: ['https://learn.microsoft.com/graph/api/intune-auditing-auditevent-getauditactivitytypes'],
};

export const auditOperations: readonly Operation[] = [getAuditCategories, getAuditActivityTypes];
