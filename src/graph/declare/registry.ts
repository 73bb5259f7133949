// The tree of everything that can be requested in one version: what is declared, and below it what only the model knows.

import type { GraphModel, PropertyModel, TypeModel } from '../model/index.ts';
import { FAMILY_PAGES, type Operation, type Resource } from './resource.ts';

/** A place in the tree: a set or a singleton, with what may follow it. */
export interface Node {
  readonly resource: Resource;
  readonly type: TypeModel;
  readonly operations: readonly Operation[];
  readonly keyed: boolean;
}

/** Finds the sets of one version. Names are found in any case, as the service does (known from practice). */
export class Registry {
  readonly model: GraphModel;
  readonly #declared = new Map<string, Resource>();
  readonly #nodes = new Map<string, Node | null>();
  /** Path of a parent to the declared names below it, by lower-case name. */
  readonly #children = new Map<string, Map<string, string>>();

  constructor(model: GraphModel, resources: readonly Resource[]) {
    this.model = model;
    for (const resource of resources) {
      if (!resource.versions.includes(model.version)) continue;
      if (!model.type(resource.typeName)) {
        throw new Error(
          `${model.version} has no type ${resource.typeName}, which '${resource.path}' is declared with`,
        );
      }
      if (this.#declared.has(resource.path)) throw new Error(`'${resource.path}' is declared twice`);
      this.#declared.set(resource.path, resource);
      const slash = resource.path.lastIndexOf('/');
      const parent = slash < 0 ? '' : resource.path.slice(0, slash);
      if (parent !== '' && !this.#declared.has(parent)) {
        throw new Error(`'${resource.path}' is declared before '${parent}', which contains it`);
      }
      const names = this.#children.get(parent) ?? new Map<string, string>();
      names.set(resource.name, resource.name).set(resource.name.toLowerCase(), resource.name);
      this.#children.set(parent, names);
    }
  }

  /** The declared sets, in order. */
  get declared(): Iterable<Resource> {
    return this.#declared.values();
  }

  /** A set or singleton that a path begins with. */
  root(name: string): Node | undefined {
    return this.#below('', name, undefined);
  }

  /** A set or singleton below another one; `type` is the type of the entity that it hangs on, after a cast. */
  child(parent: Node, name: string, type = parent.type): Node | undefined {
    return this.#below(parent.resource.path, name, { parent, type });
  }

  /** The set of that path, if there is one. */
  at(path: string): Node | undefined {
    const [first = '', ...rest] = path.split('/');
    let node = this.root(first);
    for (const name of rest) node = node && this.child(node, name);
    return node;
  }

  /** The names of what may follow. */
  namesBelow(path: string): string[] {
    return [...new Set(this.#children.get(path)?.values() ?? [])];
  }

  #below(path: string, name: string, from: { parent: Node; type: TypeModel } | undefined): Node | undefined {
    const names = this.#children.get(path);
    const declared = names?.get(name) ?? names?.get(name.toLowerCase());
    if (declared !== undefined) {
      const full = path === '' ? declared : `${path}/${declared}`;
      return this.#node(full, () => this.#declared.get(full));
    }
    const property = from && findProperty(from.type, name);
    if (!from || !property?.contained) return undefined;
    return this.#node(`${path}/${property.name}`, () => this.#generic(from.parent.resource, property));
  }

  #node(path: string, make: () => Resource | undefined): Node | undefined {
    let node = this.#nodes.get(path);
    if (node === undefined) {
      const resource = make();
      const type = resource && this.model.type(resource.typeName);
      node =
        resource && type
          ? {
              resource,
              type,
              operations: resource.operations.filter(
                ({ versions }) => versions?.includes(this.model.version) ?? true,
              ),
              keyed: !resource.singleton,
            }
          : null;
      this.#nodes.set(path, node);
    }
    return node ?? undefined;
  }

  /** A set that is in the model and has no behaviour of its own: typed, stateful, and marked as generic. */
  #generic(parent: Resource, property: PropertyModel): Resource | undefined {
    if (!this.model.type(property.type)) return undefined;
    return {
      path: `${parent.path}/${property.name}`,
      name: property.name,
      type: property.type.slice('microsoft.graph.'.length),
      typeName: property.type,
      versions: [this.model.version],
      family: parent.family,
      ...(parent.service === undefined ? {} : { service: parent.service }),
      singleton: !property.collection,
      source: { kind: 'stored' },
      permissions: parent.permissions,
      verbs: property.collection
        ? ['list', 'get', 'create', 'update', 'delete', 'count']
        : ['get', 'update', 'delete'],
      page: FAMILY_PAGES[parent.family],
      operations: [],
      generic: true,
      evidence: 'inferred',
      sources: [],
    };
  }
}

/** A property by its name in any case. */
export function findProperty(type: TypeModel, name: string): PropertyModel | undefined {
  const exact = type.properties.get(name);
  if (exact) return exact;
  const folded = name.toLowerCase();
  for (const property of type.properties.values())
    if (property.name.toLowerCase() === folded) return property;
  return undefined;
}
