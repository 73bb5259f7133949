// What one version of Graph is made of: its model, its tree, its compiled writers and queries.
import { toIso } from '../clock/index.ts';
import type { Entity, Tenant } from '../tenant/index.ts';
import { AnswerCache } from './answer/answer-cache.ts';
import { PageCache } from './answer/page-cache.ts';
import { EVERYTHING, EVERYTHING_LISTED, Shapes, TextCache, type Writer } from './answer/shape.ts';
import { DerivedProperties } from './declare/derived.ts';
import { type Node, type Registry, registryOf } from './declare/registry.ts';
import { type Declarations, defineResource, type Resource } from './declare/resource.ts';
import type { FamilyName } from './errors.ts';
import { Kept, PATHS_KEPT } from './kept.ts';
import { type Knowledge, knowledgeOf } from './knowledge.ts';
import { type GraphModel, graphModel, type TypeModel } from './model/index.ts';
import { compileQuery, QUERY_CACHE_LIMIT, type QueryScope } from './query/compile-query.ts';
import { SortedCache } from './query/list.ts';
import type { Query } from './query/query.ts';
import { rowsOf } from './query/rows.ts';
import { createTypeAdapter } from './query/type-adapter.ts';
import type { Call } from './request/call.ts';
import type { Caller, GraphVersion } from './types.ts';

/** Nobody in particular: for what is read while a filter is evaluated. */
const NOBODY: Caller = { kind: 'application', appId: '', appDisplayName: '', permissions: new Set() };

/** What the versions of Graph have in common. */
export interface Shared extends Knowledge {
  readonly tenant: Tenant;
  /** The journal's last entry that says that the whole tenant was replaced; 0 when it never was. */
  restored: number;
}

export class VersionState {
  readonly version: GraphVersion;
  readonly shared: Shared;
  readonly model: GraphModel;
  readonly registry: Registry;
  readonly shapes: Shapes;
  readonly derived: DerivedProperties;
  readonly pages = new PageCache();
  readonly answers = new AnswerCache();
  readonly sorted = new SortedCache();
  readonly #queries = new Kept<Query>(QUERY_CACHE_LIMIT);
  readonly #scopes = new Kept<QueryScope>(PATHS_KEPT);
  readonly #texts = new Kept<{ readonly write: Writer; readonly cache: TextCache }>(PATHS_KEPT);
  readonly #results = new Map<string, Node>();

  /** @param unknownMembers whether newer members of evolvable enumerations are shown */
  constructor(shared: Shared, version: GraphVersion, declarations: Declarations, unknownMembers = false) {
    this.version = version;
    this.shared = shared;
    this.model = graphModel(version);
    this.registry = registryOf(this.model, declarations);
    this.derived = new DerivedProperties(this.model, declarations.resources, shared.tenant);
    this.shapes = new Shapes(
      this.model,
      graphModel('beta'),
      declarations.resources,
      this.derived,
      unknownMembers,
    );
  }

  /** A query, compiled for the entities of a set that are of `type`. Throws GraphError. */
  query(node: Node, type: TypeModel, text: string): Query {
    const { resource } = node;
    return this.#queries.take(`${resource.path} ${type.name} ${text}`, () =>
      compileQuery(this.#scope(resource), resource, type, text),
    );
  }

  /** An entity's text with all properties that are shown unasked; `listed`: as it stands in a list. */
  text(resource: Resource, entity: Entity, listed = false): string {
    const shorter = listed && resource.unlisted !== undefined;
    const key = shorter ? `${resource.path} listed` : resource.path;
    const kept = this.#texts.take(key, () => {
      const selection = shorter ? EVERYTHING_LISTED : EVERYTHING;
      return { write: this.shapes.writer(resource, selection), cache: new TextCache() };
    });
    // What is made for each request is never the same object again.
    if (resource.source.kind === 'computed' || resource.complete) return kept.write(entity);
    return kept.cache.text(entity, kept.write);
  }

  /** Where the results of operations stand that are of a type: in no set, and so with nothing to expand. */
  resultNode(type: TypeModel, family: FamilyName): Node {
    const key = `${family} ${type.name}`;
    let node = this.#results.get(key);
    if (!node) {
      const local = type.name.slice(type.name.lastIndexOf('.') + 1);
      const resource = defineResource({
        path: `()/${key}`,
        type: local,
        family,
        source: { kind: 'computed', compute: () => [] },
        evidence: 'documented',
        sources: [],
      });
      node = { resource: { ...resource, typeName: type.name }, type, keyed: true };
      this.#results.set(key, node);
    }
    return node;
  }

  /**
   * What a singleton is while nobody has set anything: there, with its defaults. [inferred] for what has no behaviour of its
   * own; below an entity of the directory it isn't there until somebody makes it.
   */
  unset(resource: Resource, parent: Entity | undefined): Entity | undefined {
    const { singleton, generic, source, family } = resource;
    const { alwaysThere = generic && (!parent || family === 'intune') } = resource;
    if (!singleton || !alwaysThere || source.kind !== 'stored') return undefined;
    if (parent) return { id: parent.id, $parent: parent.id };
    const { tenant } = this.shared;
    return { id: tenant.collection('deviceManagement').first?.id ?? tenant.id };
  }

  /** The entity set that entities of exactly that type are in, if there is one. */
  setOf({ name }: TypeModel): string | undefined {
    for (const set of this.model.entitySets.values()) if (set.type === name) return set.name;
    return undefined;
  }

  #scope(resource: Resource): QueryScope {
    return this.#scopes.take(resource.path, () => this.#createScope(resource));
  }

  #createScope(resource: Resource): QueryScope {
    const childOf = (of: Resource, type: TypeModel, name: string) => {
      const node = this.registry.at(of.path);
      return node && this.registry.child(node, name, type);
    };
    const read = (entity: object, type: TypeModel, property: string) => {
      const child = childOf(resource, type, property);
      if (!child) return undefined;
      const call: Call = {
        tenant: this.shared.tenant,
        model: this.model,
        version: this.version,
        caller: NOBODY,
        requestId: '',
        ...knowledgeOf(this.shared),
        option: () => undefined,
        origin: '',
        resource: child.resource,
        parent: entity as Entity,
        eventual: false,
        note: () => {},
        allows: () => true,
        ask: () => 'unreachable',
      };
      const rows = rowsOf(call, child.resource, entity as Entity);
      const entities = [...rows.after(-1)].map((position) => rows.at(position));
      return child.resource.singleton ? entities[0] : entities;
    };
    const adapter = createTypeAdapter(this.model, this.derived, read, () =>
      toIso(this.shared.tenant.clock.now),
    );
    return {
      adapter,
      writer: (of, selection) => this.shapes.writer(of, selection),
      child: (of, type, name) => childOf(of, type, name),
    };
  }
}

/** Both versions of Graph over one tenant, each made when it is first asked for. */
export class Versions {
  readonly shared: Shared;
  readonly #declarations: Declarations;
  readonly #states = new Map<string, VersionState>();

  constructor(shared: Shared, declarations: Declarations) {
    this.shared = shared;
    this.#declarations = declarations;
  }

  /** @param unknownMembers whether newer members of evolvable enumerations are shown: few ask, and those have a state of their own */
  at(version: GraphVersion, unknownMembers = false): VersionState {
    const key = unknownMembers ? `${version} with unknown members` : version;
    let state = this.#states.get(key);
    if (!state) {
      state = new VersionState(this.shared, version, this.#declarations, unknownMembers);
      this.#states.set(key, state);
    }
    return state;
  }
}
