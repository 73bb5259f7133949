// Everything that can be asked for in one version, in order: for the support matrix and the OpenAPI document.
import type { BoundOperation } from '../declare/operations.ts';
import type { Node, Registry } from '../declare/registry.ts';
import type { TypeModel } from '../model/index.ts';

/** A set or singleton, by the shortest path that leads to it. */
export interface Place {
  readonly node: Node;
  /** `/users/{user-id}/memberOf`; what only a derived type has stands behind a cast. */
  readonly template: string;
  /** The same for one of its entities: `/users/{user-id}/memberOf/{directoryObject-id}`. */
  readonly entity: string;
  /** What is bound to its entities or to the set, by name. */
  readonly operations: readonly BoundOperation[];
}

/** With the key of an entity behind it, named as Microsoft's own descriptions do; a name that is taken gets a number. */
function withKey(template: string, { type, keyed }: Node): string {
  if (!keyed) return template;
  const name = `${type.name.slice(type.name.lastIndexOf('.') + 1)}-id`;
  let key = `{${name}}`;
  for (let number = 1; template.includes(key); number += 1) key = `{${name}${number}}`;
  return `${template}/${key}`;
}

/**
 * What is declared, wherever it is, and what is generic once for each type of parent: the model leads in circles. Breadth
 * first, so that each is found at its shortest path; sorted by path.
 */
export function placesOf(registry: Registry): readonly Place[] {
  const places = new Map<string, Place>();
  const expanded = new Set<string>();
  const open: Place[] = [];
  const found = (node: Node, template: string) => {
    if (places.has(node.resource.path)) return;
    const operations = registry.operations.of(node.type);
    const place = { node, template, entity: withKey(template, node), operations };
    places.set(node.resource.path, place);
    open.push(place);
  };
  for (const node of registry.roots) found(node, `/${node.resource.name}`);
  for (let place = open.shift(); place; place = open.shift()) {
    const { node, entity } = place;
    // A reference leads to what lives, and is told of, elsewhere.
    if (node.resource.generic && node.resource.source.kind === 'linked') continue;
    for (const owner of [node.type, ...node.type.derived()]) {
      const cast = owner === node.type ? entity : `${entity}/${owner.name}`;
      for (const property of ownNavigation(owner, node.type)) {
        const child = registry.child(node, property.name, owner);
        if (!child) continue;
        // What is generic below something of this type is the same wherever that is.
        const key = `${owner.name}/${property.name}`;
        if (child.resource.generic && expanded.has(key)) continue;
        expanded.add(key);
        found(child, `${cast}/${property.name}`);
      }
    }
  }
  return [...places.values()].sort((a, b) => (a.template < b.template ? -1 : 1));
}

/** The navigation that a type adds to what the set's own type has. */
function ownNavigation(owner: TypeModel, base: TypeModel) {
  return owner === base
    ? owner.navigation
    : owner.navigation.filter(({ name }) => !owner.base?.properties.has(name));
}
