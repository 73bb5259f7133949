// `$metadata`: what is served, as a CSDL document. Everything in it follows from the type model and the declarations.
// https://docs.oasis-open.org/odata/odata-csdl-xml/v4.01/odata-csdl-xml-v4.01.html

import { onceFor } from '../../tenant/index.ts';
import type { Node, Registry } from '../declare/registry.ts';
import type { GraphModel, PropertyModel, Signature, TypeModel } from '../model/index.ts';

const PREFIX = 'microsoft.graph.';
/** What the container is called in the real document. [recorded] */
const CONTAINER = 'GraphService';

/** The document of a version; made at the first request, the same bytes each time. */
export const metadataText = onceFor((registry: Registry) => new Metadata(registry).text());

/** An operation or `delta`, bound to a type or to a collection of it. */
interface Bound {
  readonly name: string;
  readonly kind: Signature['kind'];
  readonly binding: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly type: string;
    readonly nullable: boolean;
  }[];
  readonly returns: string | undefined;
}

class Metadata {
  readonly #registry: Registry;
  readonly #model: GraphModel;
  /** Every type that is mentioned, by its name. */
  readonly #types = new Map<string, TypeModel>();
  /** `type/property` of the navigation that leads somewhere. */
  readonly #served = new Set<string>();
  readonly #bound = new Map<string, Bound>();
  readonly #visited = new Set<string>();

  constructor(registry: Registry) {
    this.#registry = registry;
    this.#model = registry.model;
    for (const node of registry.roots) this.#visit(node);
  }

