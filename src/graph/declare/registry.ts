// The tree of everything that can be requested in one version: what is declared, and beside it what only the model knows.

import { Kept, PATHS_KEPT } from '../kept.ts';
import type { GraphModel, PropertyModel, TypeModel } from '../model/index.ts';
import { genericChild, genericRoot } from './generic.ts';
import { OperationIndex } from './operations.ts';
import type { Declarations, Resource } from './resource.ts';

/** A place in the tree: a set or a singleton. */
export interface Node {
  readonly resource: Resource;
  readonly type: TypeModel;
  readonly keyed: boolean;
}

/** Finds the sets of one version. Names are found in any case, as the service does (known from practice). */
export class Registry {
  readonly model: GraphModel;
  readonly operations: OperationIndex;
  readonly #declared = new Map<string, Resource>();
  readonly #nodes = new Kept<Node | null>(PATHS_KEPT);
  /** Path of a parent to the declared names below it, by lower-case name. */
  readonly #children = new Map<string, Map<string, string>>();
  /** The model's own names of sets and singletons, by lower-case name. */
  readonly #roots = new Map<string, string>();

  constructor(model: GraphModel, { resources, operations }: Declarations) {
    this.model = model;
    this.operations = new OperationIndex(model, operations);
    for (const resource of resources) if (resource.versions.includes(model.version)) this.#declare(resource);
    for (const name of [...model.entitySets.keys(), ...model.singletons.keys()]) {
      // The signed-in user is one of the users.
      if (name !== 'me') this.#roots.set(name.toLowerCase(), name);
    }
  }

  #declare(resource: Resource): void {
    const { path, name, typeName } = resource;
    if (!this.model.type(typeName)) {
      throw new Error(`${this.model.version} has no type ${typeName}, which '${path}' is declared with`);
    }
    if (this.#declared.has(path)) throw new Error(`'${path}' is declared twice`);
    this.#declared.set(path, resource);
    const slash = path.lastIndexOf('/');
    const parent = slash < 0 ? '' : path.slice(0, slash);
    const names = this.#children.get(parent) ?? new Map<string, string>();
    names.set(name, name).set(name.toLowerCase(), name);
    this.#children.set(parent, names);
  }

  /** The declared sets, in order. */
  get declared(): Iterable<Resource> {
    return this.#declared.values();
  }

  /** What paths can begin with: everything declared and everything that only the model knows. */
  get roots(): Iterable<Node> {
    const names = new Set([...(this.#children.get('')?.values() ?? []), ...this.#roots.values()]);
    return [...names].flatMap((name) => this.root(name) ?? []);
  }

  /** A set or singleton that a path begins with. */
  root(name: string): Node | undefined {
    const declared = this.#declaredBelow('', name);
    if (declared) return declared;
    const known = this.#roots.get(name.toLowerCase());
    return known === undefined ? undefined : this.#node(known, () => genericRoot(this.model, known));
  }

  /** A set or singleton below another one; `type` is the type of the entity that it hangs on, after a cast. */
  child(parent: Node, name: string, type = parent.type): Node | undefined {
    const { path } = parent.resource;
    const property = findProperty(type, name);
    const declared = property && this.#declaredBelow(path, name);
    if (declared) return declared;
    if (!property?.navigation) return undefined;
    // Types that derive from one may have properties of the same name that lead to different types.
    const key = `${path}/${property.name}`;
    const make = () => genericChild(this.model, parent.resource, property);
    if (parent.type.properties.has(property.name)) return this.#node(key, make);
    const node = this.#node(`${key} ${property.type}`, make);
    if (node && !this.#nodes.has(key)) this.#nodes.set(key, node);
    return node;
  }

  /** The set of that path, if there is one. */
  at(path: string): Node | undefined {
    const declared = this.#declared.get(path);
    const known = this.#nodes.get(path) ?? (declared && this.#node(path, () => declared));
    if (known) return known;
    const [first = '', ...rest] = path.split('/');
    let node = this.root(first);
    for (const name of rest) node = node && (this.child(node, name) ?? this.#childOfDerived(node, name));
    return node;
  }

  #childOfDerived(node: Node, name: string): Node | undefined {
    const type = node.type.derived().find(({ properties }) => properties.has(name));
    return type && this.child(node, name, type);
  }

  /** How many places are kept. */
  get kept(): number {
    return this.#nodes.size;
  }

  #declaredBelow(path: string, name: string): Node | undefined {
    const names = this.#children.get(path);
    const found = names?.get(name) ?? names?.get(name.toLowerCase());
    if (found === undefined) return undefined;
    const full = path === '' ? found : `${path}/${found}`;
    return this.#node(full, () => this.#declared.get(full));
  }

  #node(path: string, make: () => Resource | undefined): Node | undefined {
    const node = this.#nodes.take(path, () => {
      const resource = make();
      const type = resource && this.model.type(resource.typeName);
      return resource && type ? { resource, type, keyed: !resource.singleton } : null;
    });
    return node ?? undefined;
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

/** Whether the rules of advanced queries hold: for directory objects and delegated grants. [documented] */
export function isDirectoryObject(type: TypeModel): boolean {
  return type.isA('microsoft.graph.directoryObject') || type.isA('microsoft.graph.oAuth2PermissionGrant');
}

const REGISTRIES = new WeakMap<Declarations, Map<GraphModel, Registry>>();

/** The registry of a version: it knows of no tenant, so that all graphs of a process share it. */
export function registryOf(model: GraphModel, declarations: Declarations): Registry {
  let known = REGISTRIES.get(declarations);
  if (!known) {
    known = new Map();
    REGISTRIES.set(declarations, known);
  }
  let registry = known.get(model);
  if (!registry) {
    registry = new Registry(model, declarations);
    known.set(model, registry);
  }
  return registry;
}
