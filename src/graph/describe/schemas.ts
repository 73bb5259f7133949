// The types of the model as JSON schemas, for the OpenAPI document.
import type { GraphModel, PropertyModel, TypeModel } from '../model/index.ts';

/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>;

const PRIMITIVES: Readonly<Record<string, Json>> = {
  'Edm.Binary': { type: 'string', contentEncoding: 'base64' },
  'Edm.Boolean': { type: 'boolean' },
  'Edm.Byte': { type: 'integer', minimum: 0, maximum: 255 },
  'Edm.Date': { type: 'string', format: 'date' },
  'Edm.DateTimeOffset': { type: 'string', format: 'date-time' },
  'Edm.Decimal': { type: 'number' },
  'Edm.Double': { type: 'number' },
  'Edm.Duration': { type: 'string', format: 'duration' },
  'Edm.Guid': { type: 'string', format: 'uuid' },
  'Edm.Int16': { type: 'integer', format: 'int16' },
  'Edm.Int32': { type: 'integer', format: 'int32' },
  'Edm.Int64': { type: 'integer', format: 'int64' },
  'Edm.Single': { type: 'number' },
  'Edm.Stream': { type: 'string', contentEncoding: 'base64' },
  'Edm.String': { type: 'string' },
  'Edm.TimeOfDay': { type: 'string', format: 'time' },
};

/** Schemas of types, each made when it is first referred to, with all that it refers to. */
export class Schemas {
  readonly #model: GraphModel;
  readonly #schemas = new Map<string, Json>();

  constructor(model: GraphModel) {
    this.#model = model;
  }

  /** All that have been referred to, by name. */
  all(): Json {
    return Object.fromEntries([...this.#schemas].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** A reference to a type's schema, or the schema of a primitive type. A type beyond the model may be anything. */
  of(typeName: string, collection: boolean): Json {
    const one = this.#one(typeName);
    return collection ? { type: 'array', items: one } : one;
  }

  #one(typeName: string): Json {
    const primitive = PRIMITIVES[typeName];
    if (primitive) return primitive;
    const type = this.#model.type(typeName);
    if (!type) return {};
    if (!this.#schemas.has(type.name)) {
      // Before its properties: types lead back to themselves.
      this.#schemas.set(type.name, {});
      this.#schemas.set(type.name, this.#schema(type));
    }
    return { $ref: `#/components/schemas/${type.name}` };
  }

  #schema(type: TypeModel): Json {
    if (type.kind === 'enum') return enumSchema(type);
    const properties = Object.fromEntries(
      type.structural
        .filter(({ name }) => !type.base?.properties.has(name))
        .map((each) => [each.name, this.#property(each)]),
    );
    const own = { type: 'object', properties: { '@odata.type': { type: 'string' }, ...properties } };
    return type.base ? { allOf: [this.#one(type.base.name), own] } : own;
  }

  #property(property: PropertyModel): Json {
    const { type, collection, nullable, readOnly, minimum, maximum, maxItems } = property;
    const schema = {
      ...this.of(type, collection),
      ...(minimum !== undefined && { minimum }),
      ...(maximum !== undefined && { maximum }),
      ...(maxItems !== undefined && { maxItems }),
    };
    const shown = nullable && !collection ? { anyOf: [schema, { type: 'null' }] } : schema;
    return readOnly ? { ...shown, readOnly: true } : shown;
  }
}

function enumSchema({ members = [], flags }: TypeModel): Json {
  // Combined members are written with commas between them.
  if (flags || members.length === 0) return { type: 'string' };
  return { type: 'string', enum: members };
}
