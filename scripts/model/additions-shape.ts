import type { TypeDocument } from '../../src/graph/model/notation.ts';

/** A type document whose properties are still apart: property name to notation. */
export type OpenTypeDocument = Omit<TypeDocument, 'properties'> & { properties: Record<string, string> };

/** Properties and enum members to add, and declarations to make. */
export interface Additions {
  /** Type name to property name to notation. */
  properties: Readonly<Record<string, Readonly<Record<string, string>>>>;
  types: Readonly<Record<string, OpenTypeDocument>>;
  /** Type name to the base that it really has. */
  bases: Readonly<Record<string, string>>;
  /** Enum name to all of its members, separated by spaces. */
  enums: Readonly<Record<string, string>>;
  /** Enum name to the members that come after those of the typings. */
  moreMembers: Readonly<Record<string, string>>;
}
