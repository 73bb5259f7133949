// The setting definitions that the catalog has here: those that iPhones and iPads use, and Linux's compliance; in tenants that are
// taken to have them, compliance settings of iPhones and iPads too.
import { assumptionsOf, type Entity, type Tenant } from '../../../../tenant/index.ts';
import { definitionsOf } from './definition-table.ts';
import { enrollment, setupAssistant } from './enrollment-definitions.ts';
import { iosCompliance } from './ios-compliance-definitions.ts';
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

const INFERRED_FAMILIES = iosCompliance.map(({ prefix }) => `${prefix}_`);

interface Catalog {
  readonly configuration: readonly Entity[];
  readonly compliance: readonly Entity[];
  readonly byId: ReadonlyMap<string, Entity>;
  /** Those that others name, with or without a definition. */
  readonly named: ReadonlySet<string>;
  readonly wholeFamilies: readonly string[];
}

/** Made when somebody asks first: most tenants never do. */
const made = new Map<'none' | 'inferred', Catalog>();

function wholeCatalog(tenant: Tenant): Catalog {
  return catalogWith(assumptionsOf(tenant).catalogCompliance);
}

function catalogWith(iosChoice: 'none' | 'inferred'): Catalog {
  const known = made.get(iosChoice);
  if (known) return known;
  const tables = [singleSignOn, kerberos, passcodeProfile, declaredPasscode, enrollment, setupAssistant];
  const configuration = tables.flatMap(definitionsOf);
  const inferred = iosChoice === 'inferred';
  const compliance = [...linuxCompliance, ...(inferred ? iosCompliance : [])].flatMap(definitionsOf);
  const all = [...configuration, ...compliance];
  const catalog: Catalog = {
    configuration,
    compliance,
    byId: new Map(all.map((definition) => [definition.id, definition])),
    named: new Set(all.flatMap((definition) => (definition['childIds'] ?? []) as readonly string[])),
    wholeFamilies: [...WHOLE_FAMILIES, ...(inferred ? INFERRED_FAMILIES : [])],
  };
  made.set(iosChoice, catalog);
  return catalog;
}

export const configurationDefinitions = (tenant: Tenant): readonly Entity[] =>
  wholeCatalog(tenant).configuration;
export const complianceDefinitions = (tenant: Tenant): readonly Entity[] => wholeCatalog(tenant).compliance;

/** Where definitions are that a tenant was given, or that somebody has changed. */
const GIVEN = ['deviceManagement/configurationSettings', 'deviceManagement/complianceSettings'];

/** The definition of a setting, if the tenant was given it or it is known here; without a tenant, among the published ones. */
export function definitionOf(id: string, tenant?: Tenant): Entity | undefined {
  if (!tenant) return catalogWith('none').byId.get(id);
  for (const set of GIVEN) {
    const given = tenant.collection(set).get(id);
    if (given) return given;
  }
  return wholeCatalog(tenant).byId.get(id);
}

/** Whether the service surely has no such setting. */
export function isNoSetting(id: string, tenant: Tenant): boolean {
  const { named, wholeFamilies } = wholeCatalog(tenant);
  return !definitionOf(id, tenant) && !named.has(id) && wholeFamilies.some((family) => id.startsWith(family));
}
