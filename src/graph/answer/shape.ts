// Writing entities as JSON text. A writer is compiled once for each version, type and selection; entities are stored
// sparse, and a writer fills in what is absent with the type's default.
import type { Entity } from '../../tenant/index.ts';
import type { DerivedProperties } from '../declare/derived.ts';
import type { Resource } from '../declare/resource.ts';
import type { GraphModel, GraphVersion, PropertyModel, TypeModel } from '../model/index.ts';
import { hiddenMembers, writeHiding } from './evolvable.ts';

/** What decides how a set's entities are written. */
type Shown = Pick<Resource, 'typeName' | 'selectOnly' | 'unlisted' | 'writeOnly' | 'stubs' | 'media'>;

/** Writes the inside of an entity's JSON object, without braces. */
export type Writer = (entity: Entity) => string;

/** How one property is written. */
interface Field {
  readonly name: string;
  /** `"displayName":` */
  readonly key: string;
  /** Key and default. */
  readonly absent: string;
  /** undefined: always as if absent. */
  readonly write: ((value: unknown) => string) | undefined;
  /** Where the value comes from when it isn't stored. */
  readonly read: ((entity: Entity) => unknown) | undefined;
}

/** Which properties to write. */
export interface Selection {
  /** Property names; undefined is everything. */
  readonly names: readonly string[] | undefined;
  /** Whether the entity was asked for by its id, which fills in what lists leave empty. */
  readonly byId: boolean;
  /** Names that stand for properties of derived types: `microsoft.graph.win32LobApp/displayVersion`. */
  readonly derived?: readonly { readonly typeName: string; readonly name: string }[];
}

export const EVERYTHING: Selection = { names: undefined, byId: true };
export const EVERYTHING_LISTED: Selection = { names: undefined, byId: false };

/** Compiled writers and the texts that they made, of one version. */
export class Shapes {
  readonly #model: GraphModel;
  /** The version that knows every type, to find what a type unknown here derives from. */
  readonly #widest: GraphModel;
  readonly #values = new Map<string, (value: unknown) => string>();
  readonly #resolved = new Map<string, TypeModel>();

  /** Of types that aren't shown whole: what is shown unasked. */
  readonly #defaults: ReadonlyMap<string, readonly string[]>;

  readonly #derived: DerivedProperties;

  /** Whether newer members of evolvable enumerations are written as they are. */
  readonly #unknownMembers: boolean;

