// Which entries of the journal the directory audits, and as what.
import { type Entity, type Journal, type JournalEntry, onceFor, type Tenant } from '../../../tenant/index.ts';
import { type Activity, activityOf, deletedItemActivity, isAuditedSet } from './activities.ts';

const DELETED_ITEMS = 'directory/deletedItems';

const isBySomebody = ({ by }: JournalEntry) => by.kind !== 'device' && by.id !== 'seed';

/** The activity that an entry is; undefined when it isn't audited. */
export function auditedActivity({ journal }: Tenant, entry: JournalEntry): Activity | undefined {
  if (!isAuditedSet(entry.set) || !isBySomebody(entry)) return undefined;
  if (entry.set === DELETED_ITEMS) return purged(journal, entry);
  if (entry.change === 'unlink' && followsDeletion(journal, entry)) return undefined;
  const activity = activityOf(entry);
  return activity && isRestored(journal, entry) ? deletedItemActivity(activity.type, 'restored') : activity;
}

/** What is restored leaves the deleted items, and is created anew at once. */
function isRestored(journal: Journal, { change, id, sequence }: JournalEntry): boolean {
  const previous = journal.at(sequence - 1);
  return (
    change === 'create' &&
    previous?.set === DELETED_ITEMS &&
    previous.change === 'delete' &&
    previous.id === id
  );
}

function purged(journal: Journal, entry: JournalEntry): Activity | undefined {
  if (entry.change !== 'delete') return undefined;
  const next = journal.at(entry.sequence + 1);
  if (next && isRestored(journal, next)) return undefined;
  return deletedItemActivity(typeName(entry.before), 'purged');
}

/** `#microsoft.graph.servicePrincipal` is a ServicePrincipal to the audit. */
function typeName(entity: Entity | undefined): string {
  const name =
    String(entity?.['@odata.type'] ?? '')
      .split('.')
      .at(-1) ?? '';
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** By the journal, then by an unlinking's number: what was deleted before the run of unlinkings that it stands in. */
const deletionsIn = onceFor((_: Journal) => new Map<number, string | undefined>());

/** Whoever is deleted loses all links at once, which the directory doesn't audit one by one. */
function followsDeletion(journal: Journal, { sequence, id, target }: JournalEntry): boolean {
  const known = deletionsIn(journal);
  if (!known.has(sequence)) {
    let first = sequence;
    while (journal.at(first - 1)?.change === 'unlink') first -= 1;
    const before = journal.at(first - 1);
    const deleted = before?.change === 'delete' ? before.id : undefined;
    for (let each = first; each <= sequence; each += 1) known.set(each, deleted);
  }
  const deleted = known.get(sequence);
  return deleted !== undefined && (deleted === id || deleted === target);
}
