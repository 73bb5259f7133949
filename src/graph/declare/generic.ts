// Sets that are in the model and have no behaviour of their own: typed, stateful, and marked as generic.

import { onceFor } from '../../tenant/index.ts';
import type { FamilyName } from '../errors.ts';
import type { GraphModel, PropertyModel, TypeModel } from '../model/index.ts';
import { COLLECTION_VERBS, FAMILY_PAGES, type Resource, SINGLETON_VERBS, type Verb } from './resource.ts';
import type { Source } from './source.ts';

const PREFIX = 'microsoft.graph.';

/** Set and singleton names whose family is Intune; everything else is the directory's. */
const INTUNE_ROOTS = new Set(['deviceManagement', 'deviceAppManagement']);

type Shape = Pick<Resource, 'path' | 'typeName' | 'singleton' | 'family' | 'source' | 'verbs'> &
  Pick<Resource, 'service'>;

/** What hangs on a user and is Intune's all the same: the pages about it are. [documented] */
const INTUNE_OF_USERS = new Set(
  [
    'deviceEnrollmentConfigurations deviceManagementTroubleshootingEvents managedAppRegistrations managedDevices',
    'mobileAppIntentAndStates mobileAppTroubleshootingEvents windowsInformationProtectionDeviceRegistrations',
  ].flatMap((names) => names.split(' ')),
);

function generic(model: GraphModel, shape: Shape): Resource {
  return {
    ...shape,
    name: shape.path.slice(shape.path.lastIndexOf('/') + 1),
    type: shape.typeName.slice(PREFIX.length),
    versions: [model.version],
    page: FAMILY_PAGES[shape.family],
    generic: true,
    evidence: 'inferred',
    sources: [],
  };
}

/** An entity set or singleton that a path begins with. */
export function genericRoot(model: GraphModel, name: string): Resource | undefined {
  const set = model.entitySets.get(name);
  const root = set ?? model.singletons.get(name);
  if (!root || !model.type(root.type)) return undefined;
  const family: FamilyName = INTUNE_ROOTS.has(name) ? 'intune' : 'directory';
  return generic(model, {
    path: name,
    typeName: root.type,
    singleton: set === undefined,
    family,
    source: { kind: 'stored' },
    verbs: set ? COLLECTION_VERBS : SINGLETON_VERBS,
  });
}

/** What a navigation property of a type leads to: entities that live below, or references to those that live elsewhere. */
export function genericChild(
  model: GraphModel,
  parent: Resource,
  property: PropertyModel,
): Resource | undefined {
  if (!model.type(property.type)) return undefined;
  const path = `${parent.path}/${property.name}`;
  const { service } = parent;
  const family = parent.path === 'users' && INTUNE_OF_USERS.has(property.name) ? 'intune' : parent.family;
  const shape = {
    path,
    typeName: property.type,
    singleton: !property.collection,
    family,
    ...(service === undefined ? {} : { service }),
  };
  const sets = setsOf(model, property.type);
  // What lives in no set of its own lives here, whatever the metadata says of containing it.
  if (property.contained || sets.length === 0) {
    const verbs = property.collection ? COLLECTION_VERBS : SINGLETON_VERBS;
    return generic(model, { ...shape, source: { kind: 'stored' }, verbs });
  }
  const source: Source = {
    kind: 'linked',
    links: path,
    direction: 'targets',
    sets,
  };
  return generic(model, {
    ...shape,
    source,
    verbs: [
      ...LINKED_VERBS[property.collection ? 'many' : 'one'],
      // [documented] Intune takes a change of the one entity that a relation leads to, wherever it lives.
      ...(family === 'intune' && !property.collection ? (['update'] as const) : []),
    ],
  });
}

const LINKED_VERBS: Readonly<Record<'one' | 'many', readonly Verb[]>> = {
  one: ['get', 'setReference', 'removeReference'],
  many: ['list', 'get', 'count', 'addReference', 'removeReference'],
};

const setsOfModel = onceFor(allSets);

/** The sets that entities of a type live in: entity sets, and collections at most two singletons below the root. */
function setsOf(model: GraphModel, typeName: string): readonly string[] {
  const wanted = model.type(typeName);
  return setsOfModel(model)
    .filter(({ type }) => type.isA(typeName) || wanted?.isA(type.name))
    .map(({ path }) => path);
}

function allSets(model: GraphModel): { readonly path: string; readonly type: TypeModel }[] {
  const found: { path: string; type: TypeModel }[] = [];
  const add = (path: string, typeName: string) => {
    const type = model.type(typeName);
    // A set of anything would be where everything lives.
    if (type && path !== 'directoryObjects') found.push({ path, type });
  };
  const below = (path: string, typeName: string, depth: number) => {
    for (const { name, type, collection, contained } of model.type(typeName)?.navigation ?? []) {
      if (!contained) continue;
      if (collection) add(`${path}/${name}`, type);
      else if (depth > 0) below(`${path}/${name}`, type, depth - 1);
    }
  };
  for (const { name, type } of model.entitySets.values()) add(name, type);
  for (const { name, type } of model.singletons.values()) if (name !== 'me') below(name, type, 1);
  return found;
}
