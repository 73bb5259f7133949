// The setting definitions that the catalog has here: those that iPhones and iPads use, and Linux's compliance.
import type { Entity } from '../../../../tenant/index.ts';
import { definitionsOf } from './definition-table.ts';
import { enrollment, setupAssistant } from './enrollment-definitions.ts';
import { linuxCompliance } from './linux-definitions.ts';
import { declaredPasscode, passcodeProfile } from './passcode-definitions.ts';
import { kerberos, singleSignOn } from './single-sign-on-definitions.ts';

/** Families of which all definitions are known: what else begins like them is none. */
const WHOLE_FAMILIES = [
  'com.apple.extensiblesso_',
  'com.apple.mobiledevice.passwordpolicy_',
  'passcode_',
  'ade_',
];

interface Catalog {
  readonly configuration: readonly Entity[];
  readonly compliance: readonly Entity[];
  readonly byId: ReadonlyMap<string, Entity>;
  /** Those that others name, with or without a definition. */
  readonly named: ReadonlySet<string>;
}

let catalog: Catalog | undefined;

/** Read when somebody asks first: most tenants never do. */
function wholeCatalog(): Catalog {
  if (catalog) return catalog;
  const tables = [singleSignOn, kerberos, passcodeProfile, declaredPasscode, enrollment, setupAssistant];
  const configuration = tables.flatMap(definitionsOf);
  const compliance = linuxCompliance.flatMap(definitionsOf);
  const all = [...configuration, ...compliance];
  catalog = {
    configuration,
    compliance,
    byId: new Map(all.map((definition) => [definition.id, definition])),
    named: new Set(all.flatMap((definition) => (definition['childIds'] ?? []) as readonly string[])),
  };
  return catalog;
}

export const configurationDefinitions = (): readonly Entity[] => wholeCatalog().configuration;
export const complianceDefinitions = (): readonly Entity[] => wholeCatalog().compliance;

/** The definition of a setting, if it is among those known here. */
export function definitionOf(id: string): Entity | undefined {
  return wholeCatalog().byId.get(id);
}

/** Whether the service surely has no such setting. */
export function isNoSetting(id: string): boolean {
  const { byId, named } = wholeCatalog();
  return !byId.has(id) && !named.has(id) && WHOLE_FAMILIES.some((family) => id.startsWith(family));
}
