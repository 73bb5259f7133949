// Makes the model document of one version from what the typings declare and what our overlay adds.
import {
  type EnumDocument,
  formatNotation,
  type GraphVersion,
  joinProperties,
  type ModelDocument,
  type PropertyNotation,
  parseNotation,
} from '../../src/graph/model/notation.ts';
import { additions } from './additions.ts';
import type { OpenTypeDocument } from './additions-shape.ts';
import { statedLimits } from './comments.ts';
import { exceptions, primitiveByRule } from './edm.ts';
import * as overlay from './overlay.ts';
import { reachableTypes } from './scope.ts';
import type { DeclaredProperty, Typings } from './typings.ts';

const integers = new Set(['Byte', 'Int16', 'Int32', 'Int64']);
const numbers = new Set([...integers, 'Decimal', 'Double', 'Single']);
const plainTypes = new Set(['string', 'number', 'boolean', 'any']);

/** A list of the overlay whose entries are ticked off when they apply, to find the ones that apply nowhere. */
export interface OverlayUse {
  has(list: string, entries: ReadonlySet<string>, ...candidates: string[]): boolean;
  unused(list: string, entries: Iterable<string>): string[];
}

/** Makes the record of which overlay entries have applied; one for all versions. */
export function createOverlayUse(): OverlayUse {
  const used = new Set<string>();
  return {
    has: (list, entries, ...candidates) => {
      const hits = candidates.filter((candidate) => entries.has(candidate));
      for (const hit of hits) used.add(`${list} ${hit}`);
      return hits.length > 0;
    },
    unused: (list, entries) => [...entries].filter((entry) => !used.has(`${list} ${entry}`)),
  };
}

const lists = {
  concreteBases: new Set(overlay.concreteBases),
  abstractLeaves: new Set(overlay.abstractLeaves),
  openTypes: new Set(overlay.openTypes),
  otherEntities: new Set(overlay.otherEntities),
  notFromEntity: new Set(overlay.notFromEntity),
  withdrawn: new Set(overlay.withdrawn),
  flagEnums: new Set(overlay.flagEnums),
  references: new Set(overlay.references),
  containedDirectoryObjects: new Set(overlay.containedDirectoryObjects),
  ...Object.fromEntries(
    Object.entries(exceptions).map(([kind, entries]) => [`Edm.${kind}`, new Set(entries)]),
  ),
} as Record<string, ReadonlySet<string>>;

/** Every overlay entry that applied to no version. Empty, or the overlay is out of date. */
export function unusedOverlayEntries(use: OverlayUse): string[] {
  return Object.entries(lists).flatMap(([list, entries]) =>
    use.unused(list, entries).map((entry) => `${list}: ${entry}`),
  );
}

/** The declarations, without the properties that aren't served of certain types. */
function asServed(typings: Typings): Typings {
  const types = new Map(typings.types);
  for (const [name, served] of Object.entries(overlay.servedProperties)) {
    const type = types.get(name);
    const properties = type?.properties.filter((property) => served.includes(property.name));
    if (!type || properties?.length !== served.length)
      throw new Error(`servedProperties: ${name} lacks some of ${served.join(', ')}`);
    types.set(name, { ...type, properties });
  }
  return { ...typings, types };
}

