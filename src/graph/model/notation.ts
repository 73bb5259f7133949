// The generated model's file format: a JSON document whose properties are written as short notations such as
// `Int32? 4..14` or `deviceCompliancePolicyAssignment[] contained`, so that thousands of types load in milliseconds.
// The generator writes it and our overlay is written in it too.

/** The versions of Microsoft Graph that are modelled. */
export type GraphVersion = 'v1.0' | 'beta';

/** A type in a document; names are without `microsoft.graph.`. */
export interface TypeDocument {
  kind: 'entity' | 'complex';
  base?: string;
  abstract?: boolean;
  open?: boolean;
  /** Own properties, structural ones first: `name notation`, separated by `;`. One text, because it parses fastest. */
  properties: string;
}

/** An enum in a document: its members in order, separated by spaces. */
export interface EnumDocument {
  members: string;
  flags?: boolean;
  /** The member with value zero, where that isn't the first. */
  default?: string;
}

export interface ModelDocument {
  version: GraphVersion;
  types: Record<string, TypeDocument>;
  enums: Record<string, EnumDocument>;
  /** Name to type. */
  entitySets: Record<string, string>;
  singletons: Record<string, string>;
}

/** What a property's notation says. */
export interface PropertyNotation {
  /** `Edm.String`, or a type's name without `microsoft.graph.`. */
  type: string;
  collection: boolean;
  nullable: boolean;
  navigation: boolean;
  contained: boolean;
  readOnly: boolean;
  minimum?: number;
  maximum?: number;
  maxItems?: number;
}

/** Every primitive type that the model uses, without `Edm.`. */
const primitiveNames: ReadonlySet<string> = new Set([
  'Binary',
  'Boolean',
  'Byte',
  'Date',
  'DateTimeOffset',
  'Decimal',
  'Double',
  'Duration',
  'Guid',
  'Int16',
  'Int32',
  'Int64',
  'Single',
  'Stream',
  'String',
  'TimeOfDay',
  'Untyped',
]);

/**
 * Reads a notation: a type (`Int32`, `requiredPasswordType`), `[]` for a collection, `?` for nullable, then any of
 * `navigation`, `contained` (a navigation too), `readOnly`, `4..14` (either end may be left out), `atMost500` (elements).
 */
export function parseNotation(notation: string): PropertyNotation {
  const [head = '', ...words] = notation.split(' ');
  const nullable = head.endsWith('?');
  const bare = nullable ? head.slice(0, -1) : head;
  const collection = bare.endsWith('[]');
  const name = collection ? bare.slice(0, -2) : bare;
  const property: PropertyNotation = {
    type: primitiveNames.has(name) ? `Edm.${name}` : name,
    collection,
    nullable,
    navigation: false,
    contained: false,
    readOnly: false,
  };
  for (const word of words) {
    if (word === 'navigation') property.navigation = true;
    else if (word === 'contained') property.navigation = property.contained = true;
    else if (word === 'readOnly') property.readOnly = true;
    else if (word.startsWith('atMost')) property.maxItems = Number(word.slice('atMost'.length));
    else if (word.includes('..')) {
      const [minimum, maximum] = word.split('..');
      if (minimum) property.minimum = Number(minimum);
      if (maximum) property.maximum = Number(maximum);
    } else throw new Error(`"${word}" means nothing in the property notation "${notation}"`);
  }
  return property;
}

/** Writes a notation; the inverse of {@link parseNotation}. */
export function formatNotation(property: PropertyNotation): string {
  const words = [
    `${property.type.replace(/^Edm\./, '')}${property.collection ? '[]' : ''}${property.nullable ? '?' : ''}`,
  ];
  if (property.contained) words.push('contained');
  else if (property.navigation) words.push('navigation');
  if (property.readOnly) words.push('readOnly');
  if (property.minimum !== undefined || property.maximum !== undefined)
    words.push(`${property.minimum ?? ''}..${property.maximum ?? ''}`);
  if (property.maxItems !== undefined) words.push(`atMost${property.maxItems}`);
  return words.join(' ');
}

/** Splits the properties of a type document into names and notations. */
export function splitProperties(properties: string): (readonly [name: string, notation: string])[] {
  if (properties === '') return [];
  return properties.split(';').map((entry) => {
    const space = entry.indexOf(' ');
    return [entry.slice(0, space), entry.slice(space + 1)] as const;
  });
}

/** Joins names and notations to the properties of a type document; the inverse of {@link splitProperties}. */
export function joinProperties(properties: Iterable<readonly [name: string, notation: string]>): string {
  return Array.from(properties, ([name, notation]) => `${name} ${notation}`).join(';');
}