  text(): string {
    const schemas = new Map<string, string[]>();
    for (const type of [...this.#types.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const [namespace] = split(type.name);
      schemas.set(namespace, [...(schemas.get(namespace) ?? []), this.#typeText(type)]);
    }
    const main = schemas.get(PREFIX.slice(0, -1)) ?? [];
    for (const key of [...this.#bound.keys()].sort()) main.push(boundText(this.#bound.get(key) as Bound));
    main.push(this.#containerText());
    schemas.set(PREFIX.slice(0, -1), main);
    const texts = [...schemas.keys()].sort().map((namespace) => {
      const alias = namespace === PREFIX.slice(0, -1) ? ' Alias="graph"' : '';
      const inside = (schemas.get(namespace) as string[]).join('');
      return `<Schema Namespace="${namespace}"${alias} xmlns="http://docs.oasis-open.org/odata/ns/edm">${inside}</Schema>`;
    });
    return `<?xml version="1.0" encoding="utf-8"?><edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>${texts.join('')}</edmx:DataServices></edmx:Edmx>`;
  }

  /** A set or singleton, and what can be reached below it. */
  #visit(node: Node): void {
    const { resource, type } = node;
    // What is generic follows from its type alone.
    const key = resource.generic ? type.name : resource.path;
    if (this.#visited.has(key)) return;
    this.#visited.add(key);
    this.#mention(type.name);
    for (const { signature } of this.#registry.operations.of(type)) this.#bind(signature);
    if (resource.delta) this.#bindDelta(type);
    for (const owner of [type, ...type.derived()]) {
      for (const property of owner.navigation) {
        const child = this.#registry.child(node, property.name, owner);
        const target = this.#model.type(property.type);
        // Of a few types the model doesn't know the key; a collection of them couldn't be addressed.
        if (!child || !target || (property.collection && !target.properties.has('id'))) continue;
        this.#served.add(`${declarer(owner, property).name}/${property.name}`);
        this.#mention(property.type);
        this.#visit(child);
      }
    }
  }

  /** A type, what it derives from, what derives from it, and the types of its properties. */
  #mention(name: string): void {
    const type = this.#model.type(name);
    if (!type || this.#types.has(type.name)) return;
    this.#types.set(type.name, type);
    if (type.base) this.#mention(type.base.name);
    // Of an entity that everything derives from, only what is served is told.
    if (!ROOTS.has(type.name)) for (const each of type.derived()) this.#mention(each.name);
    for (const property of type.structural) this.#mention(property.type);
  }

  #bind({ on, name, kind, bound, parameters, returns }: Signature): void {
    const type = PREFIX + on;
    const binding = bound === 'set' ? `Collection(${type})` : type;
    const text = (of: { readonly type: string; readonly collection: boolean }) => {
      this.#mention(of.type);
      return of.collection ? `Collection(${of.type})` : of.type;
    };
    // Operations of one name are told apart by their parameters.
    this.#bound.set(`${kind} ${name} ${binding} ${parameters.map((each) => each.name).join()}`, {
      name,
      kind,
      binding,
      parameters: parameters.map((each) => ({ name: each.name, type: text(each), nullable: each.nullable })),
      returns: returns && text(returns),
    });
  }

  #bindDelta(type: TypeModel): void {
    const set = `Collection(${type.name})`;
    this.#bound.set(`function delta ${set}`, {
      name: 'delta',
      kind: 'function',
      binding: set,
      parameters: [],
      returns: set,
    });
  }

  #typeText(type: TypeModel): string {
    const [, name] = split(type.name);
    if (type.kind === 'enum') return enumText(name, type);
    const element = type.kind === 'entity' ? 'EntityType' : 'ComplexType';
    const head = [
      `Name="${name}"`,
      ...(type.base ? [`BaseType="${short(type.base.name)}"`] : []),
      ...(type.abstract ? ['Abstract="true"'] : []),
      ...(type.open ? ['OpenType="true"'] : []),
    ].join(' ');
    const own = [...type.properties.values()].filter((each) => declarer(type, each) === type);
    const hasKey = type.kind === 'entity' && own.some((each) => each.name === 'id' && !each.navigation);
    const inside = own.map((each) => this.#propertyText(type, each)).join('');
    const key = hasKey ? '<Key><PropertyRef Name="id"/></Key>' : '';
    return inside === '' ? `<${element} ${head}/>` : `<${element} ${head}>${key}${inside}</${element}>`;
  }

  #propertyText(type: TypeModel, property: PropertyModel): string {
    const { name, collection, nullable, navigation, contained } = property;
    if (navigation && !this.#served.has(`${type.name}/${name}`)) return '';
    // What lies beyond the model is told without a type.
    const known = property.type.startsWith('Edm.') || this.#types.has(property.type);
    const item = known ? short(property.type) : 'Edm.Untyped';
    const attributes = [
      `Name="${name}"`,
      `Type="${collection ? `Collection(${item})` : item}"`,
      // A key is never null, and a collection of entities has nothing to say about it.
      ...((!nullable || name === 'id') && !(navigation && collection) ? ['Nullable="false"'] : []),
      ...(contained ? ['ContainsTarget="true"'] : []),
    ];
    return `<${navigation ? 'NavigationProperty' : 'Property'} ${attributes.join(' ')}/>`;
  }

  #containerText(): string {
    const texts: string[] = [];
    for (const {
      resource: { path, singleton, typeName },
    } of this.#registry.roots) {
      texts.push(
        singleton
          ? `<Singleton Name="${path}" Type="${short(typeName)}"/>`
          : `<EntitySet Name="${path}" EntityType="${short(typeName)}"/>`,
      );
    }
    // The signed-in user, another name for one of the set.
    if (this.#registry.root('users')) texts.push(`<Singleton Name="me" Type="${short(`${PREFIX}user`)}"/>`);
    return `<EntityContainer Name="${CONTAINER}">${texts.sort().join('')}</EntityContainer>`;
  }
}

/** Types from which nearly everything derives. */
const ROOTS = new Set([`${PREFIX}entity`]);

/** The type that declares a property: the one nearest to the root that has it. */
function declarer(type: TypeModel, { name }: PropertyModel): TypeModel {
  let owner = type;
  while (owner.base?.properties.has(name)) owner = owner.base;
  return owner;
}

function enumText(name: string, { members = [], flags = false }: TypeModel): string {
  // The model knows the members' order and not their numbers; combined ones need numbers that are bits [inferred].
  const value = (index: number) =>
    flags ? ` Value="${index === 0 ? 0 : (1n << BigInt(index - 1)).toString()}"` : '';
  const texts = members.map((member, index) => `<Member Name="${member}"${value(index)}/>`);
  return `<EnumType Name="${name}"${flags ? ' IsFlags="true"' : ''}>${texts.join('')}</EnumType>`;
}

function boundText({ name, kind, binding, parameters, returns }: Bound): string {
  const element = kind === 'action' ? 'Action' : 'Function';
  const all = [{ name: 'bindingParameter', type: binding, nullable: true }, ...parameters];
  const inside = all
    .map(
      (each) =>
        `<Parameter Name="${each.name}" Type="${shortened(each.type)}"${each.nullable ? '' : ' Nullable="false"'}/>`,
    )
    .join('');
  const result = returns === undefined ? '' : `<ReturnType Type="${shortened(returns)}"/>`;
  return `<${element} Name="${name}" IsBound="true">${inside}${result}</${element}>`;
}

/** Namespace and name: `microsoft.graph.callRecords`, `userIdentity`. */
function split(typeName: string): [namespace: string, name: string] {
  const dot = typeName.lastIndexOf('.');
  return [typeName.slice(0, dot), typeName.slice(dot + 1)];
}

/** `graph.user`: the alias stands for the main namespace. */
function short(typeName: string): string {
  return split(typeName)[0] === PREFIX.slice(0, -1) ? `graph.${split(typeName)[1]}` : typeName;
}

function shortened(type: string): string {
  const item = /^Collection\((.*)\)$/.exec(type)?.[1];
  return item === undefined ? short(type) : `Collection(${short(item)})`;
}
