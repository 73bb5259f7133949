// Properties that are shown without being stored.
import type { Entity, Tenant } from '../../tenant/index.ts';
import type { GraphModel, TypeModel } from '../model/index.ts';
import type { Resource } from './resource.ts';

type Read = (entity: Entity) => unknown;

/** What is made from other properties, by the types of one version. */
export class DerivedProperties {
  readonly #byType: ReadonlyMap<string, ReadonlyMap<string, Read>>;
  readonly #unlessSelected: ReadonlySet<string>;

  constructor({ version }: GraphModel, resources: readonly Resource[], tenant: Tenant) {
    this.#byType = new Map(
      resources.flatMap(({ typeName, derived, localIds }) => {
        const here = derived?.filter(({ versions }) => versions?.includes(version) ?? true) ?? [];
        const reads = new Map<string, Read>(
          here.map(({ name, read }) => [name, (entity) => read(entity, tenant)]),
        );
        if (localIds) reads.set('id', localId);
        return reads.size > 0 ? [[typeName, reads]] : [];
      }),
    );
    this.#unlessSelected = new Set(
      resources.flatMap(({ typeName, derived = [] }) =>
        derived.flatMap(({ name, unlessSelected }) => (unlessSelected ? [`${typeName}/${name}`] : [])),
      ),
    );
  }

  /** Whether a property of a type is shown as it is stored when it is asked for by id and name. */
  isStored(type: TypeModel, name: string): boolean {
    return this.#unlessSelected.has(`${type.name}/${name}`);
  }

  /** How to read what is derived for a type, by property; undefined when nothing is. */
  of(type: TypeModel): ReadonlyMap<string, Read> | undefined {
    for (let each: TypeModel | undefined = type; each; each = each.base) {
      const reads = this.#byType.get(each.name);
      if (reads) return reads;
    }
    return undefined;
  }
}

/** The id of an entity of a set with local ids, as it is shown. */
function localId({ id, $parent }: Entity): string {
  return typeof $parent === 'string' && id.startsWith(`${$parent}_`) ? id.slice($parent.length + 1) : id;
}
