// The types of Microsoft Graph, as the generated document has them. A type is built when it is first asked for.
import { defaultValue } from './defaults.ts';
import { json as betaJson } from './generated/beta.ts';
import { json as v1Json } from './generated/v1.0.ts';
import { type GraphVersion, type ModelDocument, parseNotation, splitProperties } from './notation.ts';

/** A property of an entity or complex type. */
export interface PropertyModel {
  readonly name: string;
  /** `Edm.String`, or `microsoft.graph.iosHomeScreenPage`. */
  readonly type: string;
  /** What the type is. A type that lies beyond the model's scope counts as an entity. */
  readonly kind: 'primitive' | 'enum' | 'complex' | 'entity';
  readonly collection: boolean;
  readonly nullable: boolean;
  readonly navigation: boolean;
  /** A navigation property whose target lives below this entity. */
  readonly contained: boolean;
  /** Whether the documentation says that the service sets it. */
  readonly readOnly?: boolean;
  /** Limits that the documentation states, both inclusive. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** The most elements that a collection may have. */
  readonly maxItems?: number;
  /** What it reads as while nobody has set it; an empty collection is frozen and shared. */
  readonly default: unknown;
}

/** A type. Base types and properties are looked up on first use. */
export interface TypeModel {
  /** `microsoft.graph.iosCompliancePolicy` */
  readonly name: string;
  readonly kind: 'entity' | 'complex' | 'enum';
  readonly base?: TypeModel;
  readonly abstract: boolean;
  /** Whether values may have properties that the type doesn't declare. */
  readonly open: boolean;
  /** Own and inherited properties: structural ones first, each group from the base type down, as declared. */
  readonly properties: ReadonlyMap<string, PropertyModel>;
  readonly structural: readonly PropertyModel[];
  readonly navigation: readonly PropertyModel[];
  /** The members of an enum, in declaration order. */
  readonly members?: readonly string[];
  /** Whether an enum's members are combined: `ios,android`. */
  readonly flags?: boolean;
  /** Whether this is the named type, or derives from it. Takes the name with or without a leading `#`. */
  isA(type: string): boolean;
  /** The types that derive from this one, at any depth, by name. */
  derived(): readonly TypeModel[];
}

/** An entity set or a singleton. */
export interface RootModel {
  readonly name: string;
  readonly type: string;
}

/** The types and roots of one version of Graph. */
export interface GraphModel {
  readonly version: GraphVersion;
  /** The type of that qualified name (`microsoft.graph.user`), with or without a leading `#`. */
  type(name: string): TypeModel | undefined;
  readonly singletons: ReadonlyMap<string, RootModel>;
  readonly entitySets: ReadonlyMap<string, RootModel>;
}

const namespace = 'microsoft.graph.';
const noProperties: ReadonlyMap<string, PropertyModel> = new Map();

const documents: Record<GraphVersion, string> = { 'v1.0': v1Json, beta: betaJson };
const models = new Map<GraphVersion, GraphModel>();

/** The model of a version; parsed on the first call, the same object afterwards. */
export function graphModel(version: GraphVersion): GraphModel {
  let model = models.get(version);
  if (!model) {
    model = createModel(JSON.parse(documents[version]) as ModelDocument);
    models.set(version, model);
  }
  return model;
}

const unmarked = (name: string): string => (name.startsWith('#') ? name.slice(1) : name);

function createModel(document: ModelDocument): GraphModel {
  const types = new Map<string, TypeModel>();
  let derivedNames: Map<string, string[]> | undefined;

  /** Type name to the names of the types directly below it, without namespace. */
  const childrenOf = (name: string): readonly string[] => {
    if (!derivedNames) {
      derivedNames = new Map();
      for (const [child, { base }] of Object.entries(document.types)) {
        if (base === undefined) continue;
        const siblings = derivedNames.get(base);
        if (siblings) siblings.push(child);
        else derivedNames.set(base, [child]);
      }
    }
    return derivedNames.get(name) ?? [];
  };

  const descendantsOf = (name: string): string[] =>
    childrenOf(name).flatMap((child) => [child, ...descendantsOf(child)]);

  const property = (name: string, notation: string): PropertyModel => {
    const { readOnly, type, ...facts } = parseNotation(notation);
    const enumeration = document.enums[type];
    const kind = type.startsWith('Edm.')
      ? 'primitive'
      : enumeration
        ? 'enum'
        : (document.types[type]?.kind ?? 'entity');
    const zeroMember = enumeration && (enumeration.default ?? enumeration.members.split(' ')[0]);
    return {
      name,
      type: kind === 'primitive' ? type : namespace + type,
      kind,
      ...facts,
      ...(readOnly ? { readOnly } : {}),
      default: defaultValue({ type, ...facts }, zeroMember),
    };
  };

  const lookup = (name: string): TypeModel | undefined => {
    const known = types.get(name);
    if (known) return known;
    if (!name.startsWith(namespace)) return undefined;
    const local = name.slice(namespace.length);
    const created = Object.hasOwn(document.types, local)
      ? createStructured(local)
      : Object.hasOwn(document.enums, local)
        ? createEnum(local)
        : undefined;
    if (created) types.set(name, created);
    return created;
  };

  const createEnum = (local: string): TypeModel => {
    const { members = '', flags = false } = document.enums[local] ?? {};
    const name = namespace + local;
    return {
      name,
      kind: 'enum',
      abstract: false,
      open: false,
      properties: noProperties,
      structural: [],
      navigation: [],
      members: members.split(' ').filter(Boolean),
      flags,
      isA: (type) => unmarked(type) === name,
      derived: () => [],
    };
  };

  const createStructured = (local: string): TypeModel => {
    const source = document.types[local];
    if (!source) throw new Error(`the model has no type ${local}`);
    const name = namespace + local;
    const base = source.base === undefined ? undefined : lookup(namespace + source.base);
    let all: ReadonlyMap<string, PropertyModel> | undefined;
    let structural: readonly PropertyModel[] | undefined;
    let navigation: readonly PropertyModel[] | undefined;
    let derived: readonly TypeModel[] | undefined;

    const readProperties = () => {
      const own = splitProperties(source.properties).map(([key, text]) => property(key, text));
      structural = [...(base?.structural ?? []), ...own.filter((each) => !each.navigation)];
      navigation = [...(base?.navigation ?? []), ...own.filter((each) => each.navigation)];
      all = new Map([...structural, ...navigation].map((each) => [each.name, each]));
      return { all, structural, navigation };
    };

    return {
      name,
      kind: source.kind,
      ...(base === undefined ? {} : { base }),
      abstract: source.abstract ?? false,
      open: source.open ?? false,
      get properties() {
        return all ?? readProperties().all;
      },
      get structural() {
        return structural ?? readProperties().structural;
      },
      get navigation() {
        return navigation ?? readProperties().navigation;
      },
      isA: (type) => unmarked(type) === name || (base?.isA(type) ?? false),
      derived: () => {
        derived ??= descendantsOf(local)
          .sort()
          .map((each) => lookup(namespace + each))
          .filter((each) => each !== undefined);
        return derived;
      },
    };
  };

  const roots = (record: Record<string, string>): ReadonlyMap<string, RootModel> =>
    new Map(Object.entries(record).map(([name, type]) => [name, { name, type: namespace + type }]));

  return {
    version: document.version,
    type: (name) => types.get(name) ?? lookup(unmarked(name)),
    singletons: roots(document.singletons),
    entitySets: roots(document.entitySets),
  };
}