  constructor(
    model: GraphModel,
    widest: GraphModel,
    resources: readonly Resource[],
    derived: DerivedProperties,
    unknownMembers: boolean,
  ) {
    this.#unknownMembers = unknownMembers;
    this.#model = model;
    this.#widest = widest;
    this.#derived = derived;
    this.#defaults = new Map(
      resources.flatMap((resource) => {
        const shown = shownUnasked(resource, model.version);
        return shown ? [[resource.typeName, shown]] : [];
      }),
    );
  }

  /** A writer for the entities of a set, each by its own type. */
  writer(resource: Shown, selection: Selection): Writer {
    const byType = new Map<string, Writer>();
    return (entity) => {
      const runtime = entity['@odata.type'];
      const name = typeof runtime === 'string' ? runtime : resource.typeName;
      let writer = byType.get(name);
      if (!writer) {
        writer = this.#compile(this.resolve(name, resource.typeName), resource, selection);
        byType.set(name, writer);
      }
      return writer(entity);
    };
  }

  /** The type of this version that comes nearest to `runtime`: itself, or what it derives from. */
  resolve(runtime: string, declared: string): TypeModel {
    const key = `${runtime} ${declared}`;
    let type = this.#resolved.get(key);
    if (!type) {
      type = this.#nearest(runtime, declared);
      this.#resolved.set(key, type);
    }
    return type;
  }

  #nearest(runtime: string, declared: string): TypeModel {
    for (let type = this.#widest.type(runtime) ?? this.#model.type(runtime); type; type = type.base) {
      const here = this.#model.type(type.name);
      if (here?.isA(declared)) return here;
    }
    const fallback = this.#model.type(declared);
    if (!fallback) throw new Error(`${this.#model.version} has no type ${declared}`);
    return fallback;
  }

  #compile(type: TypeModel, resource: Shown, selection: Selection): Writer {
    const { selectOnly = [], unlisted = [], writeOnly = [], stubs = [] } = resource;
    const wanted = selection.names ?? this.#defaults.get(type.name);
    const derived = (selection.derived ?? []).filter(({ typeName }) => type.isA(typeName));
    const masked = new Set([
      ...writeOnly,
      ...(selection.byId ? [] : unlisted),
      ...(selection.byId && selection.names ? [] : selectOnly),
    ]);
    const names = wanted && new Set([...wanted, ...derived.map(({ name }) => name)]);
    const properties = type.structural.filter(({ name }) => names?.has(name) ?? true);
    const head = type.name === resource.typeName ? [] : [`"@odata.type":"#${type.name}"`];
    const reads = this.#derived.of(type);
    const isSelected = selection.byId && selection.names !== undefined;
    const structural = properties.map((property) => {
      const { name } = property;
      const read = isSelected && this.#derived.isStored(type, name) ? undefined : reads?.get(name);
      const field = this.#field(property, masked.has(name), read);
      if (field.write || !stubs.includes(property.name)) return field;
      return { ...field, absent: field.key + this.#complexWriter(property.type)({}) };
    });
    const fields = wanted ? structural : [...structural, ...this.#containedIn(type)];
    // [recorded] beta shows extension properties of users unasked, as it does nearly everything else.
    const open = type.open && (wanted === undefined || (!selection.names && this.#model.version === 'beta'));
    return (entity) => {
      const parts = head.slice();
      if (resource.media) parts.push(...mediaInformation(entity));
      for (const { name, key, absent, write, read } of fields) {
        const value = write && (read ? read(entity) : entity[name]);
        const text = value === undefined || !write ? absent : key + write(value);
        if (text !== '') parts.push(text);
      }
      if (open) parts.push(...dynamicFields(entity, type));
      // join makes one flat text; a text that was added up piece by piece would be taken apart anew at each use.
      return parts.join(',');
    };
  }

  #field(property: PropertyModel, masked: boolean, read?: Field['read']): Field {
    const key = `${JSON.stringify(property.name)}:`;
    return {
      name: property.name,
      key,
      absent: key + JSON.stringify(property.default),
      write: masked ? undefined : this.#valueWriter(property),
      read,
    };
  }

  /** Writes a value of a property, down-projecting complex values to what this version knows. */
  #valueWriter(property: PropertyModel): (value: unknown) => string {
    if (property.kind === 'enum' && !this.#unknownMembers) {
      const hidden = hiddenMembers(this.#model.type(property.type));
      return hidden ? writeHiding(hidden) : writePlain;
    }
    if (property.kind !== 'complex') return writePlain;
    const one = this.#complexWriter(property.type);
    if (!property.collection) return one;
    return listOf(one);
  }

  #complexWriter(declared: string): (value: unknown) => string {
    const known = this.#values.get(declared);
    if (known) return known;
    const byType = new Map<string, { head: string[]; fields: readonly Field[]; type: TypeModel }>();
    const writer = (value: unknown): string => {
      if (value === null || typeof value !== 'object') return 'null';
      const object = value as Readonly<Record<string, unknown>>;
      const runtime = object['@odata.type'];
      const name = typeof runtime === 'string' ? runtime : declared;
      let compiled = byType.get(name);
      if (!compiled) {
        const type = this.resolve(name, declared);
        const head = type.name === declared ? [] : [`"@odata.type":"#${type.name}"`];
        compiled = { head, fields: this.#fieldsOf(type), type };
        byType.set(name, compiled);
      }
      const parts = compiled.head.slice();
      for (const { name, key, absent, write } of compiled.fields) {
        const inner = object[name];
        const text = inner === undefined || !write ? absent : key + write(inner);
        if (text !== '') parts.push(text);
      }
      if (compiled.type.open) parts.push(...dynamicFields(object, compiled.type));
      return `{${parts.join(',')}}`;
    };
    this.#values.set(declared, writer);
    return writer;
  }

  /** [recorded] what a complex value contains of entities shows in it: `grantControls.authenticationStrength`. */
  #fieldsOf(type: TypeModel): Field[] {
    return [...type.structural.map((property) => this.#field(property, false)), ...this.#containedIn(type)];
  }

  /** A list of entities shows only where there is one: `authenticationStrengthUsage.mfa` [documented]. */
  #containedIn({ kind, navigation }: TypeModel): Field[] {
    if (kind !== 'complex') return [];
    return navigation
      .filter(({ contained }) => contained)
      .map(({ name, type, collection }) => {
        const key = `${JSON.stringify(name)}:`;
        const one = (value: unknown) => this.#complexWriter(type)(value);
        const write = collection ? listOf(one) : one;
        return { name, key, absent: collection ? '' : `${key}null`, write, read: undefined };
      });
  }

  /** Writes one property's value, for a path that ends in it. */
  property(property: PropertyModel, value: unknown): string {
    return value === undefined ? JSON.stringify(property.default) : this.#valueWriter(property)(value);
  }
}

/** What of a set's entities is shown without $select; undefined: all. */
export function shownUnasked(
  { defaultSelect }: Pick<Resource, 'defaultSelect'>,
  version: GraphVersion,
): readonly string[] | undefined {
  return defaultSelect && 'beta' in defaultSelect ? defaultSelect[version] : defaultSelect;
}

function listOf(one: (value: unknown) => string): (value: unknown) => string {
  return (value) => (Array.isArray(value) ? `[${value.map(one).join(',')}]` : '[]');
}

function writePlain(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
    case 'boolean':
      return String(value);
    default:
      return JSON.stringify(value) ?? 'null';
  }
}

/** What is said of an entity that is a stream. [documented] OData JSON Format 4.0, 4.5.11 */
const mediaInformation = (entity: Entity) =>
  ['@odata.mediaContentType', '@odata.mediaEtag'].map(
    (name) => `${JSON.stringify(name)}:${JSON.stringify(entity[name])}`,
  );

/** What an open type holds beyond what it declares: extension properties. */
function dynamicFields(object: Readonly<Record<string, unknown>>, type: TypeModel): string[] {
  const fields: string[] = [];
  for (const name in object) {
    if (name.startsWith('$') || name.includes('@') || type.properties.has(name)) continue;
    fields.push(`${JSON.stringify(name)}:${JSON.stringify(object[name])}`);
  }
  return fields;
}

/** How many characters of written entities a version keeps. Beyond that all are dropped, and made again when needed. */
const TEXT_CACHE_CHARACTERS = 64 * 1024 * 1024;

/**
 * The texts of entities, kept until the entity changes: an update stores a new object, so identity says whether a text
 * still holds.
 */
export class TextCache {
  readonly #limit: number;
  #texts = new Map<Entity, string>();
  #characters = 0;

  constructor(limit = TEXT_CACHE_CHARACTERS) {
    this.#limit = limit;
  }

  get characters(): number {
    return this.#characters;
  }

  text(entity: Entity, write: Writer): string {
    let text = this.#texts.get(entity);
    if (text !== undefined) return text;
    text = write(entity);
    this.#characters += text.length;
    if (this.#characters > this.#limit) {
      this.#texts = new Map();
      this.#characters = text.length;
    }
    this.#texts.set(entity, text);
    return text;
  }
}
