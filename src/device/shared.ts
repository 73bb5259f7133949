/** How many different values of a kind are kept for sharing; beyond that each device keeps its own. */
export const SHARED_KEPT = 1000;

/** Gives everybody who comes with the same key the value of the first: a fleet has the same few of everything. */
export function createShared<T>(): (key: string, value: T) => T {
  const values = new Map<string, T>();
  return (key, value) => {
    const known = values.get(key);
    if (known === undefined && values.size < SHARED_KEPT) values.set(key, value);
    return known ?? value;
  };
}

/**
 * Gives devices with the same short list the same array: most of a fleet has the same two apps and one signed-in app.
 * @param keyOf what tells elements apart; a list with an element that has no key is not shared
 */
export function createSharedList<T>(keyOf: (element: T) => string | undefined) {
  const share = createShared<readonly T[]>();
  return (list: readonly T[]): readonly T[] => {
    let key = '';
    for (const element of list) {
      const part = keyOf(element);
      if (part === undefined) return list;
      key += `${part}\n`;
    }
    return share(key, list);
  };
}
