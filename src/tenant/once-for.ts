/**
 * A function that computes something once for each object, and remembers it as long as the object is there. For what follows from the
 * object alone: entities, and the lists of them that devices share, never change.
 * @example const idsOf = onceFor((policies: readonly Policy[]) => policies.map(({ id }) => id));
 */
export function onceFor<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return found as V;
    const computed = compute(key);
    known.set(key, computed);
    return computed;
  };
}
