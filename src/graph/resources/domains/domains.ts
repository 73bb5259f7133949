// The organization's domains. https://learn.microsoft.com/graph/api/resources/domain
import { createBuiltIn, type Entity } from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import * as graphErrors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import type { Call } from '../../request/call.ts';
import * as errors from './errors.ts';
import { isReferenced, referenceRows } from './references.ts';
import {
  DOMAINS,
  folded,
  newDomain,
  parentOf,
  setVerifiedDomains,
  shownDomain,
  verifiedDomain,
  verifiedDomains,
} from './verified-domains.ts';

/** Labels of letters, digits and hyphens, at least two of them. */
const NAME = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i;

/** What the organization has verified exists without anybody having stored more of it. */
const verifiedOnes = createBuiltIn((tenant) =>
  verifiedDomains(tenant).map(({ name, capabilities, type }) => ({
    ...newDomain(name),
    authenticationType: type ?? 'Managed',
    supportedServices: (capabilities ?? '').split(', ').filter(Boolean),
  })),
);

/** A domain by its name, as it is shown. */
export function domainOf(call: Call, name: string): Entity | undefined {
  const domain =
    call.tenant.collection(DOMAINS).get(name) ??
    verifiedOnes(call.tenant).find(({ id }) => folded(id) === folded(name));
  return domain && shownDomain(call.tenant, domain);
}

/** Counts a domain as the organization's. */
export function verify(call: Call, name: string): void {
  if (verifiedDomain(call.tenant, name)) return;
  const verified = { name, isInitial: false, isDefault: false, type: 'Managed', capabilities: '' };
  setVerifiedDomains(call, [...verifiedDomains(call.tenant), verified]);
}

/** Takes a domain from the organization. Throws when it has to stay. */
export function checkRemovable(domain: Entity): void {
  if (domain['isInitial'] === true) throw errors.domainFixed(domain.id, 'initial');
  if (domain['isDefault'] === true) throw errors.domainFixed(domain.id, 'default');
}

export function forget(call: Call, name: string): void {
  const left = verifiedDomains(call.tenant).filter((each) => folded(each.name) !== folded(name));
  if (left.length < verifiedDomains(call.tenant).length) setVerifiedDomains(call, left);
}

/** What the organization says, the domain doesn't keep. */
function withoutVerified(patch: JsonObject): JsonObject {
  const { isVerified: _v, isInitial: _i, isDefault: _d, isRoot: _r, ...rest } = patch;
  return rest;
}

/** [recorded] live capture: what is shown unasked; manufacturer and model aren't. */
const DEFAULT_PROPERTIES = [
  'authenticationType availabilityStatus id isAdminManaged isDefault isInitial isRoot isVerified',
  'passwordNotificationWindowInDays passwordValidityPeriodInDays state supportedServices',
].flatMap((names) => names.split(' '));

export const domains: readonly Resource[] = [
  defineResource({
    path: DOMAINS,
    type: 'domain',
    family: 'directory',
    source: { kind: 'stored', builtIn: verifiedOnes },
    defaultSelect: DEFAULT_PROPERTIES,
    complete: ({ tenant }, domain) => shownDomain(tenant, domain),
    beforeCreate(call, _draft, sent) {
      const id = String(sent['id'] ?? '');
      if (id === '') throw graphErrors.requiredPropertyMissing('id');
      if (!NAME.test(id)) throw graphErrors.invalidPropertyValue('id', 'Domain');
      if (domainOf(call, id)) throw errors.domainExists();
      return { ...newDomain(id) };
    },
    afterCreate(call, { id }) {
      // [documented] domain-post-domains: what is below a verified domain is verified at once.
      const above = parentOf(call.tenant, id);
      if (above !== undefined && verifiedDomain(call.tenant, above)) verify(call, id);
    },
    beforeUpdate(call, { id }, patch) {
      const { tenant } = call;
      if (!verifiedDomain(tenant, id)) throw errors.domainUnverified(id);
      if (patch['isDefault'] === false && verifiedDomain(tenant, id)?.isDefault) throw errors.defaultNeeded();
      if (patch['isDefault'] === true)
        setVerifiedDomains(
          call,
          verifiedDomains(tenant).map((each) => ({ ...each, isDefault: folded(each.name) === folded(id) })),
        );
      return withoutVerified(patch);
    },
    beforeDelete(call, domain) {
      checkRemovable(domain);
      if (isReferenced(call, domain)) throw errors.domainReferenced(domain.id);
    },
    discard(call, { id }) {
      const kept = call.tenant.collection(DOMAINS).get(id) !== undefined;
      forget(call, id);
      return !kept;
    },
    evidence: 'recorded',
    sources: [
      'https://learn.microsoft.com/graph/api/domain-post-domains',
      'https://learn.microsoft.com/graph/api/domain-update',
      'https://learn.microsoft.com/graph/api/domain-delete',
      'https://github.com/rknightion/graph2otel',
    ],
  }),
  defineResource({
    path: 'domains/domainNameReferences',
    type: 'directoryObject',
    family: 'directory',
    verbs: ['list', 'get', 'count'],
    source: { kind: 'lazy', rows: referenceRows },
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/domain-list-domainnamereferences'],
  }),
  defineResource({
    path: 'domains/rootDomain',
    type: 'domain',
    family: 'directory',
    singleton: true,
    verbs: ['get'],
    source: {
      kind: 'computed',
      compute(call, domain) {
        if (!domain || domain['isRoot'] === true) return domain ? [domain] : [];
        const root = rootOf(call, domain.id);
        return root ? [root] : [];
      },
    },
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/domain-get-rootdomain'],
  }),
];

function rootOf(call: Call, name: string): Entity | undefined {
  let root: string | undefined;
  for (let above = parentOf(call.tenant, name); above !== undefined; above = parentOf(call.tenant, above)) {
    root = above;
    if (domainOf(call, above)?.['isRoot'] === true) break;
  }
  return root === undefined ? undefined : domainOf(call, root);
}
