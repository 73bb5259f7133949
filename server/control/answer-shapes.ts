import { toIso } from '../../src/clock/index.ts';
import type { LoggedRequest } from '../../src/graph/index.ts';
import { changedProperties, type JournalEntry } from '../../src/tenant/index.ts';

/** A change without the objects before and after it, and without properties that are only ours. */
export function showChange(entry: JournalEntry) {
  const { sequence, at, by, change, set, id, target } = entry;
  return {
    sequence,
    at: toIso(at),
    by: { kind: by.kind, id: by.id, name: by.name },
    change,
    set,
    id,
    ...(target !== undefined && { target }),
    ...(change === 'update' && { changed: changedProperties(entry).filter((name) => !name.startsWith('$')) }),
  };
}

export function showRequest({ at, ignored, injected, requires, ...request }: LoggedRequest) {
  return {
    ...request,
    at: toIso(at),
    ...(requires && { requires: [...requires.least, ...requires.higher] }),
    ...(ignored.length > 0 && { ignored }),
    ...(injected.length > 0 && { injected }),
  };
}
