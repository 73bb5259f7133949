// The type model and the sparse entities, as the query language wants to see them.

import type { PropertyInfo, TypeResolver, ValueReader } from '../../odata/index.ts';
import type { Entity } from '../../tenant/index.ts';
import type { DerivedProperties } from '../declare/derived.ts';
import { findProperty } from '../declare/registry.ts';
import type { GraphModel, TypeModel } from '../model/index.ts';

/** Reads the entities on the other side of a navigation property. */
export type NavigationReader = (entity: object, type: TypeModel, property: string) => unknown;

export interface TypeAdapter {
  readonly types: TypeResolver;
  /** A reader for entities that are of `type` unless they say otherwise. */
  reader(type: TypeModel): ValueReader;
}

const UNTYPED: PropertyInfo = {
  type: 'Edm.Untyped',
  kind: 'primitive',
  collection: false,
  navigation: false,
};

export function createTypeAdapter(
  model: GraphModel,
  derived: DerivedProperties,
  readNavigation: NavigationReader,
  now: () => string,
): TypeAdapter {
  const resolve = (type: TypeModel, name: string) => {
    const own = findProperty(type, name);
    if (own) return own;
    // The service lets a derived type's property be used without a cast: `a/target/groupId`.
    for (const derived of type.derived()) {
      const property = findProperty(derived, name);
      if (property) return property;
    }
    return undefined;
  };
  return {
    types: {
      property(typeName, name) {
        const type = model.type(typeName);
        if (!type) return undefined;
        return resolve(type, name) ?? (type.open && name.includes('_') ? UNTYPED : undefined);
      },
      isAssignable: (typeName, to) => model.type(typeName)?.isA(to) ?? false,
      enumMembers: (typeName) => model.type(typeName)?.members,
    },
    reader(root) {
      const reads = derived.of(root);
      return {
        typeOf: (value) => runtimeType(value),
        read(value, name) {
          const made = reads?.get(name);
          if (made) return made(value as Entity) ?? findProperty(root, name)?.default;
          const direct = (value as Readonly<Record<string, unknown>>)[name];
          if (direct !== undefined) return direct;
          const typeName = runtimeType(value);
          const type = typeName === undefined ? root : (model.type(typeName) ?? root);
          const property = resolve(type, name);
          if (!property) return undefined;
          if (property.navigation) return readNavigation(value, type, property.name);
          const madeByName = reads?.get(property.name);
          if (madeByName) return madeByName(value as Entity) ?? property.default;
          const stored = (value as Readonly<Record<string, unknown>>)[property.name];
          return stored === undefined ? property.default : stored;
        },
        now,
      };
    },
  };
}

function runtimeType(value: object): string | undefined {
  const type = (value as Readonly<Record<string, unknown>>)['@odata.type'];
  return typeof type === 'string' ? (type.startsWith('#') ? type.slice(1) : type) : undefined;
}
