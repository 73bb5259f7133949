// An audit: entries of the journal as rows, read backwards. A page costs what it shows and what lies between: entries that
// aren't audited are passed over. What was before the tenant was reset is gone with it.
import type { Entity, JournalEntry, Tenant } from '../../tenant/index.ts';
import type { LazyRows } from '../declare/source.ts';

/** Positions count from here downwards, so that the newest entry comes first and every entry keeps its position. */
const NEWEST_FIRST = 2 ** 31 - 1;

export interface Audit {
  readonly isAudited: (entry: JournalEntry) => boolean;
  /** The row that an audited entry is. */
  readonly rowOf: (entry: JournalEntry) => Entity;
  /** The number of the entry that a row's id tells; undefined when it is none of ours. */
  readonly sequenceIn: (id: string) => number | undefined;
}

export function journalRows(
  { journal }: Tenant,
  { isAudited, rowOf, sequenceIn }: Audit,
  ascending: boolean,
): LazyRows {
  const positionOf = (sequence: number) => (ascending ? sequence : NEWEST_FIRST - sequence);
  const at = (sequence: number): Entity | undefined => {
    const entry = journal.at(sequence);
    return entry && isAudited(entry) ? rowOf(entry) : undefined;
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
        for (const entry of newestFirst(from)) if (isAudited(entry)) yield positionOf(entry.sequence);
        return;
      }
      const later = [...newestFirst(journal.lastSequence)].filter(
        (entry) => entry.sequence > position && isAudited(entry),
      );
      for (const { sequence } of later.reverse()) yield positionOf(sequence);
    },
    at: (position) => at(ascending ? position : NEWEST_FIRST - position),
    find(id) {
      const sequence = sequenceIn(id);
      const row = sequence === undefined ? undefined : at(sequence);
      return row?.id.toLowerCase() === id.toLowerCase() ? row : undefined;
    },
  };
}
