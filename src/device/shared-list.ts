/** How many different lists are kept for sharing; beyond that each device keeps its own. */
export const SHARED_LISTS_KEPT = 1000;

/**
 * Gives devices with the same short list the same array: most of a fleet has the same two apps and one signed-in app.
 * @param keyOf what tells elements apart; a list with an element that has no key is not shared
 */
export function createSharedList<T>(keyOf: (element: T) => string | undefined) {
  const lists = new Map<string, readonly T[]>();
  return (list: readonly T[]): readonly T[] => {
    let key = '';
    for (const element of list) {
      const part = keyOf(element);
      if (part === undefined) return list;
      key += `${part}\n`;
    }
    const known = lists.get(key);
    if (known) return known;
    if (lists.size < SHARED_LISTS_KEPT) lists.set(key, list);
    return list;
  };
}
