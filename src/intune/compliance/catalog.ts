// Compliance policies of the settings catalog that name iPhones and iPads. The catalog's published definitions of compliance
// settings, as of August 2026, are for Linux and Windows [recorded]: https://github.com/pl4nty/intune-change-tracking,
// DCv2/Compliance. So none judges an iPhone, unless a tenant is taken to have such definitions, or has been given some.
import {
  assumptionsOf,
  CATALOG_COMPLIANCE,
  type COMPLIANCE_SETS,
  type Entity,
  onceFor,
  type Policy,
  TEMPLATE_COMPLIANCE,
  type Tenant,
} from '../../tenant/index.ts';
import { CATALOG_SETTINGS } from '../catalog-policy.ts';
import { settingsWithValues } from '../catalog-settings.ts';
import {
  type Definitions,
  nameOfCatalogPolicy,
  type Reading,
  readCatalogCompliance,
} from './catalog-reader.ts';

const DEFINITIONS = 'deviceManagement/complianceSettings';
/** What decides by which policies of the catalog iPhones are judged. */
export const CATALOG_SOURCES = [CATALOG_COMPLIANCE, DEFINITIONS, 'tenantless/assumptions'] as const;

/** Why such a policy says nothing about an iPhone; a part of a sentence. */
const NOT_JUDGED =
  'it is made of the settings catalog, which has compliance settings for Linux and Windows and none for iOS/iPadOS, so nothing of it is evaluated';

/** Whether it is one for iPhones and iPads: those of Linux and Windows are nobody's concern here. */
export const isForIos = (policy: Readonly<Record<string, unknown>>): boolean =>
  /\biOS\b/i.test(String(policy['platforms'] ?? ''));

/** A policy that no iPhone is judged by. */
export interface UnjudgedPolicy {
  readonly id: string;
  readonly name: string;
  /** A part of a sentence. */
  readonly why: string;
}

interface Catalog {
  /** Those by which iPhones are judged, in the template's form, by id. */
  readonly judged: ReadonlyMap<string, Policy>;
  readonly unjudged: readonly UnjudgedPolicy[];
  /** What is to be said of those that are judged. */
  readonly remarks: readonly string[];
}

/** Read once, and again when a policy, a definition or what is assumed has changed. */
const keptOf = onceFor((tenant: Tenant) => {
  const sets = CATALOG_SOURCES.map((set) => tenant.collection(set));
  return { sets, versions: [] as number[], catalog: EMPTY };
});
const EMPTY: Catalog = { judged: new Map(), unjudged: [], remarks: [] };

function catalogOf(tenant: Tenant): Catalog {
  const kept = keptOf(tenant);
  if (kept.sets.some(({ version }, index) => version !== kept.versions[index])) {
    kept.versions = kept.sets.map(({ version }) => version);
    kept.catalog = readAll(tenant);
  }
  return kept.catalog;
}

function readAll(tenant: Tenant): Catalog {
  const policies = [...tenant.collection(CATALOG_COMPLIANCE)].filter((policy) => isForIos(policy));
  if (policies.length === 0) return EMPTY;
  const inferred = assumptionsOf(tenant).catalogCompliance === 'inferred';
  const definitions = definitionsOf(tenant, inferred);
  const judged = new Map<string, Policy>();
  const unjudged: UnjudgedPolicy[] = [];
  const remarks: string[] = [];
  for (const entity of policies) {
    const reading: Reading = definitions
      ? readCatalogCompliance(entity, definitions)
      : { policy: undefined, unread: [] };
    const name = nameOfCatalogPolicy(entity);
    if (!reading.policy) {
      unjudged.push({ id: entity.id, name, why: definitions ? whyUnread(entity) : NOT_JUDGED });
      continue;
    }
    judged.set(entity.id, reading.policy);
    if (inferred)
      remarks.push(
        `"${name}" is made of compliance settings for iOS/iPadOS that Microsoft has not published: they are inferred.`,
      );
    if (reading.unread.length > 0)
      remarks.push(
        `Of "${name}", ${reading.unread.join(' and ')} ${reading.unread.length === 1 ? 'is' : 'are'} not evaluated: no property of iosCompliancePolicy says the same.`,
      );
  }
  return { judged, unjudged, remarks };
}

function whyUnread(entity: Entity): string {
  if (!Array.isArray(entity[CATALOG_SETTINGS]))
    return 'it comes without its settings, so nothing of it is evaluated: export it with $expand=settings';
  const ids = settingsWithValues(entity[CATALOG_SETTINGS]);
  return ids.length === 0
    ? 'it has no settings, so there is nothing to evaluate'
    : `none of its settings (${ids.join(', ')}) says what a property of iosCompliancePolicy says, so nothing of it is evaluated`;
}

/** The inferred ids end with the property's name: `ios_systemsecurity_passcoderequired`. */
const INFERRED = /^ios_[a-z]+_([a-z]+)$/;

/** Undefined: there are none for iOS. */
function definitionsOf(tenant: Tenant, inferred: boolean): Definitions | undefined {
  const stored = tenant.collection(DEFINITIONS);
  const given = new Map(
    [...stored].filter((each) => isDefinitionForIos(each)).map((each) => [each.id.toLowerCase(), each]),
  );
  if (!inferred && given.size === 0) return undefined;
  return {
    names(id) {
      const definition = given.get(id.toLowerCase());
      if (definition) return [definition['name'], lastOf(definition['offsetUri'])].map(String);
      return inferred ? (INFERRED.exec(id)?.slice(1) ?? []) : [];
    },
    option(id, chosen) {
      const options = given.get(id.toLowerCase())?.['options'];
      const known: readonly (Option | null | undefined)[] = Array.isArray(options) ? options : [];
      const value = known.find((option) => option?.itemId === chosen)?.optionValue?.value;
      return String(value ?? chosen.slice(chosen.lastIndexOf('_') + 1));
    },
  };
}

interface Option {
  readonly itemId?: unknown;
  readonly optionValue?: { readonly value?: unknown } | null;
}

const lastOf = (uri: unknown) => String(uri ?? '').replace(/^.*\//, '');

/** Whether a definition of a setting says that iPhones and iPads have it. */
export function isDefinitionForIos(definition: Readonly<Record<string, unknown>>): boolean {
  const applicability = definition['applicability'] as { readonly platform?: unknown } | null | undefined;
  return /\biOS\b/i.test(String(applicability?.platform ?? ''));
}

/** The catalog's policies by which iPhones are judged, in the template's form; the same objects as long as nothing changes. */
export function catalogCompliancePolicies(tenant: Tenant): ReadonlyMap<string, Policy> {
  return catalogOf(tenant).judged;
}

/** Those of a tenant that judge no iPhone though they are meant to, in the order in which they were made. */
export function unjudgedCompliancePolicies(tenant: Tenant): readonly UnjudgedPolicy[] {
  return catalogOf(tenant).unjudged;
}

/** What whoever relies on the others is to know, in sentences. */
export function catalogComplianceRemarks(tenant: Tenant): readonly string[] {
  return catalogOf(tenant).remarks;
}

/** A compliance policy of either kind that judges iPhones, in the template's form. */
export function compliancePolicyOf(tenant: Tenant, id: string): Policy | undefined {
  return tenant.collection(TEMPLATE_COMPLIANCE).get(id) ?? catalogOf(tenant).judged.get(id);
}

/** Where a compliance policy is kept. */
export function complianceSetOf(policy: Entity): (typeof COMPLIANCE_SETS)[number] {
  return CATALOG_SETTINGS in policy ? CATALOG_COMPLIANCE : TEMPLATE_COMPLIANCE;
}
