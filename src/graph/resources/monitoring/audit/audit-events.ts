// Intune's audit: what administrators and their applications changed, read backwards from the journal.
import type { Entity, JournalEntry } from '../../../../tenant/index.ts';
import { defineResource, type LazyRows, type Operation, type Resource } from '../../../declare/resource.ts';
import type { Call } from '../../../request/call.ts';
import { DEVICE_ACTIONS } from '../../devices/device-action-table.ts';
import { auditEventOf, isAuditEntry, sequenceIn } from './audit-event.ts';
import { AUDIT_CATEGORIES, resourceTypeOf, setsOfCategory } from './audit-names.ts';

/** Positions count from here downwards, so that the newest entry comes first and every entry keeps its position. */
const NEWEST_FIRST = 2 ** 31 - 1;

/**
 * The events, newest first. A page costs what it shows and what lies between: entries that aren't audited are passed over. What
 * was before the tenant was reset is gone with it.
 */
function auditRows({ tenant }: Call, ascending: boolean): LazyRows {
  const { journal } = tenant;
  const positionOf = (sequence: number) => (ascending ? sequence : NEWEST_FIRST - sequence);
  const at = (sequence: number): Entity | undefined => {
    const entry = journal.at(sequence);
    return entry && auditEventOf(tenant, entry);
  };
  function* newestFirst(from: number): Generator<JournalEntry> {
    for (let sequence = from; sequence >= journal.firstSequence; sequence -= 1) {
      const entry = journal.at(sequence) as JournalEntry;
      if (entry.change === 'restore') return;
      yield entry;
    }
  }
  return {
    *after(position) {
      if (!ascending) {
        const from = position < 0 ? journal.lastSequence : NEWEST_FIRST - position - 1;
        for (const entry of newestFirst(from)) if (isAuditEntry(entry)) yield positionOf(entry.sequence);
        return;
      }
      const later = [...newestFirst(journal.lastSequence)].filter(
        (entry) => entry.sequence > position && isAuditEntry(entry),
      );
      for (const { sequence } of later.reverse()) yield positionOf(sequence);
    },
    at: (position) => at(ascending ? position : NEWEST_FIRST - position),
    find(id) {
      const sequence = sequenceIn(id);
      const event = sequence === undefined ? undefined : at(sequence);
      return event?.id === id.toLowerCase() ? event : undefined;
    },
  };
}

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
