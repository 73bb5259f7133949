// $select: the properties that an answer has.
import { isTypeSegment, type SelectItem } from '../../odata/index.ts';
import type { Selection } from '../answer/shape.ts';
import { findProperty } from '../declare/registry.ts';
import type { Resource } from '../declare/resource.ts';
import * as errors from '../errors.ts';
import type { PropertyModel, TypeModel } from '../model/index.ts';

/** What $select asks for. Throws GraphError. */
export function selectionOf(type: TypeModel, items: readonly SelectItem[] | undefined): Selection {
  if (!items || items.some(({ path }) => path.length === 1 && path[0] === '*')) {
    return { names: undefined, byId: false };
  }
  const names: string[] = [];
  const derived: { typeName: string; name: string }[] = [];
  for (const { path } of items) {
    const [first = '', second] = path;
    if (isTypeSegment(first)) {
      const cast = [type, ...type.derived()].find((each) => each.name === first);
      if (!cast) throw errors.unreadableSelectOrExpand(`Could not find a type named '${first}'.`);
      const property = findProperty(cast, second ?? '');
      if (!property) throw unknownProperty(second ?? '', cast);
      derived.push({ typeName: cast.name, name: property.name });
      continue;
    }
    // A set of mixed directory objects takes the properties of each of them.
    const property =
      findProperty(type, first) ?? (type.name === MIXED ? findDerived(type, first) : undefined);
    if (property) names.push(property.name);
    else if (type.open && first.includes('_')) names.push(first);
    else throw unknownProperty(first, type);
  }
  return { names, byId: false, derived };
}

/** What comes from another service comes with the id. */
export function withId(selection: Selection, { selectedWithId = [] }: Resource): Selection {
  const { names } = selection;
  return names?.some((name) => selectedWithId.includes(name))
    ? { ...selection, names: ['id', ...names] }
    : selection;
}

const MIXED = 'microsoft.graph.directoryObject';

function findDerived(type: TypeModel, name: string): PropertyModel | undefined {
  for (const derived of type.derived()) {
    const property = findProperty(derived, name);
    if (property) return property;
  }
  return undefined;
}

export function unknownProperty(name: string, type: TypeModel): errors.GraphError {
  return errors.unreadableSelectOrExpand(`Could not find a property named '${name}' on type '${type.name}'.`);
}
