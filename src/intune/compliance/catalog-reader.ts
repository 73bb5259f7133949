// A compliance policy of the settings catalog in the form of the template: everything else knows that form only.
import type { Entity, Policy } from '../../tenant/index.ts';
import { CATALOG_SETTINGS, rememberPlaces } from '../catalog-policy.ts';
import { CatalogReader, type Found, type Group } from '../catalog-settings.ts';
import { COMPLIANCE_SETTINGS } from './settings.ts';

const TYPE = '#microsoft.graph.iosCompliancePolicy';

/** What the catalog's definitions say about the settings of a policy. */
export interface Definitions {
  /** The names that a setting's definition gives it, in any case; none: it has no definition. */
  names(id: string): readonly string[];
  /** What an option stands for. */
  option(id: string, chosen: string): string;
}

export interface Reading {
  /** Undefined: none of the settings is one of iosCompliancePolicy. */
  readonly policy: Policy | undefined;
  /** The ids of settings that say nothing about an iPhone: they stand for no property, or have a value that it does not take. */
  readonly unread: readonly string[];
}

/** What belongs to another property, and is no setting by itself. */
const COMPANIONS = ['deviceThreatProtectionRequiredSecurityLevel'];

/** The template's properties by their names in lower case. */
const PROPERTIES: ReadonlyMap<string, string> = new Map(
  [...COMPLIANCE_SETTINGS.map(({ property }) => property), ...COMPANIONS].map((property) => [
    property.toLowerCase(),
    property,
  ]),
);

/** What a property is when nothing is demanded by it; texts in lower case. */
const NOTHING: ReadonlySet<unknown> = new Set([
  false,
  0,
  '',
  undefined,
  'devicedefault',
  'notset',
  'notconfigured',
  'unavailable',
]);
const demandsNothing = (value: unknown) =>
  Array.isArray(value)
    ? value.length === 0
    : NOTHING.has(typeof value === 'string' ? value.toLowerCase() : value);

export function nameOfCatalogPolicy({ id, name }: Entity & { readonly name?: unknown }): string {
  return typeof name === 'string' && name !== '' ? name : id;
}

export function readCatalogCompliance(entity: Entity, definitions: Definitions): Reading {
  const values: Record<string, unknown> = {};
  const origins = new Map<string, Found>();
  const unread: string[] = [];

  const visit = (found: Found): void => {
    const property = propertyOf(found.id, definitions);
    if (property !== undefined) {
      values[property] = valueIn(found, definitions);
      origins.set(property, found);
    } else if (found.groups.length > 0) {
      for (const { children } of found.groups) children.forEach(visit);
    } else unread.push(found.id);
    found.chosenChildren.forEach(visit);
  };
  new CatalogReader(entity[CATALOG_SETTINGS]).all.forEach(visit);

  const policy: Policy = {
    '@odata.type': TYPE,
    id: entity.id,
    displayName: nameOfCatalogPolicy(entity),
    ...only(entity, ['description', 'createdDateTime', 'lastModifiedDateTime', 'roleScopeTagIds']),
    // What tells it from one of the template.
    [CATALOG_SETTINGS]: entity[CATALOG_SETTINGS],
    ...values,
  };
  for (const { property, expect } of COMPLIANCE_SETTINGS) {
    const origin = origins.get(property);
    if (!origin || demandsNothing(values[property]) || expect(values[property], policy) !== undefined)
      continue;
    unread.push(origin.id);
    origins.delete(property);
  }
  if (origins.size === 0) return { policy: undefined, unread };
  rememberPlaces(
    policy,
    new Map([...origins].map(([property, { valuePointer }]) => [`/${property}`, valuePointer] as const)),
  );
  return { policy, unread };
}

function propertyOf(id: string, definitions: Definitions): string | undefined {
  for (const name of definitions.names(id)) {
    const property = PROPERTIES.get(name.toLowerCase());
    if (property !== undefined) return property;
  }
  return undefined;
}

function valueIn(found: Found, definitions: Definitions): unknown {
  if (found.groups.length > 0) return found.groups.map(appOf);
  if (found.chosen === undefined) return found.value;
  const option = definitions.option(found.id, found.chosen).toLowerCase();
  return option === 'true' || option === 'false' ? option === 'true' : option;
}

const APP = { name: 'name', appid: 'appId', publisher: 'publisher', appstoreurl: 'appStoreUrl' } as const;

/** An `appListItem`: of each of its settings the id ends with the property's name. */
function appOf({ children }: Group): Record<string, unknown> {
  return Object.fromEntries(
    children.flatMap(({ id, text }) => {
      const end = id.slice(id.lastIndexOf('_') + 1).toLowerCase();
      return Object.hasOwn(APP, end) ? [[APP[end as keyof typeof APP], text]] : [];
    }),
  );
}

function only(entity: Entity, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.flatMap((name) => (name in entity ? [[name, entity[name]]] : [])));
}
