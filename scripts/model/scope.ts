// Which types the model holds: what requests can reach.
import type { Typings } from './typings.ts';

/**
 * Names of the types and enums that the roots lead to: through properties, to base types and to derived types
 * (a value of a declared type can be of any derived one). Stops at the types `beyond`.
 */
export function reachableTypes(
  typings: Typings,
  roots: readonly string[],
  beyond: ReadonlySet<string>,
): ReadonlySet<string> {
  const derived = new Map<string, string[]>();
  for (const type of typings.types.values()) {
    if (type.base === undefined) continue;
    const siblings = derived.get(type.base);
    if (siblings) siblings.push(type.name);
    else derived.set(type.base, [type.name]);
  }

  const reached = new Set<string>();
  const open = [...roots];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (reached.has(name) || beyond.has(name)) continue;
    const type = typings.types.get(name);
    if (type || typings.enums.has(name)) reached.add(name);
    if (!type) continue;
    if (type.base !== undefined) open.push(type.base);
    // Everything derives from `entity`; a property of that type leads nowhere in particular.
    if (name !== 'entity') open.push(...(derived.get(name) ?? []));
    for (const property of type.properties) open.push(property.type);
  }
  return reached;
}