/** Builds one version's document. Throws when the overlay repeats what the typings declare, or names what isn't there. */
export function buildDocument(
  version: GraphVersion,
  declaredTypings: Typings,
  readOnly: ReadonlySet<string>,
  use: OverlayUse,
): ModelDocument {
  const typings = asServed(declaredTypings);
  const applies = (list: string, ...candidates: string[]) =>
    use.has(
      list,
      lists[list] ?? new Set(),
      ...candidates.flatMap((candidate) => [candidate, `${version}:${candidate}`]),
    );

  const baseOf = (name: string) =>
    applies('notFromEntity', name) ? undefined : typings.types.get(name)?.base;
  const isEntity = (name: string): boolean => {
    const base = baseOf(name);
    return name === 'entity' || applies('otherEntities', name) || (base !== undefined && isEntity(base));
  };
  const bases = new Set([...typings.types.values()].map((type) => type.base));

  const primitive = (typeName: string, property: DeclaredProperty): string => {
    const listed = Object.keys(exceptions).find((kind) =>
      applies(`Edm.${kind}`, `${typeName}.${property.name}`, `*.${property.name}`),
    );
    // A name that is binary, a time or an identifier wherever it is text need not be so where it is a number.
    const typed = listed && numbers.has(listed) ? 'number' : listed === 'Untyped' ? 'any' : 'string';
    return listed !== undefined && typed === property.type ? listed : primitiveByRule(property);
  };

  const notation = (typeName: string, declared: DeclaredProperty): PropertyNotation => {
    const plain = plainTypes.has(declared.type);
    const type = plain ? primitive(typeName, declared) : declared.type;
    const navigation = !plain && isEntity(declared.type);
    const names = [`${typeName}.${declared.name}`, `*.${declared.name}`];
    const contained =
      navigation &&
      !applies('references', ...names) &&
      (declared.type !== 'directoryObject' || applies('containedDirectoryObjects', ...names));
    return {
      type: plain ? `Edm.${type}` : type,
      collection: declared.collection,
      nullable: declared.nullable,
      navigation,
      contained,
      // "Read-only" in the comment of a navigation property is about its inline form; `$ref` changes it all the same.
      readOnly: !navigation && readOnly.has(`${typeName}.${declared.name}`),
      ...statedLimits(declared.comment, integers.has(type)),
    };
  };

  const entitySets = Object.entries(overlay.entitySets).filter(
    ([name, type]) => typings.types.has(type) && (overlay.onlyIn[name] ?? version) === version,
  );
  const roots = [
    ...entitySets.map(([, type]) => type),
    ...Object.values(overlay.singletons),
    ...overlay.operationTypes,
  ].filter((name) => typings.types.has(name) || typings.enums.has(name));

  const types: Record<string, OpenTypeDocument> = {};
  const enums: Record<string, EnumDocument> = {};
  const added = [additions.both, additions[version]];

  for (const name of reachableTypes(typings, roots, new Set(overlay.beyondScope))) {
    const declared = typings.types.get(name);
    if (!declared) {
      const members = typings.enums.get(name);
      if (members) enums[name] = enumDocument(name, members.join(' '));
      continue;
    }
    const base = baseOf(name);
    const abstract =
      name === 'entity' ||
      applies('abstractLeaves', name) ||
      (bases.has(name) && !applies('concreteBases', name));
    const open = isOpen(name);
    const properties = declared.properties.filter(
      (property) => !applies('withdrawn', `${name}.${property.name}`),
    );
    types[name] = {
      kind: isEntity(name) ? 'entity' : 'complex',
      ...(base === undefined ? {} : { base }),
      ...(abstract ? { abstract } : {}),
      ...(open ? { open } : {}),
      properties: Object.fromEntries(
        properties.map((property) => [property.name, formatNotation(notation(name, property))]),
      ),
    };
  }

  function isOpen(name: string): boolean {
    const base = baseOf(name);
    return applies('openTypes', name) || (base !== undefined && isOpen(base));
  }

  function enumDocument(name: string, members: string): EnumDocument {
    const zero = overlay.enumDefaults[name];
    return {
      members,
      ...(applies('flagEnums', name) ? { flags: true } : {}),
      ...(zero === undefined ? {} : { default: zero }),
    };
  }

  for (const addition of added) {
    for (const [name, members] of Object.entries(addition.enums)) {
      if (typings.enums.get(name)?.join(' ') === members)
        throw new Error(`additions: ${version} declares the enum ${name} just so; remove it`);
      enums[name] = enumDocument(name, members);
    }
    for (const [name, members] of Object.entries(addition.moreMembers)) {
      const document = enums[name];
      if (!document || members.split(' ').some((member) => document.members.split(' ').includes(member)))
        throw new Error(
          `additions: ${version} lacks the enum ${name} or has some of "${members}"; remove it`,
        );
      document.members += ` ${members}`;
    }
    for (const [name, base] of Object.entries(addition.bases)) {
      const type = types[name];
      if (!type || type.base === base)
        throw new Error(`additions: the base of ${name} needs no change; remove it`);
      type.base = base;
    }
    for (const [name, document] of Object.entries(addition.types)) {
      if (types[name]) throw new Error(`additions: ${version} declares the type ${name}; remove it`);
      types[name] = { ...document, properties: { ...document.properties } };
    }
    for (const [name, properties] of Object.entries(addition.properties)) {
      const type = types[name];
      if (!type) throw new Error(`additions: ${version} has no type ${name} to add properties to`);
      for (const [property, text] of Object.entries(properties)) {
        if (type.properties[property])
          throw new Error(`additions: ${version} declares ${name}.${property}; remove it`);
        type.properties[property] = text;
      }
    }
  }

  return {
    version,
    types: sorted(
      Object.fromEntries(
        Object.entries(types).map(([name, type]) => [
          name,
          { ...type, properties: joinProperties(inOrder(type.properties)) },
        ]),
      ),
    ),
    enums: sorted(enums),
    entitySets: Object.fromEntries(entitySets),
    singletons: { ...overlay.singletons },
  };
}

/** The order of the service's own schema: structural properties before navigation, each in alphabetical order. */
function inOrder(properties: Record<string, string>): (readonly [name: string, notation: string])[] {
  const rank = ([name, notation]: readonly [string, string]) =>
    `${parseNotation(notation).navigation ? 1 : 0} ${name.toLowerCase()}`;
  return Object.entries(properties).sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
